/** The one way a ref is created, moved or deleted: judged by the rules, then carried out with everything that follows from it. */
import type { Call } from "../core/contract.ts";
import { HttpError } from "../core/errors.ts";
import type { Repository } from "../core/state.ts";
import { RuleNotEvaluated } from "../rules/checks.ts";
import { rulesetViolations } from "../rules/evaluate.ts";
import { protectionViolations } from "../rules/protection.ts";
import { rulesetsOf } from "./actor-facts.ts";
import { changeFacts } from "./change-facts.ts";
import type { RefChange } from "./change-facts.ts";
import { followRef } from "./follow-ref.ts";
import { wholeSeconds } from "./signatures.ts";
import { refuseWorkflowChange } from "./workflow-files.ts";

export type Pusher = Pick<Call, "state" | "actor" | "now">;

/** Why a change was refused, in GitHub's words. */
export class Refusal extends Error {
  readonly byRuleset: readonly string[];
  readonly byProtection: readonly string[];

  constructor(byRuleset: readonly string[], byProtection: readonly string[]) {
    super(refusalMessage(byRuleset, byProtection));
    this.name = "Refusal";
    this.byRuleset = byRuleset;
    this.byProtection = byProtection;
  }
}

function refusalMessage(byRuleset: readonly string[], byProtection: readonly string[]): string {
  if (byRuleset.length === 0) return byProtection.join(" ");
  const all = [...new Set([...byRuleset, ...byProtection])];
  return `Repository rule violations found\n\n${all.map((message) => `${message}\n\n`).join("")}`;
}

/** @throws Refusal if a rule forbids it; HttpError 403 for workflow files the actor may not change, 501 for a rule that is not evaluated here */
export function changeRef(pusher: Pusher, repository: Repository, wanted: RefChange): void {
  judge(pusher, repository, wanted);
  moveRef(pusher, repository, wanted);
}

/** Carries a change out without asking the rules: for what was judged already. */
export function moveRef(pusher: Pusher, repository: Repository, { ref, after }: RefChange): void {
  if (after === null) delete repository.git.refs[ref];
  else repository.git.refs[ref] = after;
  repository.pushedAt = wholeSeconds(pusher.now);
  repository.updatedAt = wholeSeconds(pusher.now);
  followRef(pusher, repository, ref);
}

/** @throws Refusal if a ruleset forbids it, whatever classic protection says */
export function judgeByRulesets({ state, actor }: Pusher, repository: Repository, wanted: RefChange): void {
  const change = changeFacts(state, actor, repository, wanted);
  const byRuleset = evaluated(() => rulesetViolations(rulesetsOf(state, repository), change));
  if (byRuleset.length > 0) throw new Refusal(byRuleset, []);
}

export function judge(pusher: Pusher, repository: Repository, wanted: RefChange): void {
  const { state, actor } = pusher;
  const change = changeFacts(state, actor, repository, wanted);
  const byRuleset = evaluated(() => rulesetViolations(rulesetsOf(state, repository), change));
  const byProtection = evaluated(() => protectionViolations(repository.git.branchProtectionRules, change));
  if (byRuleset.length + byProtection.length > 0) throw new Refusal(byRuleset, byProtection);
  refuseWorkflowChange(pusher, repository, wanted);
}

function evaluated(evaluate: () => string[]): string[] {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof RuleNotEvaluated) throw new HttpError(501, error.message);
    throw error;
  }
}
