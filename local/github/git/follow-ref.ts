/** What a moved branch means for the pull requests that come from it or go to it. */
import { actorUser } from "../core/actors.ts";
import type { PullRequest } from "../core/git-state.ts";
import type { Repository, State } from "../core/state.ts";
import { rulesetsFor } from "../rules/applicable.ts";
import { shortName } from "../rules/model.ts";
import { protectionFor } from "../rules/protection.ts";
import type { PullRequestParameters } from "../rules/rule/pull-request.ts";
import { repositoryFacts, rulesetsOf } from "./actor-facts.ts";
import type { Pusher } from "./judge.ts";
import { changesSinceBase, diffDigest } from "./changes.ts";
import { isAncestor } from "./history.ts";
import { isHead, networkOf } from "./network.ts";
import { putPullRef } from "./pull-ref.ts";
import { wholeSeconds } from "./signatures.ts";

/** @returns the repository, and those of its network that have pull requests from the branch */
export function followRef(pusher: Pusher, repository: Repository, ref: string): Repository[] {
  if (!ref.startsWith("refs/heads/")) return [repository];
  const branch = shortName(ref);
  const tip = repository.git.refs[ref];
  return networkOf(pusher.state, repository).filter((target) => {
    const own = target.id === repository.id;
    const open = target.git.pulls.filter((pull) => pull.state === "open");
    const moved = open.filter((pull) => {
      return isHead(target, pull, repository, branch) || (own && pull.base.branch === branch);
    });
    for (const pull of moved) {
      if (tip === undefined) close(pull, pusher.now);
      else follow(pusher, target, pull, isHead(target, pull, repository, branch), tip);
    }
    return own || moved.length > 0;
  });
}

function follow(pusher: Pusher, repository: Repository, pull: PullRequest, byHead: boolean, tip: string): void {
  if (byHead) {
    pull.head.sha = tip;
    putPullRef(repository, pull);
    pull.lastPusherId = actorUser(pusher.state, pusher.actor)?.id ?? pull.lastPusherId;
  } else {
    if (isAncestor(repository.git, pull.head.sha, tip)) return markMerged(pusher, pull, tip);
    pull.base.sha = tip;
  }
  pull.updatedAt = wholeSeconds(pusher.now);
  dismissStale(pusher.state, repository, pull);
}

function close(pull: PullRequest, now: Date): void {
  pull.state = "closed";
  pull.closedAt = wholeSeconds(now);
  pull.updatedAt = wholeSeconds(now);
}

/** Also how a pull request ends whose head was pushed to the base by hand. */
export function markMerged(pusher: Pusher, pull: PullRequest, sha: string): void {
  close(pull, pusher.now);
  const byId = actorUser(pusher.state, pusher.actor)?.id ?? pull.authorId;
  pull.merged = { sha, at: wholeSeconds(pusher.now), byId };
}

function dismissesStale(state: State, repository: Repository, branch: string): boolean {
  const ref = `refs/heads/${branch}`;
  const applying = rulesetsFor(rulesetsOf(state, repository), repositoryFacts(state, repository), ref);
  const rules = applying.flatMap((ruleset) => ruleset.rules).filter((rule) => rule.type === "pull_request");
  const byRuleset = rules.some(
    (rule) => (rule.parameters as unknown as PullRequestParameters).dismiss_stale_reviews_on_push,
  );
  return byRuleset || protectionFor(repository.git.branchProtectionRules, ref)?.dismissesStaleReviews === true;
}

/** "If the diff changes from this state [...], the approving review is dismissed as stale, and the pull request cannot be merged until someone approves the work again." */
export function dismissStale(state: State, repository: Repository, pull: PullRequest): void {
  if (!dismissesStale(state, repository, pull.base.branch)) return;
  const { git } = repository;
  const digest = diffDigest(changesSinceBase(git, pull.base.sha, pull.head.sha));
  for (const review of pull.reviews) {
    if (review.state === "APPROVED" && review.diffDigest !== digest) review.state = "DISMISSED";
  }
}
