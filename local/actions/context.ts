/** What a run sees of itself: the `github` context and the variables made of it (docs.github.com, "Variables reference"). */
import { userByLogin } from "../github/core/actors.ts";
import type { Repository, State } from "../github/core/state.ts";
import type { LocalGitHub } from "../github/server.ts";
import type { Occasion } from "./occasion.ts";
import type { WorkflowFile } from "./triggers.ts";
import { fullNameOf, repositoryNamed } from "./source.ts";

/** Its texts become variables, e.g. `GITHUB_SHA`. It has no token: no variable holds that. */
export type GitHubContext = Readonly<Record<string, unknown>>;

export interface RunNumbers {
  readonly id: number;
  readonly number: number;
}

export function githubContext(
  github: Pick<LocalGitHub, "url" | "apiUrl" | "graphqlUrl">,
  { event, ref, sha, trigger, headBranch, baseBranch, state, pull }: Occasion,
  file: WorkflowFile,
  workflowName: string,
  run: RunNumbers,
): GitHubContext {
  const repository = repositoryNamed(state, event.repository);
  const isPull = pull !== undefined;
  return {
    event: event.payload,
    event_name: trigger,
    ref,
    ref_name: ref.replace(/^refs\/(heads|tags|pull)\//, ""),
    ref_type: ref.startsWith("refs/tags/") ? "tag" : "branch",
    ref_protected: "false",
    sha,
    head_ref: isPull ? (headBranch ?? "") : "",
    base_ref: isPull ? (baseBranch ?? "") : "",
    ...actorParts(state, event.actorLogin),
    ...(repository === undefined ? {} : repositoryParts(repository)),
    workflow: workflowName,
    workflow_ref: `${file.repository}/${file.path}@${file.ref}`,
    workflow_sha: file.sha,
    run_id: String(run.id),
    run_number: String(run.number),
    run_attempt: "1",
    retention_days: "90",
    server_url: github.url,
    api_url: github.apiUrl,
    graphql_url: github.graphqlUrl,
  };
}

function actorParts(state: State, login: string) {
  const id = String(userByLogin(state, login)?.id ?? "");
  return { actor: login, actor_id: id, triggering_actor: login };
}

function repositoryParts(repository: Repository) {
  const { id, owner } = repository;
  return { repository: fullNameOf(repository), repository_id: String(id), repository_owner: owner };
}

/** `GITHUB_SHA` and the like of the texts in a context. */
export function variablesOf(context: GitHubContext): Record<string, string> {
  const texts = Object.entries(context).filter(([, value]) => typeof value === "string");
  return Object.fromEntries(texts.map(([name, value]) => [`GITHUB_${name.toUpperCase()}`, value as string]));
}
