/** Every repository that a stack touches is declared, and has the controls that its tier demands. */
import { controls, type Control, type ControlId, type ControlValue, type ControlValues } from "../controls/control.ts";
import { decided, joined, verdictOf, type ControlState, type ControlStates } from "../controls/state.ts";
import { suggestion } from "../suggestion.ts";
import { aiPathsOwned } from "./ai-path-owners.ts";
import { violation, undecidedFinding, type Finding } from "./finding.ts";
import type { Certainty } from "./property.ts";
import { defaultBranchOf, managedRepositories } from "./repositories.ts";
import { githubTypes, type ResourceRecord } from "./resource.ts";
import { ruleControls } from "./rule-controls.ts";
import { trailKept } from "./trail.ts";

/** What the declaration says, as plain JSON. */
export interface RepositoryDemands {
  /** Repository to tier. */
  readonly inventory: Readonly<Record<string, string>>;
  /** Tier to the controls it demands. */
  readonly demands: Readonly<Record<string, ControlValues>>;
  /** Tier to the controls that the organisation stack puts in force. */
  readonly baseline: Readonly<Record<string, ControlValues>>;
  /** Owners of AI paths. */
  readonly aiPathOwners: readonly string[];
  /** Apps of declared automation. */
  readonly automationAppIds: readonly number[];
}

/** Controls that a stack's own resources about one repository put in force. */
export function ownControls(resources: readonly ResourceRecord[], facts: RepositoryDemands): ControlStates {
  const context = { automationAppIds: facts.automationAppIds, defaultBranch: defaultBranchOf(resources) };
  const ofRepository = resources.filter(({ type }) => type !== githubTypes.organizationRuleset);
  return joined([
    ...ofRepository.map((resource) => ruleControls(resource, context)),
    {
      ...stateOf("trail-preserving-merges", trailKept(resources)),
      ...stateOf("ai-paths-owned", aiPathsOwned(resources, facts.aiPathOwners)),
    },
  ]);
}

/** Undeclared repositories, and repositories with less than their tier demands: one finding a repository and outcome. */
export function governedRepositoryFindings(stack: readonly ResourceRecord[], facts: RepositoryDemands): Finding[] {
  const { named, unnamed } = managedRepositories(stack);
  return [
    ...[...named].flatMap(([repository, resources]) => findingsOf(repository, resources, facts)),
    ...unnamed.map(({ name, urn }) =>
      undecidedFinding(
        name,
        "which repository this is about is not known yet; it must be a declared one.",
        "Write the repository's name as text.",
        urn,
      ),
    ),
  ];
}

function findingsOf(repository: string, resources: readonly ResourceRecord[], facts: RepositoryDemands): Finding[] {
  const urn = resources[0]?.urn;
  const tier = Object.hasOwn(facts.inventory, repository) ? facts.inventory[repository] : undefined;
  if (tier === undefined) {
    const message = `the repository is not declared; it must stand in a tier.${suggestion(repository, Object.keys(facts.inventory))}`;
    return [violation(repository, message, "Ask the platform team to add it to a tier in governance.yaml.", urn)];
  }
  const own = ownControls(resources, facts);
  const states = joined([decided(facts.baseline[tier] ?? {}), own]);
  const lacking = lackingControls(states, facts.demands[tier] ?? {}).filter(
    ({ control }) => !hasOwnFinding(control.id, own),
  );
  return (["violation", "undecided"] as const).flatMap((outcome) => {
    const missing = lacking.filter((each) => each.outcome === outcome);
    return missing.length === 0 ? [] : [findingOf(outcome, repository, tier, missing, urn)];
  });
}

// Declared settings and files that fall short are reported by the predicates about them, with the reason.
function hasOwnFinding(id: ControlId, own: ControlStates): boolean {
  return (id === "trail-preserving-merges" || id === "ai-paths-owned") && own[id] !== undefined;
}

interface Lacking {
  readonly control: Control & { readonly id: ControlId };
  readonly demanded: ControlValue;
  readonly state: ControlState | undefined;
  readonly outcome: Finding["outcome"];
}

/** The controls that are not, or not certainly, as demanded; in the order of the table of controls. */
export function lackingControls(states: ControlStates, demands: ControlValues): Lacking[] {
  return controls.flatMap((control) => {
    const demanded = demands[control.id];
    if (demanded === undefined) return [];
    const verdict = verdictOf(states[control.id], demanded);
    if (verdict === "met") return [];
    return [{ control, demanded, state: states[control.id], outcome: verdict === "undecided" ? verdict : "violation" }];
  });
}

/** A lacking control in words: `approvals (1, must be 2)`. */
export function lackingText({ control, demanded, state }: Lacking): string {
  if (typeof demanded === "number") {
    const value = typeof state?.value === "number" ? state.value : 0;
    return state?.undecided ? `${control.id} (must be ${demanded})` : `${control.id} (${value}, must be ${demanded})`;
  }
  return typeof demanded === "boolean" ? control.id : `${control.id} (must have ${demanded.join(", ")})`;
}

function findingOf(
  outcome: Finding["outcome"],
  repository: string,
  tier: string,
  lacking: readonly Lacking[],
  urn?: string,
): Finding {
  const list = lacking.map(lackingText).join(", ");
  if (outcome === "undecided") {
    const message = `not known yet, but demanded by tier ${tier}: ${list}.`;
    return undecidedFinding(
      repository,
      message,
      'Write these values as text, and target branches as "~DEFAULT_BRANCH".',
      urn,
    );
  }
  const onlyOwn = lacking.every(({ control }) => control.borneBy === "repository");
  const fix = onlyOwn
    ? "Declare the repository with the GovernedRepository component."
    : "Add a RepositoryRuleset on ~DEFAULT_BRANCH with these rules, and use the GovernedRepository component.";
  return violation(repository, `lacks what tier ${tier} demands: ${list}.`, fix, urn);
}

function stateOf(id: ControlId, answer: Certainty | undefined): ControlStates {
  return answer === undefined ? {} : { [id]: { value: answer === "yes", undecided: answer === "unknown" } };
}
