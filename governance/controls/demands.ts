import type { Declaration, Tier } from "../declaration/schema.ts";
import { isAvailable } from "../plans/availability.ts";
import { checkName, controls, workflowName, type ControlId, type ControlValues } from "./control.ts";

/** Id of GitHub Actions' own app, which posts the checks of workflows. */
export const actionsAppId = 15_368;

/** Controls that a repository of each tier must have, whoever puts them in force. */
export function demandsOf(declaration: Declaration): Record<string, ControlValues> {
  return perTier(declaration, (tier) => ({
    ...rulesOf(declaration, tier),
    ...Object.fromEntries(idsBorneBy("repository").map((id) => [id, true])),
  }));
}

/**
 * Controls that the organisation stack puts in force for each tier: what a repository stack may rely on. Only the review of AI paths
 * for a tier on trial, and none without organisation rulesets.
 */
export function baselineOf(declaration: Declaration): Record<string, ControlValues> {
  const hasRulesets = isAvailable("organization-rulesets", declaration.organization.plan, "private");
  return perTier(declaration, (tier) => (hasRulesets ? rulesOf(declaration, tier) : {}));
}

/** Of the controls of each tier those with these ids. */
export function onlyControls(
  perTier: Readonly<Record<string, ControlValues>>,
  ids: readonly ControlId[],
): Record<string, ControlValues> {
  return mapValues(perTier, (values) =>
    Object.fromEntries(ids.flatMap((id) => (values[id] === undefined ? [] : [[id, values[id]]]))),
  );
}

/** Tiers whose rules nobody may pass, not even on the day the gate is down. */
export function closedTiersOf(declaration: Declaration): string[] {
  return Object.entries(declaration.tiers).flatMap(([name, { breakGlass }]) => (breakGlass ? [] : [name]));
}

// AI paths are never on trial.
function rulesOf(declaration: Declaration, tier: Tier): ControlValues {
  return { ...(tier.evaluate ? {} : mergeRulesOf(declaration, tier)), "ai-paths-reviewed": true };
}

function mergeRulesOf(declaration: Declaration, tier: Tier): ControlValues {
  const { gate, organization } = declaration;
  return {
    "pull-request": true,
    approvals: tier.approvals,
    ...(tier.reviewers !== undefined && { "people-approve": tier.approvals }),
    "code-owner-review": true,
    "stale-approvals-dismissed": true,
    "last-push-approved": true,
    "force-push-blocked": true,
    "deletion-blocked": true,
    ...(tier.signedCommits && { "signed-commits": true }),
    "checks-current": true,
    "gate-check": [checkName(gate.check, gate.appId ?? actionsAppId)],
    ...(isAvailable("required-workflows", organization.plan, "private") && {
      "gate-workflow": [workflowName(gate.workflow, gate.ref)],
    }),
  };
}

/** Ids of the controls that rules put in force, or only the repository itself. */
export function idsBorneBy(bearer: "rules" | "repository"): ControlId[] {
  return controls.filter(({ borneBy }) => borneBy === bearer).map(({ id }) => id);
}

function perTier(declaration: Declaration, make: (tier: Tier) => ControlValues): Record<string, ControlValues> {
  return mapValues(declaration.tiers, make);
}

function mapValues<From, To>(from: Readonly<Record<string, From>>, make: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(from).map(([name, value]) => [name, make(value)]));
}
