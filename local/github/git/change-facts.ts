/** The facts about one change of a ref, read from the state for the rules to judge. */
import type { Actor } from "../core/actors.ts";
import { repositoryByName } from "../core/actors.ts";
import type { CheckRun, GitData, WorkflowRun } from "../core/git-state.ts";
import type { Repository, State } from "../core/state.ts";
import type { Change, CheckFacts, CommitFacts, FileFacts, PullFacts, WorkflowRunFacts } from "../rules/model.ts";
import { shortName } from "../rules/model.ts";
import { actorFacts, repositoryFacts } from "./actor-facts.ts";
import { changesOfCommit } from "./changes.ts";
import { commitsBetween, isAncestor } from "./history.ts";
import { commitOf, find, sizeOf } from "./objects.ts";

export interface RefChange {
  /** Full name, e.g. `refs/heads/main`. */
  readonly ref: string;
  /** The commit it is to point to; `null` deletes it. */
  readonly after: string | null;
  /** What is merged, where the change is a merge of a pull request. */
  readonly pull?: PullFacts & { readonly headSha: string };
}

export function changeFacts(state: State, actor: Actor, repository: Repository, wanted: RefChange): Change {
  const { git } = repository;
  const { ref, after, pull } = wanted;
  const before = git.refs[ref];
  const isCommit = after !== null && find(git, after, "commit") !== undefined;
  const judged = pull?.headSha ?? after ?? undefined;
  return {
    kind: after === null ? "delete" : before === undefined ? "create" : "update",
    ref,
    actor: actorFacts(state, actor, repository),
    repository: repositoryFacts(state, repository),
    fastForward: before === undefined || (isCommit && isAncestor(git, before, after)),
    commits: isCommit ? incomingCommits(git, before, after) : [],
    files: isCommit && pull === undefined ? newFiles(git, after) : [],
    checks: judged === undefined ? [] : checkFacts(git, judged),
    workflowRuns: judged === undefined ? [] : workflowRunFacts(state, git, judged, pull?.queue === "leaving"),
    ...(pull === undefined ? {} : { pull }),
  };
}

/** On creation "only the commits that aren't accessible from other branches", on update "all the commits in the specified range". */
function incomingCommits(git: GitData, before: string | undefined, after: string): CommitFacts[] {
  const known = before === undefined ? branchTips(git) : [before];
  return commitsBetween(git, known, after).map((sha) => commitFacts(git, sha));
}

/** The commits that branches point to. */
export const branchTips = (git: GitData): string[] =>
  Object.entries(git.refs)
    .filter(([ref]) => ref.startsWith("refs/heads/"))
    .map(([, sha]) => sha);

export function commitFacts(git: GitData, sha: string): CommitFacts {
  const { message, author, committer, parents, signature } = commitOf(git, sha);
  return {
    sha,
    message,
    authorEmail: author.email,
    committerEmail: committer.email,
    parents: parents.length,
    verified: signature !== null,
  };
}

/** Files that commits new to the repository add, modify or delete. */
function newFiles(git: GitData, after: string): FileFacts[] {
  const changes = commitsBetween(git, branchTips(git), after).flatMap((sha) => changesOfCommit(git, sha));
  return changes.map(({ path, after: file }) =>
    file === undefined ? { path, size: 0, deleted: true } : { path, size: sizeOf(git, file.sha) },
  );
}

const passing = new Set(["success", "neutral", "skipped"]);

/** The last of each name and app: a newer run replaces an older one. */
export function latestCheckRuns(git: GitData, sha: string): CheckRun[] {
  const ofCommit = git.checkRuns.filter((run) => run.headSha === sha);
  return [...new Map(ofCommit.map((run) => [`${run.appId} ${run.name}`, run])).values()];
}

function checkFacts(git: GitData, sha: string): CheckFacts[] {
  const runs = latestCheckRuns(git, sha).map(({ name, appId, status, conclusion }): CheckFacts => {
    const outcome = passing.has(conclusion ?? "") ? "passing" : "failing";
    return { name, appId, outcome: status === "completed" ? outcome : "in progress" };
  });
  const ofCommit = git.statuses.filter((status) => status.sha === sha);
  const latest = [...new Map(ofCommit.map((status) => [status.context, status])).values()];
  const outcomes = { success: "passing", pending: "in progress", error: "failing", failure: "failing" } as const;
  return [
    ...runs,
    ...latest.map(({ context, appId, state }) => ({
      name: context,
      appId: appId ?? undefined,
      outcome: outcomes[state],
    })),
  ];
}

/** The last run of each workflow file on a commit; for the commit of a merge group, those of the event `merge_group`. */
function workflowRunFacts(state: State, git: GitData, sha: string, isGroup: boolean): WorkflowRunFacts[] {
  const ofCommit = git.workflowRuns.filter((run) => run.headSha === sha && (!isGroup || run.event === "merge_group"));
  const latest = new Map(ofCommit.map((run) => [`${run.workflowRepository} ${run.path} ${run.ref}`, run]));
  return [...latest.values()].flatMap((run) => runFacts(state, run) ?? []);
}

function runFacts(state: State, run: WorkflowRun): WorkflowRunFacts | undefined {
  const [owner = "", name = ""] = run.workflowRepository.split("/");
  const source = repositoryByName(state, owner, name);
  if (source === undefined) return undefined;
  const ref = shortName(run.ref);
  return {
    repositoryId: source.id,
    path: run.path,
    ref,
    refIsDefaultBranch: ref === source.defaultBranch,
    workflowSha: run.workflowSha ?? undefined,
    successful: run.conclusion === "success",
    ...(run.status === "completed" ? {} : { unfinished: true as const }),
  };
}
