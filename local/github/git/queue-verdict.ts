/** What the rules say to a merge group: the commit that a queued pull request would put at the tip of its base. */
import type { PullRequest, QueueEntry } from "../core/git-state.ts";
import type { Repository, Rule, State } from "../core/state.ts";
import { rulesetsFor } from "../rules/applicable.ts";
import { ruleViolations } from "../rules/evaluate.ts";
import type { Change } from "../rules/model.ts";
import { checkRules } from "../rules/protection.ts";
import type { MergeQueueParameters } from "../rules/rule/merge-queue.ts";
import { assumedChecks } from "../rules/rule/status-checks.ts";
import { assumedRuns } from "../rules/rule/workflows.ts";
import { actorOfUser } from "../core/actors.ts";
import { rulesetsOf } from "./actor-facts.ts";
import { changeFacts } from "./change-facts.ts";
import { refusalOf } from "./judge.ts";
import { pullFacts } from "./pull-facts.ts";
import { queueMethod } from "./queue-rule.ts";

export interface Queued {
  readonly entry: QueueEntry;
  readonly pull: PullRequest;
}

/** `waiting`: not built yet; `conflict`: cannot be built; `pending`: a required check or workflow has not answered. */
export type QueueVerdict = "waiting" | "conflict" | "pending" | "green" | "red";

export function queueVerdict(
  state: State,
  repository: Repository,
  { entry, pull }: Queued,
  rule: MergeQueueParameters,
  now: Date,
): QueueVerdict {
  if (entry.group === null) return "waiting";
  const { headSha, requestedAt } = entry.group;
  if (headSha === null) return "conflict";
  const change = groupChange(state, repository, { entry, pull }, headSha, rule);
  const rules = checksInForce(state, repository, change);
  if (isAllowed(state, repository, change, rules)) return "green";
  // "After this much time has elapsed, checks that have not reported a conclusion will be assumed to have failed"
  const isLate = now.getTime() - Date.parse(requestedAt) >= rule.check_response_timeout_minutes * 60_000;
  return !isLate && isAllowed(state, repository, answered(change, rules), rules) ? "pending" : "red";
}

function groupChange(
  state: State,
  repository: Repository,
  { entry, pull }: Queued,
  headSha: string,
  rule: MergeQueueParameters,
): Change {
  const facts = pullFacts(state, repository, pull, queueMethod(rule));
  return changeFacts(state, actorOfUser(state, entry.enqueuerId), repository, {
    ref: `refs/heads/${entry.base}`,
    after: headSha,
    pull: { ...facts, headSha, upToDate: true, queue: "leaving" },
  });
}

/** Rules about checks and workflows, of everything that applies: a queue waits for them whoever put the pull request there. */
function checksInForce(state: State, repository: Repository, change: Change): Rule[] {
  const applying = rulesetsFor(rulesetsOf(state, repository), change.repository, change.ref);
  const byRuleset = applying.flatMap((ruleset) => ruleset.rules);
  return [
    ...byRuleset.filter((rule) => rule.type === "required_status_checks" || rule.type === "workflows"),
    ...checkRules(repository.git.branchProtectionRules, change.ref),
  ];
}

const isAllowed = (state: State, repository: Repository, change: Change, rules: readonly Rule[]): boolean =>
  ruleViolations(rules, change).length === 0 && refusalOf(state, repository, change) === undefined;

/** The change as it would be if everything that has not answered yet succeeded. */
function answered(change: Change, rules: readonly Rule[]): Change {
  return {
    ...change,
    checks: assumedChecks(rules, change.checks),
    workflowRuns: assumedRuns(rules, change.workflowRuns),
  };
}
