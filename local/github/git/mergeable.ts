/** Whether a pull request can be merged, as its page tells everyone: no bypass is taken into account. */
import { current, isDraft } from "immer";
import type { PullRequest } from "../core/git-state.ts";
import type { MergeSettings, Repository, State } from "../core/state.ts";
import type { MergeMethod } from "../rules/model.ts";
import { latestCheckRuns } from "./change-facts.ts";
import { Refusal, judge } from "./judge.ts";
import { buildMerge } from "./merge-pull.ts";
import { pullFacts } from "./pull-facts.ts";

export interface Mergeability {
  /** `null` once it is closed. */
  readonly mergeable: boolean | null;
  readonly state: "clean" | "dirty" | "blocked" | "draft" | "unstable" | "unknown";
}

type Outcome = "clean" | "dirty" | "blocked";

export const allowedMethods = ({
  allowMergeCommit,
  allowSquashMerge,
  allowRebaseMerge,
}: MergeSettings): MergeMethod[] => [
  ...(allowMergeCommit ? (["merge"] as const) : []),
  ...(allowSquashMerge ? (["squash"] as const) : []),
  ...(allowRebaseMerge ? (["rebase"] as const) : []),
];

export function mergeability(state: State, original: Repository, pull: PullRequest, now: Date): Mergeability {
  if (pull.state === "closed") return { mergeable: null, state: "unknown" };
  // The merge is only tried: its objects go into a copy, which is thrown away.
  const git = isDraft(original.git) ? current(original.git) : original.git;
  const repository = { ...original, git: { ...git, objects: { ...git.objects } } };
  const by = { state, actor: { kind: "anonymous" } as const, now };
  const outcomes: Outcome[] = [];
  for (const method of allowedMethods(repository.merging)) {
    if (!outcomes.includes("clean")) outcomes.push(outcome(by, repository, pull, method));
  }
  if (outcomes.every((one) => one === "dirty")) return { mergeable: false, state: "dirty" };
  if (pull.draft) return { mergeable: true, state: "draft" };
  if (!outcomes.includes("clean")) return { mergeable: true, state: "blocked" };
  const failing = latestCheckRuns(repository.git, pull.head.sha).some((run) => run.conclusion === "failure");
  return { mergeable: true, state: failing ? "unstable" : "clean" };
}

function outcome(
  by: Parameters<typeof judge>[0],
  repository: Repository,
  pull: PullRequest,
  method: MergeMethod,
): Outcome {
  const after = buildMerge(by, repository, pull, { method });
  if (after === undefined) return "dirty";
  try {
    // Where there is a queue, what can be queued counts as mergeable.
    const facts = { ...pullFacts(by.state, repository, pull, method), queue: "entering" as const };
    judge(by, repository, { ref: `refs/heads/${pull.base.branch}`, after, pull: facts });
    return "clean";
  } catch (error) {
    if (error instanceof Refusal) return "blocked";
    throw error;
  }
}
