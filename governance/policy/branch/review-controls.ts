/** What rulesets and classic protections have in common: reviews, switches and lists of names, as controls. */
import { undecided, type ControlState, type ControlStates } from "../../controls/state.ts";
import type { BypassRights } from "./bypass-actors.ts";
import { every, field, isUnknown, listOf, type Certainty } from "../property.ts";
import type { Team } from "./required-reviewers.ts";
import type { DefaultBranch } from "./ref-coverage.ts";

export interface RuleContext extends BypassRights {
  readonly defaultBranch?: DefaultBranch;
  /** The team whose approvals count. Absent: any one team's do. */
  readonly reviewers?: Team | undefined;
  /** The team that must approve changes of AI paths. Absent: their code owners are enough. */
  readonly aiPathReviewers?: Team | undefined;
  /** The repository that the gate's workflow comes from. Absent: from any one. */
  readonly gateRepositoryId?: number | undefined;
}

export const on: ControlState = { value: true, undecided: false };
export const unknownSwitch: ControlState = { value: false, undecided: true };

/** The controls, if all conditions hold; open while one of them is. */
export function inForce(states: ControlStates, conditions: readonly Certainty[]): ControlStates {
  const answer = every(conditions);
  if (answer === "no") return {};
  return answer === "yes" ? states : undecided(states);
}

export function switched(value: unknown): ControlState {
  return isUnknown(value) ? unknownSwitch : { value: value === true, undecided: false };
}

export function switchedBy(answer: Certainty): ControlState {
  return { value: answer === "yes", undecided: answer === "unknown" };
}

interface ReviewNames {
  readonly codeOwners: string;
  readonly stale: string;
  /** Approvals where none are named. */
  readonly approvals: number;
}

export const rulesetReview: ReviewNames = {
  codeOwners: "requireCodeOwnerReview",
  stale: "dismissStaleReviewsOnPush",
  approvals: 0,
};
export const protectionReview: ReviewNames = {
  codeOwners: "requireCodeOwnerReviews",
  stale: "dismissStaleReviews",
  approvals: 1,
};

export function reviewControls(review: unknown, { codeOwners, stale, approvals }: ReviewNames): ControlStates {
  if (!isUnknown(review) && !isBlock(review)) return {};
  const count = field(review, "requiredApprovingReviewCount") ?? approvals;
  return {
    "pull-request": isUnknown(review) ? unknownSwitch : on,
    approvals: { value: typeof count === "number" ? count : 0, undecided: isUnknown(count) },
    "code-owner-review": switched(field(review, codeOwners)),
    "stale-approvals-dismissed": switched(field(review, stale)),
    "last-push-approved": switched(field(review, "requireLastPushApproval")),
  };
}

/** Whether a rule that takes settings is there: a list or a text in its place is none. */
export function isBlock(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A control of kind `set`: the names of a list's items; an item whose name is unknown leaves it open. */
export function names(list: unknown, nameOf: (item: unknown) => string | undefined): ControlState {
  const { items, complete } = listOf(list);
  const found = items.map(nameOf);
  return { value: found.filter((name) => name !== undefined), undecided: !complete || found.includes(undefined) };
}
