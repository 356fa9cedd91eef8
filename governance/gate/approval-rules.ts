/** Whether people approved the change: only where the trigger can judge it. */
import { isAiPath } from "../ai-paths/ownership.ts";
import { isMissing, type Fact } from "./change.ts";
import type { GateFacts } from "./facts.ts";
import { displayNameOf } from "./participants.ts";
import type { GateFinding } from "./report.ts";
import { gateRules, type GateRule, type GateRuleId } from "./rules.ts";
import { countSentence, standingApprovalsOf, type Members, type StandingApprovals } from "./standing-approvals.ts";
import { listed, oneLine } from "./wording.ts";

/** People that must approve a change that a constrained tool took part in. */
export const approvalsOfConstrained = 2;

export interface NeededApprovals {
  readonly count: number;
  /** Constrained tools that ask for more than the tier, whose own approvals GitHub counts; GitHub does not count these. */
  readonly because: readonly string[];
}

export function neededApprovalsOf({ tier, participants }: GateFacts): NeededApprovals {
  const constrained = participants.filter(({ state }) => state === "constrained").map(displayNameOf);
  return tier.approvals >= approvalsOfConstrained || constrained.length === 0
    ? { count: tier.approvals, because: [] }
    : { count: approvalsOfConstrained, because: constrained };
}

/** `gate-change-require-approvals` */
export function approvalFindings(facts: GateFacts): GateFinding[] {
  const rule = "gate-change-require-approvals";
  const { change, declaration, tier } = facts;
  if (!isJudged(rule, facts)) return [];
  const { count, because } = neededApprovalsOf(facts);
  const reason = because.length > 0 ? `since ${listed(because)} is constrained` : `as tier ${facts.tierName} asks`;
  const demand = `${people(count)} must, ${reason}`;
  const { approvals, reviewers } = change;
  // GitHub's own rules count what the tier asks for, and nobody but the gate what a constrained tool adds.
  if (approvals === undefined) return because.length > 0 ? [undecided(rule, demand, notRead)] : [];
  if (isMissing(approvals)) return [undecided(rule, demand, approvals)];
  const members: Members = { logins: known(reviewers), called: `in ${tier.reviewers ?? "the team of reviewers"}` };
  const standing = standingApprovalsOf(approvals, change, declaration, members);
  const objections = objectionFindings(rule, standing);
  if (standing.approvers.length < count) {
    const from = tier.reviewers === undefined ? "people" : `people in ${tier.reviewers}`;
    const missing = count - standing.approvers.length;
    const message = `${countSentence(standing, change)}; ${demand}.`;
    const fix = `Ask ${missing} more ${missing === 1 ? from.replace("people", "person") : from} to approve the last version.`;
    return [{ rule, outcome: "violation", message, fix }, ...objections];
  }
  return isMissing(reviewers) ? [undecided(rule, demand, reviewers), ...objections] : objections;
}

/** `gate-path-require-owners` */
export function ownerFindings(facts: GateFacts): GateFinding[] {
  const rule = "gate-path-require-owners";
  const { change, declaration } = facts;
  const { approvals, owners, files } = change;
  if (!isJudged(rule, facts) || approvals === undefined || owners === undefined) return [];
  const called = listed(declaration.aiPaths.owners);
  const demand = `one owner of files that agents obey (${called}) must`;
  const unknown = [files, approvals, owners].find(isMissing);
  if (!isMissing(files) && !files.some(({ path }) => isAiPath(path))) return [];
  if (unknown) return [undecided(rule, demand, unknown)];
  const members: Members = { logins: known(owners), called: "an owner of such files" };
  const standing = standingApprovalsOf(known(approvals) ?? [], change, declaration, members);
  const objections = objectionFindings(rule, standing);
  if (standing.approvers.length > 0) return objections;
  const message = `${countSentence(standing, change)}; ${demand}.`;
  return [
    { rule, outcome: "violation", message, fix: `Ask one of ${called} to approve the last version.` },
    ...objections,
  ];
}

function isJudged(id: GateRuleId, { change }: GateFacts): boolean {
  return gateRules.some((rule: GateRule) => rule.id === id && rule.judgedOn.includes(change.trigger));
}

const notRead = { missing: "Let the gate read the reviews: it needs the permission pull-requests: read." };

function undecided(rule: GateRuleId, demand: string, { missing }: { readonly missing: string }): GateFinding {
  const message = `Nobody can tell who approved the last version; ${demand}.`;
  return { rule, outcome: "undecided", message, fix: oneLine(missing) };
}

function objectionFindings(rule: GateRuleId, { objectors }: StandingApprovals): GateFinding[] {
  if (objectors.length === 0) return [];
  const message = `${listed(objectors)} asked for changes; whoever asked must approve, or the review be dismissed.`;
  return [{ rule, outcome: "violation", message, fix: `Settle it with ${listed(objectors)}.` }];
}

function known<T>(fact: Fact<readonly T[]> | undefined): readonly T[] | undefined {
  return fact === undefined || isMissing(fact) ? undefined : fact;
}

const people = (count: number): string => (count === 1 ? "1 person" : `${count} people`);
