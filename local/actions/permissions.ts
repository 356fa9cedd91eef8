/** What a job's GITHUB_TOKEN may do: docs.github.com, "Automatic token authentication" and `permissions`. */
import type { State } from "../github/core/state.ts";
import { effectiveWorkflowPermissions } from "../github/rest/workflow-permissions.ts";
import { repositoryNamed } from "./source.ts";
import { isMapping, type Value } from "./value.ts";
import type { Job, Workflow } from "./workflow.ts";

export type Permissions = Readonly<Record<string, "read" | "write">>;

/** Names that `read-all` and `write-all` stand for. */
const every = ["actions", "checks", "contents", "deployments", "issues", "packages", "pull-requests", "statuses"];
/** "Read repository contents and packages permissions" */
const restricted = ["contents", "packages"];

const all = (names: readonly string[], level: "read" | "write"): Permissions =>
  Object.fromEntries(names.map((name) => [name, level]));

/** The job's key, else the workflow's, else what the repository or its organisation gives by default. */
export function permissionsOf(state: State, repository: string, workflow: Workflow, job: Job): Permissions {
  const asked = job.permissions ?? workflow.permissions;
  return asked === undefined ? defaultPermissions(state, repository) : given(asked);
}

function defaultPermissions(state: State, fullName: string): Permissions {
  const repository = repositoryNamed(state, fullName);
  if (repository === undefined) return {};
  const level = effectiveWorkflowPermissions(state, repository).defaultWorkflowPermissions;
  return level === "write" ? all(every, "write") : all(restricted, "read");
}

/** "If you specify the access for any of these permissions, all of those that are not specified are set to `none`." */
function given(asked: Value): Permissions {
  if (asked === "read-all") return all(every, "read");
  if (asked === "write-all") return all(every, "write");
  if (!isMapping(asked)) return {};
  const levels = Object.entries(asked).filter(([, level]) => level === "read" || level === "write");
  return Object.fromEntries(levels) as Permissions;
}
