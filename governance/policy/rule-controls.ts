/** Controls that rulesets and classic branch protections put in force on a default branch. */
import { checkName, workflowName } from "../controls/control.ts";
import { undecided, type ControlState, type ControlStates } from "../controls/state.ts";
import { bindsEveryone } from "./bypass-actors.ts";
import { every, field, is, isUnknown, listOf, textsOf, type Certainty } from "./property.ts";
import { coversDefaultBranch, patternCoversDefaultBranch } from "./ref-coverage.ts";
import { githubTypes, type ResourceRecord } from "./resource.ts";

export interface RuleContext {
  /** Apps that are declared automation: their bypass does not void a rule. */
  readonly automationAppIds: readonly number[];
  /** Absent: only GitHub knows. */
  readonly defaultBranch?: string | undefined;
}

/** Controls of one rule resource, wherever it applies; empty for other resources and for rules that are not in force. */
export function ruleControls(resource: ResourceRecord, context: RuleContext): ControlStates {
  switch (resource.type) {
    case githubTypes.repositoryRuleset:
    case githubTypes.organizationRuleset:
      return rulesetControls(resource.props, context);
    case githubTypes.branchProtection:
      return protectionControls(resource.props, "pattern", context);
    case githubTypes.branchProtectionV3:
      return protectionControls(resource.props, "branch", context);
    default:
      return {};
  }
}

function inForce(states: ControlStates, conditions: readonly Certainty[]): ControlStates {
  const answer = every(conditions);
  if (answer === "no") return {};
  return answer === "yes" ? states : undecided(states);
}

function rulesetControls(ruleset: unknown, { automationAppIds, defaultBranch }: RuleContext): ControlStates {
  const rules = field(ruleset, "rules");
  const states: ControlStates = {
    ...reviewControls(field(rules, "pullRequest"), rulesetReview),
    "force-push-blocked": switched(field(rules, "nonFastForward")),
    "deletion-blocked": switched(field(rules, "deletion")),
    "signed-commits": switched(field(rules, "requiredSignatures")),
    "gate-check": names(field(rules, "requiredStatusChecks", "requiredChecks"), requiredCheck),
    "gate-workflow": names(field(rules, "requiredWorkflows", "requiredWorkflows"), requiredWorkflow),
  };
  return inForce(states, [
    is(field(ruleset, "enforcement"), "active"),
    is(field(ruleset, "target"), "branch"),
    coversDefaultBranch(field(ruleset, "conditions", "refName"), defaultBranch),
    bindsEveryone(ruleset, automationAppIds),
  ]);
}

// The GraphQL form takes one review block in a list, the REST form takes the block itself.
function protectionControls(
  protection: unknown,
  branchProperty: "pattern" | "branch",
  { defaultBranch }: RuleContext,
): ControlStates {
  const isClassicRest = branchProperty === "branch";
  const reviews = field(protection, "requiredPullRequestReviews");
  const checks = field(protection, "requiredStatusChecks");
  const review = isClassicRest || isUnknown(reviews) ? reviews : listOf(reviews).items[0];
  const check = isClassicRest || isUnknown(checks) ? checks : listOf(checks).items[0];
  const states: ControlStates = {
    ...inForce(reviewControls(review, protectionReview), [hasNoBypassers(review)]),
    "force-push-blocked": isClassicRest ? on : blockedUnless(protection, "allowsForcePushes", "forcePushBypassers"),
    "deletion-blocked": isClassicRest ? on : blockedUnless(protection, "allowsDeletions"),
    "signed-commits": switched(field(protection, "requireSignedCommits")),
    "gate-check": names(isClassicRest ? field(check, "checks") : field(check, "contexts"), protectionCheck),
  };
  return inForce(states, [
    patternCoversDefaultBranch(field(protection, branchProperty), defaultBranch),
    is(field(protection, "enforceAdmins"), true),
  ]);
}

interface ReviewNames {
  readonly codeOwners: string;
  readonly stale: string;
  /** Approvals where none are named. */
  readonly approvals: number;
}

const rulesetReview: ReviewNames = {
  codeOwners: "requireCodeOwnerReview",
  stale: "dismissStaleReviewsOnPush",
  approvals: 0,
};
const protectionReview: ReviewNames = {
  codeOwners: "requireCodeOwnerReviews",
  stale: "dismissStaleReviews",
  approvals: 1,
};

function reviewControls(review: unknown, { codeOwners, stale, approvals }: ReviewNames): ControlStates {
  if (review === undefined) return {};
  const count = field(review, "requiredApprovingReviewCount") ?? approvals;
  return {
    "pull-request": isUnknown(review) ? unknownSwitch : on,
    approvals: { value: typeof count === "number" ? count : 0, undecided: isUnknown(count) },
    "code-owner-review": switched(field(review, codeOwners)),
    "stale-approvals-dismissed": switched(field(review, stale)),
    "last-push-approved": switched(field(review, "requireLastPushApproval")),
  };
}

const on: ControlState = { value: true, undecided: false };
const unknownSwitch: ControlState = { value: false, undecided: true };

function switched(value: unknown): ControlState {
  return isUnknown(value) ? unknownSwitch : { value: value === true, undecided: false };
}

function blockedUnless(protection: unknown, allowed: string, bypassers?: string): ControlState {
  const passing = bypassers === undefined ? { items: [], complete: true } : listOf(field(protection, bypassers));
  const value = field(protection, allowed);
  if (value === true || passing.items.length > 0) return { value: false, undecided: false };
  return isUnknown(value) || !passing.complete ? unknownSwitch : on;
}

function hasNoBypassers(review: unknown): Certainty {
  const allowances = field(review, "bypassPullRequestAllowances");
  const lists = [
    field(review, "pullRequestBypassers"),
    ...["users", "teams", "apps"].map((kind) => field(allowances, kind)),
  ].map(listOf);
  if (lists.some(({ items }) => items.length > 0)) return "no";
  return lists.every(({ complete }) => complete) ? "yes" : "unknown";
}

function names(list: unknown, nameOf: (item: unknown) => string | undefined): ControlState {
  const { items, complete } = listOf(list);
  const found = items.map(nameOf);
  return { value: found.filter((name) => name !== undefined), undecided: !complete || found.includes(undefined) };
}

function requiredCheck(check: unknown): string | undefined {
  const context = field(check, "context");
  const appId = field(check, "integrationId");
  if (typeof context !== "string" || isUnknown(appId)) return undefined;
  return checkName(context, typeof appId === "number" && appId > 0 ? appId : undefined);
}

function requiredWorkflow(workflow: unknown): string | undefined {
  // The provider's default for a ref is "master".
  const [path, ref] = [field(workflow, "path"), field(workflow, "ref") ?? "master"];
  return typeof path === "string" && typeof ref === "string" ? workflowName(path, ref) : undefined;
}

/** Classic protections write `name` or `name:app id`; -1 is any app. */
function protectionCheck(check: unknown): string | undefined {
  const [, context, appId] = /^(.*?)(?::(-?\d+))?$/su.exec(textsOf([check]).items[0] ?? "") ?? [];
  if (!context) return undefined;
  return checkName(context, appId !== undefined && Number(appId) > 0 ? Number(appId) : undefined);
}
