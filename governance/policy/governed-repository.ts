/** Every repository that a stack touches is declared, and has the controls that its tier demands. */
import type { ControlId, ControlValues } from "../controls/control.ts";
import { decided, joined, type ControlStates } from "../controls/state.ts";
import { suggestion } from "../suggestion.ts";
import { repositoryFenceName } from "../tools/fences.ts";
import { aiPathsOwned } from "./ai-path-owners.ts";
import type { BypassRights } from "./bypass-actors.ts";
import { violation, undecidedFinding, type Finding } from "./finding.ts";
import { lackingControls, lackingText, type Lacking } from "./lacking-controls.ts";
import type { Certainty } from "./property.ts";
import { areProtectionsUnclear, isProtectionUnclear, protectionControls } from "./protection-controls.ts";
import { defaultBranchOf, managedRepositories } from "./repositories.ts";
import { githubTypes, ofType, type ResourceRecord } from "./resource.ts";
import { switchedBy, type RuleContext } from "./review-controls.ts";
import { isRulesetUnclear, rulesetControls } from "./ruleset-controls.ts";
import { trailKept } from "./trail.ts";

/** What the declaration says, as plain JSON. */
export interface RepositoryDemands extends BypassRights {
  /** What kind of stack is judged: the organisation's may fence tools in a repository that another stack governs. */
  readonly role: "organization" | "repository";
  /** Repository to tier. */
  readonly inventory: Readonly<Record<string, string>>;
  /** Tier to the controls it demands. */
  readonly demands: Readonly<Record<string, ControlValues>>;
  /** Tier to the controls that the organisation stack puts in force. */
  readonly baseline: Readonly<Record<string, ControlValues>>;
  /** Tiers without break-glass: nobody may pass their rules. Default none. */
  readonly closedTiers?: readonly string[] | undefined;
  /** Owners of AI paths. */
  readonly aiPathOwners: readonly string[];
}

/** Controls that a stack's own resources about one repository put in force; its tier decides whether break-glass voids them. */
export function ownControls(
  resources: readonly ResourceRecord[],
  facts: RepositoryDemands,
  tier?: string,
): ControlStates {
  const context = contextOf(resources, facts, tier);
  return joined([
    ...ofType(resources, githubTypes.repositoryRuleset).map((ruleset) => rulesetControls(ruleset, context)),
    protectionControls(resources, context),
    {
      ...stateOf("trail-preserving-merges", trailKept(resources)),
      ...stateOf("ai-paths-owned", aiPathsOwned(resources, facts.aiPathOwners)),
    },
  ]);
}

function contextOf(
  resources: readonly ResourceRecord[],
  facts: RepositoryDemands,
  tier: string | undefined,
): RuleContext {
  const { automationAppIds, breakGlassTeamId, closedTiers = [] } = facts;
  const rights = { automationAppIds, breakGlassTeamId, breakGlass: tier === undefined || !closedTiers.includes(tier) };
  return { ...rights, defaultBranch: defaultBranchOf(resources) };
}

/** Undeclared repositories, and repositories with less than their tier demands: one finding a repository and outcome. */
export function governedRepositoryFindings(stack: readonly ResourceRecord[], facts: RepositoryDemands): Finding[] {
  const judged = facts.role === "organization" ? stack.filter((resource) => !isFence(resource)) : stack;
  const { named, unnamed } = managedRepositories(judged);
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
  const own = ownControls(resources, facts, tier);
  const states = joined([decided(facts.baseline[tier] ?? {}), own]);
  const lacking = lackingControls(states, facts.demands[tier] ?? {}).filter(
    ({ control }) => !hasOwnFinding(control.id, own),
  );
  const context = contextOf(resources, facts, tier);
  return (["violation", "undecided"] as const).flatMap((outcome) => {
    const missing = lacking.filter((each) => each.outcome === outcome);
    if (missing.length === 0) return [];
    const list = missing.map(lackingText).join("; ");
    return outcome === "violation"
      ? [violation(repository, `lacks what tier ${tier} demands: ${list}.`, wayOut(missing, resources, context), urn)]
      : [undecidedFinding(repository, `not known yet, but demanded by tier ${tier}: ${list}.`, asText, urn)];
  });
}

function isFence({ type, props }: ResourceRecord): boolean {
  return type === githubTypes.repositoryRuleset && props["name"] === repositoryFenceName;
}

const asText = 'Write these values as text, and target branches as "~DEFAULT_BRANCH".';

// Rules that are there, but that only GitHub can tell to be in force, are mended where they stand.
function wayOut(lacking: readonly Lacking[], resources: readonly ResourceRecord[], context: RuleContext): string {
  if (lacking.every(({ control }) => control.borneBy === "repository")) {
    return "Declare the repository with the GovernedRepository component.";
  }
  const rulesets = ofType(resources, githubTypes.repositoryRuleset);
  if (
    rulesets.some((ruleset) => isRulesetUnclear(ruleset, context)) ||
    resources.some((resource) => isProtectionUnclear(resource, context))
  ) {
    return 'Only GitHub knows the default branch: write "~DEFAULT_BRANCH" in the ruleset, or declare the branch with BranchDefault.';
  }
  if (areProtectionsUnclear(resources, context)) {
    return "GitHub applies one of several classic protections, and only GitHub knows which: name the branch in one of them.";
  }
  return "Add a RepositoryRuleset on ~DEFAULT_BRANCH with these rules, and use the GovernedRepository component.";
}

// Declared settings and files that fall short are reported by the predicates about them, with the reason.
function hasOwnFinding(id: ControlId, own: ControlStates): boolean {
  return (id === "trail-preserving-merges" || id === "ai-paths-owned") && own[id] !== undefined;
}

function stateOf(id: ControlId, answer: Certainty | undefined): ControlStates {
  return answer === undefined ? {} : { [id]: switchedBy(answer) };
}
