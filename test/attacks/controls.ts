/** Takes one control away, by the API and as an owner of the organisation: what stops an attack is proved by its absence. */
import assert from "node:assert/strict";
import type { Rule, Ruleset } from "../../local/github/core/state.ts";
import { clientOf } from "../../local/demo/agent.ts";
import { ada, owner, type Trial } from "./trial.ts";

const rulesetsOf = (trial: Trial): readonly Ruleset[] => trial.github.state.organizations[0]?.rulesets ?? [];

export function rulesetNamed(trial: Trial, name: string): Ruleset {
  const found = rulesetsOf(trial).find((ruleset) => ruleset.name === name);
  assert.ok(found, `no ruleset ${name}`);
  return found;
}

/** Changes a ruleset of the organisation. */
export async function changeRuleset(trial: Trial, login: string, name: string, change: object): Promise<void> {
  const { id } = rulesetNamed(trial, name);
  const body = { org: owner, ruleset_id: id, ...change };
  await clientOf(trial.github, login).request("PUT /orgs/{org}/rulesets/{ruleset_id}", body);
}

/** Switches rulesets off. */
export async function withoutRulesets(trial: Trial, ...names: string[]): Promise<void> {
  for (const name of names) await changeRuleset(trial, ada, name, { enforcement: "disabled" });
}

/** Switches every ruleset of the organisation off, fences included. */
export const withoutAnyRuleset = (trial: Trial): Promise<void> =>
  withoutRulesets(trial, ...rulesetsOf(trial).map(({ name }) => name));

/** Takes rules of these types out of every ruleset of the tiers. */
export const withoutRules = (trial: Trial, ...types: string[]): Promise<void> =>
  changeTiers(trial, (rules) => rules.filter(({ type }) => !types.includes(type)));

/** Relaxes the `pull_request` rule of every ruleset of the tiers. */
export const withPullRequestRule = (trial: Trial, relaxed: Record<string, unknown>): Promise<void> =>
  changeTiers(trial, relaxing("pull_request", relaxed));

/** Relaxes the `required_status_checks` rule of every ruleset of the tiers. */
export const withStatusCheckRule = (trial: Trial, relaxed: Record<string, unknown>): Promise<void> =>
  changeTiers(trial, relaxing("required_status_checks", relaxed));

/** The tiers ask for as many approvals as before, of whoever may write. */
export const withoutReviewers = (trial: Trial): Promise<void> =>
  changeTiers(trial, relaxing("pull_request", { required_reviewers: [] }), /^ai-tier-/);

const relaxing =
  (type: Rule["type"], relaxed: Record<string, unknown>) =>
  (rules: readonly Rule[]): readonly Rule[] =>
    rules.map((rule) => (rule.type === type ? { ...rule, parameters: { ...rule.parameters, ...relaxed } } : rule));

async function changeTiers(
  trial: Trial,
  change: (rules: readonly Rule[]) => readonly Rule[],
  named = /^ai-(tier|paths)-/,
): Promise<void> {
  for (const { name, rules } of rulesetsOf(trial)) {
    if (named.test(name)) await changeRuleset(trial, ada, name, { rules: change(rules) });
  }
}

/** Changes the definition of one of the organisation's properties. */
export async function changeProperty(trial: Trial, property: string, change: object): Promise<void> {
  const { request } = clientOf(trial.github, ada);
  const { data: schema } = await request("GET /orgs/{org}/properties/schema", { org: owner });
  const known = schema.find(({ property_name }) => property_name === property);
  assert.ok(known, `no property ${property}`);
  const properties = [{ ...known, ...change }];
  await request("PATCH /orgs/{org}/properties/schema", { org: owner, properties });
}
