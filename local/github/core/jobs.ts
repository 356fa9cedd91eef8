/** Jobs of GitHub Actions that run at the moment, and their tokens. They do not outlive the server, so no state keeps them. */
import { randomBytes } from "node:crypto";
import type { WorkflowActor } from "./actors.ts";
import { actionsEnabled, repositoryByName, workflowActor } from "./actors.ts";
import type { State } from "./state.ts";

export interface JobWish {
  /** `owner/name` of the repository the job runs in. */
  readonly repository: string;
  /** As a workflow's `permissions` key names them, e.g. `pull-requests`; what is not named is not given. */
  readonly permissions: Readonly<Record<string, "read" | "write">>;
  /** Whether a pull request from a fork started it. Default false. */
  readonly fromFork?: boolean;
}

export interface Job {
  /** GITHUB_TOKEN */
  readonly token: string;
  /** "The `GITHUB_TOKEN` expires when a job finishes": the token is refused from now on. */
  end(): void;
}

/** Names of the `permissions` key: docs.github.com, "Workflow syntax", `permissions`. */
const known = new Set(
  (
    "actions artifact-metadata attestations checks contents deployments discussions id-token issues models packages pages " +
    "pull-requests repository-projects security-events statuses"
  ).split(" "),
);

export class Jobs {
  readonly #actors = new Map<string, WorkflowActor>();

  /** @throws Error where there is no such repository or permission, or Actions are switched off there */
  start(state: State, { repository, permissions, fromFork = false }: JobWish): Job {
    refuseUnknown(permissions);
    const actor = actorIn(state, repository);
    const token = `ghs_local-job-${randomBytes(16).toString("hex")}`;
    this.#actors.set(token, { ...actor, permissions: grantedOf(permissions, fromFork) });
    return { token, end: () => void this.#actors.delete(token) };
  }

  actorOf(token: string): WorkflowActor | undefined {
    return this.#actors.get(token);
  }
}

function refuseUnknown(permissions: JobWish["permissions"]): void {
  const unknown = Object.keys(permissions).filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new Error(`No permission of a job: ${unknown.join(", ")}. Name some of: ${[...known].join(", ")}.`);
}

function actorIn(state: State, fullName: string): WorkflowActor {
  const [owner = "", name = ""] = fullName.split("/");
  const repository = repositoryByName(state, owner, name);
  if (repository === undefined) throw new Error(`There is no repository ${fullName}.`);
  const actor = actionsEnabled(state, repository) ? workflowActor(state, repository) : undefined;
  if (actor === undefined) throw new Error(`Actions are switched off for ${fullName}: no job runs there.`);
  return actor;
}

/**
 * "You can use the `permissions` key to add and remove read permissions for forked repositories, but typically you can't grant
 * write access." (docs.github.com, "Workflow syntax"). `id-token` opens nothing of the API.
 */
function grantedOf(permissions: JobWish["permissions"], fromFork: boolean): Record<string, "read" | "write"> {
  const given = Object.entries(permissions).filter(([name]) => name !== "id-token");
  return Object.fromEntries(given.map(([name, level]) => [name.replaceAll("-", "_"), fromFork ? "read" : level]));
}
