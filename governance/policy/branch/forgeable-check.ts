/**
 * A required check that GitHub Actions' own app may post, or any app, proves nothing: each workflow of the repository with the
 * permission `checks: write` posts it on any commit. Only a required workflow, or an app of one's own, cannot be replaced so.
 */
import { checkName, isCheckNamed, type ControlId, type ControlValues } from "../../controls/control.ts";
import { actionsAppId } from "../../controls/demands.ts";
import { decided, joined, verdictOf, type ControlStates } from "../../controls/state.ts";
import { declaredRepositories, type Inventory } from "../repository/declared-repositories.ts";
import { undecidedFinding, violation, type Finding } from "../finding.ts";
import { branchControls, type BranchRights } from "./governed-branch.ts";
import { tierControls, type TierFacts } from "../organization/governed-organization.ts";
import type { ResourceRecord } from "../resource.ts";

/** The gate of the declaration, as control values name it. */
export interface Gate {
  /** Name of the check. */
  readonly check: string;
  /** Path and ref of the workflow. */
  readonly workflow: string;
  /** App that posts the check; absent where the declaration names none. */
  readonly appId?: number | undefined;
}

interface GateFacts {
  readonly gate: Gate;
  /** Ids of the apps of AI tools, which vouch for nothing. */
  readonly agentAppIds: readonly number[];
}

const check: ControlId = "gate-check";
const workflow: ControlId = "gate-workflow";
const tierFix =
  "Let an App of your own post the check and name it as gate.appId in governance.yaml, or require the gate's workflow beside it.";
const repositoryFix =
  "Ask the platform team for a gate with an App of its own (gate.appId), and set its id as integrationId of the check.";

/** Tiers whose organisation rulesets take the gate's word from whoever may write checks. */
export function forgeableTierFindings(
  stack: readonly ResourceRecord[],
  facts: TierFacts & GateFacts & { readonly tiers: readonly string[] },
): Finding[] {
  return facts.tiers.flatMap((tier) => findingsOf(tier, tierControls(stack, tier, facts), { ...facts, fix: tierFix }));
}

/** Repositories whose own rules do; what the organisation's rules already require is judged in the organisation's stack. */
export function forgeableRepositoryFindings(
  stack: readonly ResourceRecord[],
  facts: BranchRights & Inventory & GateFacts & { readonly baseline: Readonly<Record<string, ControlValues>> },
): Finding[] {
  return declaredRepositories(stack, facts).flatMap(({ repository, tier, resources, urn }) => {
    const organization = decided(facts.baseline[tier] ?? {});
    if (gateChecks(organization, facts.gate).length > 0) return [];
    const states = joined([organization, branchControls(resources, facts, tier)]);
    return findingsOf(repository, states, { ...facts, fix: repositoryFix, urn });
  });
}

interface Place extends GateFacts {
  readonly fix: string;
  readonly urn?: string | undefined;
}

function findingsOf(subject: string, states: ControlStates, { gate, agentAppIds, fix, urn }: Place): Finding[] {
  const names = gateChecks(states, gate);
  const isOpen = states[check]?.undecided === true;
  const forged = checkName(gate.check, actionsAppId);
  const worthless = [gate.check, forged, ...agentAppIds.map((id) => checkName(gate.check, id))];
  const declared = gate.appId === undefined ? names : [checkName(gate.check, gate.appId)];
  const isProven = names.some((name) => declared.includes(name) && !worthless.includes(name));
  const byWorkflow = verdictOf(states[workflow], [gate.workflow]);
  if (isProven || byWorkflow === "met" || (names.length === 0 && !isOpen)) return [];
  const must = "an App of its own, or a required workflow, must vouch for it.";
  if (isOpen || byWorkflow === "undecided") {
    return [undecidedFinding(subject, `who can post the gate's check is not known yet; ${must}`, fix, urn)];
  }
  const pin = names.includes(forged) ? "GitHub Actions" : names.includes(gate.check) ? "no app" : undefined;
  const message =
    pin === undefined
      ? `the gate's check is pinned to an app that must not vouch for it; ${must}`
      : `the gate's check is pinned to ${pin}, so any workflow with checks: write can post it; ${must}`;
  return [violation(subject, message, fix, urn)];
}

/** The required checks that have the gate's name, with or without an app. */
function gateChecks(states: ControlStates, gate: Gate): string[] {
  const value = states[check]?.value;
  const names: readonly string[] = Array.isArray(value) ? (value as readonly string[]) : [];
  return names.filter((name) => isCheckNamed(name, gate.check));
}
