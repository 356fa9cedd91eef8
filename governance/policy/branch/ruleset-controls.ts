/** Controls that one ruleset, of a repository or of the organisation, puts in force on a default branch. */
import { everyFile, rulesetPatterns } from "../../ai-paths/render.ts";
import { checkName, workflowName } from "../../controls/control.ts";
import type { ControlStates } from "../../controls/state.ts";
import { bindsEveryone, isId } from "./bypass-actors.ts";
import { every, field, is, isEmpty, isUnknown, not, some, type Certainty } from "../property.ts";
import { coversDefaultBranch } from "./ref-coverage.ts";
import { approvalsByTeam, hasApproval, type Team } from "./required-reviewers.ts";
import type { ResourceRecord } from "../resource.ts";
import {
  inForce,
  isBlock,
  names,
  reviewControls,
  rulesetReview,
  switched,
  switchedBy,
  type RuleContext,
} from "./review-controls.ts";

/** Controls of a ruleset, wherever it applies; none for one that is not, or for all one can read not, in force. */
export function rulesetControls({ props }: ResourceRecord, context: RuleContext): ControlStates {
  const coverage = coversDefaultBranch(field(props, "conditions", "refName"), context.defaultBranch);
  if (coverage === "unclear") return {};
  const rules = field(props, "rules");
  const pullRequest = field(rules, "pullRequest");
  const states: ControlStates = {
    ...reviewControls(pullRequest, rulesetReview),
    "people-approve": approvalsByTeam(pullRequest, everyFile, context.reviewers),
    "force-push-blocked": switched(field(rules, "nonFastForward")),
    "deletion-blocked": switched(field(rules, "deletion")),
    "signed-commits": switched(field(rules, "requiredSignatures")),
    "checks-current": switchedBy(checksRunOnMerged(rules)),
    "gate-check": names(field(rules, "requiredStatusChecks", "requiredChecks"), requiredCheck),
    "gate-workflow": names(field(rules, "requiredWorkflows", "requiredWorkflows"), (workflow) =>
      workflowFrom(workflow, context.gateRepositoryId),
    ),
    "ai-paths-reviewed": switchedBy(reviewsAiPaths(props, context.aiPathReviewers)),
  };
  return inForce(states, [
    is(field(props, "enforcement"), "active"),
    is(field(props, "target"), "branch"),
    coverage,
    bindsEveryone(props, context),
  ]);
}

/** Whether only GitHub can tell if a ruleset covers the default branch. */
export function isRulesetUnclear({ props }: ResourceRecord, { defaultBranch }: RuleContext): boolean {
  return coversDefaultBranch(field(props, "conditions", "refName"), defaultBranch) === "unclear";
}

/** GitHub reads `strict` only where the rule names a check; a merge queue runs the checks on what it merges. */
function checksRunOnMerged(rules: unknown): Certainty {
  const checks = field(rules, "requiredStatusChecks");
  const queue = field(rules, "mergeQueue");
  return some([
    every([is(field(checks, "strictRequiredStatusChecksPolicy"), true), not(isEmpty(field(checks, "requiredChecks")))]),
    isUnknown(queue) ? "unknown" : isBlock(queue) ? "yes" : "no",
  ]);
}

// Agents' instructions have no break-glass: a bypass counts for all rules of its ruleset.
function reviewsAiPaths(ruleset: unknown, team: Team | undefined): Certainty {
  const review = field(ruleset, "rules", "pullRequest");
  const byTeam = hasApproval(approvalsByTeam(review, rulesetPatterns(), team));
  const byOwners = team === undefined ? is(field(review, "requireCodeOwnerReview"), true) : "no";
  return every([isEmpty(field(ruleset, "bypassActors")), some([byOwners, byTeam])]);
}

function requiredCheck(check: unknown): string | undefined {
  const context = field(check, "context");
  const appId = field(check, "integrationId");
  if (typeof context !== "string" || isUnknown(appId)) return undefined;
  return checkName(context, typeof appId === "number" && appId > 0 ? appId : undefined);
}

/** Path and ref of a required workflow; `undefined` while one is unknown. */
export function requiredWorkflow(workflow: unknown): string | undefined {
  // The provider's default for a ref is "master".
  const [path, ref] = [field(workflow, "path"), field(workflow, "ref") ?? "master"];
  return typeof path === "string" && typeof ref === "string" ? workflowName(path, ref) : undefined;
}

// The same path and ref in another repository is another workflow.
function workflowFrom(workflow: unknown, repositoryId: number | undefined): string | undefined {
  const name = requiredWorkflow(workflow);
  if (name === undefined || repositoryId === undefined) return name;
  const isHome = isId(field(workflow, "repositoryId"), repositoryId);
  if (isHome === "unknown") return undefined;
  return isHome === "yes" ? name : `${name} of another repository`;
}
