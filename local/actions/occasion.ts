/** An event as workflows see it: what it is called in `on`, which commit and ref it is about, whose files decide. */
import type { State } from "../github/core/state.ts";
import type { GitHubEvent } from "../github/events/feed.ts";
import { commitOf, find } from "../github/git/objects.ts";
import { repositoryNamed } from "./source.ts";

export type Trigger = "pull_request" | "pull_request_target" | "pull_request_review" | "merge_group" | "push";

export interface Occasion {
  readonly trigger: Trigger;
  readonly action: string;
  readonly event: GitHubEvent;
  /** As everything was when it happened. */
  readonly state: State;
  /** `GITHUB_REF` and `GITHUB_SHA`. */
  readonly ref: string;
  readonly sha: string;
  /** The commit that checks and runs are shown on, and count for. */
  readonly headSha: string;
  /** The commit whose `.github/workflows` is read for the repository's own workflows. */
  readonly filesAt: string;
  /** Short name of the branch that the change would go into; absent for a push. */
  readonly baseBranch?: string;
  /** Short name of the pull request's own branch. */
  readonly headBranch?: string;
  readonly pull?: number;
  /** Gets no secrets, and a token that only reads. */
  readonly isForeign: boolean;
}

interface PullPayload {
  readonly pull_request: {
    readonly number: number;
    readonly mergeable: boolean | null;
    readonly head: { readonly ref: string; readonly sha: string; readonly repo: { readonly full_name: string } | null };
    readonly base: { readonly ref: string; readonly repo: { readonly full_name: string } };
  };
}

interface MergeGroupPayload {
  readonly merge_group: { readonly head_sha: string; readonly head_ref: string; readonly base_ref: string };
}

interface PushPayload {
  readonly ref: string;
  readonly after: string;
  readonly deleted: boolean;
}

/** What one event is to workflows: none, or several occasions. */
export function occasionsOf(event: GitHubEvent, state: State): Occasion[] {
  // "Ruleset workflows do not run on events triggered by the `GITHUB_TOKEN`"; a repository's own wait for a person's approval,
  // which nobody gives here.
  if (event.byWorkflowToken) return [];
  switch (event.name) {
    case "pull_request":
      return pullOccasions(event, state);
    case "pull_request_review":
      return pullOccasions(event, state).flatMap((one) =>
        one.trigger === "pull_request" ? [{ ...one, trigger: "pull_request_review" as const }] : [],
      );
    case "merge_group":
      return event.action === "checks_requested" ? [groupOccasion(event, state)] : [];
    case "push":
      return pushOccasions(event, state);
  }
}

function pullOccasions(event: GitHubEvent, state: State): Occasion[] {
  const { pull_request: pull } = event.payload as PullPayload;
  const repository = repositoryNamed(state, event.repository);
  if (repository === undefined) return [];
  const { git, defaultBranch } = repository;
  const { sha: headSha, ref: headBranch } = pull.head;
  const fromFork = pull.head.repo?.full_name !== pull.base.repo.full_name;
  const shared = {
    event,
    state,
    action: event.action,
    headSha,
    headBranch,
    pull: pull.number,
    baseBranch: pull.base.ref,
  };
  const mergeRef = `refs/pull/${pull.number}/merge`;
  const defaultTip = git.refs[`refs/heads/${defaultBranch}`] ?? "";
  const onMerge: Occasion = {
    ...shared,
    trigger: "pull_request",
    ref: mergeRef,
    // "GITHUB_SHA for this event is the last merge commit of the pull request merge branch", where local GitHub keeps one.
    sha: git.refs[mergeRef] ?? headSha,
    filesAt: headSha,
    // "Workflows triggered by Dependabot [...] are treated as though they are from a forked repository".
    isForeign: fromFork || event.actorLogin === "dependabot[bot]",
  };
  const onDefault: Occasion = {
    ...shared,
    trigger: "pull_request_target",
    ...{ ref: `refs/heads/${defaultBranch}`, sha: defaultTip, filesAt: defaultTip, isForeign: false },
  };
  // "Workflows will not run on `pull_request` activity if the pull request has a merge conflict."
  const isOff = pull.mergeable === false || isSkipped(git, headSha);
  return [...(isOff ? [] : [onMerge]), onDefault];
}

function groupOccasion(event: GitHubEvent, state: State): Occasion {
  const { head_sha: headSha, head_ref: ref, base_ref: base } = (event.payload as MergeGroupPayload).merge_group;
  return {
    ...{ trigger: "merge_group", action: event.action, event, state, ref },
    ...{ sha: headSha, headSha, filesAt: headSha, isForeign: false },
    baseBranch: base.replace("refs/heads/", ""),
  };
}

function pushOccasions(event: GitHubEvent, state: State): Occasion[] {
  const { ref, after, deleted } = event.payload as PushPayload;
  const git = repositoryNamed(state, event.repository)?.git;
  if (deleted || git === undefined || find(git, after, "commit") === undefined || isSkipped(git, after)) return [];
  return [
    {
      ...{ trigger: "push", action: "", event, state, ref },
      ...{ sha: after, headSha: after, filesAt: after, isForeign: event.actorLogin === "dependabot[bot]" },
    },
  ];
}

/**
 * "Workflows that would otherwise be triggered using `on: push` or `on: pull_request` won't be triggered if you add any of the
 * following strings to the commit message": of the head. (docs.github.com, "Skipping workflow runs")
 */
function isSkipped(git: Parameters<typeof find>[0], sha: string): boolean {
  const { message } = commitOf(git, sha);
  return (
    /\[(skip ci|ci skip|no ci|skip actions|actions skip)\]/.test(message) || /\n\nskip-checks: ?true\s*$/.test(message)
  );
}
