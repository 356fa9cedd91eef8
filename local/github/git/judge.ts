/** What the rules say to a change of a ref, as an exception. */
import type { Call } from "../core/contract.ts";
import { HttpError } from "../core/errors.ts";
import type { Repository, State } from "../core/state.ts";
import { RuleNotEvaluated } from "../rules/checks.ts";
import { rulesetViolations } from "../rules/evaluate.ts";
import type { Change } from "../rules/model.ts";
import { protectionViolations } from "../rules/protection.ts";
import { rulesetsOf } from "./actor-facts.ts";
import { changeFacts } from "./change-facts.ts";
import type { RefChange } from "./change-facts.ts";
import { judgeFiles } from "./judge-files.ts";
import { sourceOf } from "./network.ts";
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
export function judge(pusher: Pusher, repository: Repository, wanted: RefChange): void {
  const change = changeFacts(pusher.state, pusher.actor, repository, wanted);
  const refusal = refusalOf(pusher.state, repository, change);
  if (refusal !== undefined) throw refusal;
  const source = sourceOf(pusher.state, repository);
  if (source !== undefined) judgeFiles(pusher, source, change.files);
  refuseWorkflowChange(pusher, repository, wanted);
}

/** @throws Refusal if a ruleset forbids it, whatever classic protection says */
export function judgeByRulesets({ state, actor }: Pusher, repository: Repository, wanted: RefChange): void {
  const change = changeFacts(state, actor, repository, wanted);
  const byRuleset = evaluated(() => rulesetViolations(rulesetsOf(state, repository), change));
  if (byRuleset.length > 0) throw new Refusal(byRuleset, []);
}

/** @throws HttpError 501 for a rule that is not evaluated here */
export function refusalOf(state: State, repository: Repository, change: Change): Refusal | undefined {
  const byRuleset = evaluated(() => rulesetViolations(rulesetsOf(state, repository), change));
  const byProtection = evaluated(() => protectionViolations(repository.git.branchProtectionRules, change));
  return byRuleset.length + byProtection.length > 0 ? new Refusal(byRuleset, byProtection) : undefined;
}

function evaluated(evaluate: () => string[]): string[] {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof RuleNotEvaluated) throw new HttpError(501, error.message);
    throw error;
  }
}
