/**
 * Controls that classic branch protections put in force on a default branch. GitHub applies one of them to a branch: the one that
 * names it, else the oldest wildcard that covers it ("the rules that include a specific branch name have the highest priority",
 * GitHub documentation, Managing a branch protection rule). A preview does not know which is the oldest.
 */
import { checkName } from "../../controls/control.ts";
import { joined, undecided, type ControlState, type ControlStates } from "../../controls/state.ts";
import { every, field, is, isEmpty, isUnknown, listOf, not, some, textsOf, type Certainty } from "../property.ts";
import { patternCoversDefaultBranch, type Coverage } from "./ref-coverage.ts";
import { githubTypes, type ResourceRecord } from "../resource.ts";
import {
  inForce,
  names,
  on,
  protectionReview,
  reviewControls,
  switched,
  switchedBy,
  unknownSwitch,
  type RuleContext,
} from "./review-controls.ts";
import { UNKNOWN } from "../unknown.ts";

/** Controls of the one classic protection that GitHub applies to the default branch, as far as the resources say which. */
export function protectionControls(resources: readonly ResourceRecord[], context: RuleContext): ControlStates {
  const { applied, open } = appliedOf(resources, context);
  const states = joined(applied.map(controlsOf));
  return open ? undecided(states) : states;
}

/** Whether several protections cover the default branch, and only GitHub knows the one that counts. */
export function areProtectionsUnclear(resources: readonly ResourceRecord[], context: RuleContext): boolean {
  return appliedOf(resources, context).several;
}

/** Whether only GitHub can tell if a protection covers the default branch. */
export function isProtectionUnclear(protection: ResourceRecord, context: RuleContext): boolean {
  return isClassic(protection) && coverageOf(protection, context) === "unclear";
}

interface Applied {
  readonly applied: readonly ResourceRecord[];
  /** An unknown pattern may make it another one. */
  readonly open: boolean;
  readonly several: boolean;
}

function appliedOf(resources: readonly ResourceRecord[], context: RuleContext): Applied {
  const protections = resources.filter(isClassic);
  // One that names the default branch goes before all others: whether this one does, only GitHub knows.
  if (protections.some((each) => isProtectionUnclear(each, context))) {
    return { applied: [], open: false, several: false };
  }
  const covering = protections.filter((each) => coverageOf(each, context) === "yes");
  const maybe = protections.filter((each) => coverageOf(each, context) === "unknown");
  if (maybe.length > 0) return { applied: [...covering, ...maybe], open: true, several: false };
  const exact = covering.filter(({ type, props }) => !/[*?[\]\\]/.test(String(props[patternName(type)])));
  const candidates = exact.length > 0 ? exact : covering;
  return { applied: candidates.length === 1 ? candidates : [], open: false, several: candidates.length > 1 };
}

function isClassic({ type }: ResourceRecord): boolean {
  return type === githubTypes.branchProtection || type === githubTypes.branchProtectionV3;
}

function patternName(type: string): "pattern" | "branch" {
  return type === githubTypes.branchProtection ? "pattern" : "branch";
}

function coverageOf({ type, props }: ResourceRecord, { defaultBranch }: RuleContext): Coverage {
  return patternCoversDefaultBranch(props[patternName(type)], defaultBranch);
}

// The GraphQL form takes one review block in a list, the REST form takes the block itself.
function controlsOf({ type, props }: ResourceRecord): ControlStates {
  const isRest = type === githubTypes.branchProtectionV3;
  const review = only(field(props, "requiredPullRequestReviews"), isRest);
  const check = only(field(props, "requiredStatusChecks"), isRest);
  // The REST form also takes checks of any app as `contexts`.
  const checks = (isRest ? ["checks", "contexts"] : ["contexts"]).map((name) => field(check, name));
  const reviews = reviewControls(review, protectionReview);
  const ownerReview = reviews["code-owner-review"];
  const states: ControlStates = {
    ...inForce({ ...reviews, ...(ownerReview && { "ai-paths-reviewed": ownerReview }) }, [hasNoBypassers(review)]),
    "force-push-blocked": isRest ? on : blockedUnless(props, "allowsForcePushes", "forcePushBypassers"),
    "deletion-blocked": isRest ? on : blockedUnless(props, "allowsDeletions"),
    "signed-commits": switched(field(props, "requireSignedCommits")),
    "checks-current": switchedBy(every([is(field(check, "strict"), true), some(checks.map(hasItems))])),
    "gate-check": names(checks.flatMap(itemsWithDoubt), requiredCheck),
  };
  return inForce(states, [is(field(props, "enforceAdmins"), true)]);
}

function only(block: unknown, isRest: boolean): unknown {
  return isRest || isUnknown(block) ? block : field(block, 0);
}

const hasItems = (list: unknown): Certainty => not(isEmpty(list));

/** The items of a list, and an unknown one where there may be more. */
function itemsWithDoubt(list: unknown): readonly unknown[] {
  const { items, complete } = listOf(list);
  return complete ? items : [...items, UNKNOWN];
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

/** Classic protections write `name` or `name:app id`; -1 is any app. */
function requiredCheck(check: unknown): string | undefined {
  const [, context, appId] = /^(.*?)(?::(-?\d+))?$/su.exec(textsOf([check]).items[0] ?? "") ?? [];
  if (!context) return undefined;
  return checkName(context, appId !== undefined && Number(appId) > 0 ? Number(appId) : undefined);
}
