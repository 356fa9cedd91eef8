/** The default branch of a declared repository has the rules that its tier demands: the organisation's and the stack's own together. */
import type { ControlId, ControlValues } from "../../controls/control.ts";
import { decided, joined, verdictOf, type ControlStates } from "../../controls/state.ts";
import type { BypassRights } from "./bypass-actors.ts";
import { declaredRepositories, type Inventory } from "../repository/declared-repositories.ts";
import type { Finding } from "../finding.ts";
import { lackingControls, lackingFindings } from "./lacking-controls.ts";
import { areProtectionsUnclear, isProtectionUnclear, protectionControls } from "./protection-controls.ts";
import { defaultBranchOf } from "../repository/repositories.ts";
import { unverifiableTeams, type Team } from "./required-reviewers.ts";
import { githubTypes, ofType, type ResourceRecord } from "../resource.ts";
import type { RuleContext } from "./review-controls.ts";
import { isRulesetUnclear, rulesetControls } from "./ruleset-controls.ts";

/** Who may pass the rules of which tier, and where the gate comes from. */
export interface BranchRights extends Omit<BypassRights, "breakGlass"> {
  /** The repository that the gate's workflow comes from. Absent: nobody looked it up. */
  readonly gateRepositoryId?: number | undefined;
  /** Tiers without break-glass: nobody may pass their rules. Default none. */
  readonly closedTiers?: readonly string[] | undefined;
}

/** What the declaration says, as plain JSON. */
export interface BranchDemands extends Inventory, BranchRights {
  /** Tier to the controls it demands. */
  readonly demands: Readonly<Record<string, ControlValues>>;
  /** Tier to the controls that the organisation stack puts in force. */
  readonly baseline: Readonly<Record<string, ControlValues>>;
  /** Tier to the team whose approvals count. */
  readonly reviewers?: Readonly<Record<string, Team>> | undefined;
}

/** The demands on a default branch that are judged, reported and waived together. */
interface BranchPart {
  readonly controls: readonly ControlId[];
  readonly fix: string;
}

const component = "or use the GovernedRepository component with protection.";
const asText = 'Write these values as text, and target branches as "~DEFAULT_BRANCH".';

export const branchParts = {
  protection: {
    controls: ["pull-request", "force-push-blocked", "deletion-blocked", "signed-commits", "checks-current"],
    fix: `Add a RepositoryRuleset on ~DEFAULT_BRANCH with these rules, ${component}`,
  },
  humanReview: {
    controls: [
      "approvals",
      "people-approve",
      "code-owner-review",
      "stale-approvals-dismissed",
      "last-push-approved",
      "ai-paths-reviewed",
    ],
    fix: `Ask for these in the pullRequest rule of a RepositoryRuleset on ~DEFAULT_BRANCH, ${component}`,
  },
  gate: {
    controls: ["gate-check", "gate-workflow"],
    fix: `Require the gate in a RepositoryRuleset on ~DEFAULT_BRANCH, ${component}`,
  },
} as const satisfies Readonly<Record<string, BranchPart>>;

/** Controls that a stack's own rules put in force on the default branch of one repository; its tier decides whether break-glass voids them. */
export function branchControls(
  resources: readonly ResourceRecord[],
  rights: BranchRights,
  tier?: string,
): ControlStates {
  return controlsIn(resources, contextOf(resources, rights, tier));
}

/** Declared repositories whose default branch has less than their tier demands: one finding a repository and outcome. */
export function branchFindings(
  stack: readonly ResourceRecord[],
  facts: BranchDemands,
  part: keyof typeof branchParts,
): Finding[] {
  const { controls, fix }: BranchPart = branchParts[part];
  return declaredRepositories(stack, facts).flatMap((declared) => {
    const { tier, resources } = declared;
    const context = { ...contextOf(resources, facts, tier), reviewers: facts.reviewers?.[tier] };
    const states = joined([decided(facts.baseline[tier] ?? {}), controlsIn(resources, context)]);
    const lacking = lackingControls(states, facts.demands[tier] ?? {}).filter(({ control }) =>
      controls.includes(control.id),
    );
    return lackingFindings(declared, lacking, { fix: unclearFix(resources, context) ?? fix, asText });
  });
}

/** One finding where a stack's own rules ask a team that nobody can tell from the tier's reviewers; the organisation's rules are judged in its own stack. */
export function unverifiableReviewers(stack: readonly ResourceRecord[], facts: BranchDemands): Finding[] {
  const id = "people-approve";
  const asked = declaredRepositories(stack, facts).filter(({ tier, resources }) => {
    if (facts.reviewers?.[tier]?.id !== undefined) return false;
    const demanded = facts.demands[tier]?.[id] ?? 0;
    const own = controlsIn(resources, contextOf(resources, facts, tier))[id];
    return verdictOf(decided(facts.baseline[tier] ?? {})[id], demanded) !== "met" && verdictOf(own, demanded) === "met";
  });
  const [first] = asked;
  const teams = asked.flatMap(({ tier }) => facts.reviewers?.[tier] ?? []);
  return first ? unverifiableTeams(teams, first.repository, first.urn) : [];
}

function controlsIn(resources: readonly ResourceRecord[], context: RuleContext): ControlStates {
  const rulesets = ofType(resources, githubTypes.repositoryRuleset);
  return joined([
    ...rulesets.map((ruleset) => rulesetControls(ruleset, context)),
    protectionControls(resources, context),
  ]);
}

function contextOf(
  resources: readonly ResourceRecord[],
  { automationAppIds, breakGlassTeamId, gateRepositoryId, closedTiers = [] }: BranchRights,
  tier: string | undefined,
): RuleContext {
  const breakGlass = tier === undefined || !closedTiers.includes(tier);
  return {
    automationAppIds,
    breakGlassTeamId,
    gateRepositoryId,
    breakGlass,
    defaultBranch: defaultBranchOf(resources),
  };
}

// Rules that are there, but that only GitHub can tell to be in force, are mended where they stand.
function unclearFix(resources: readonly ResourceRecord[], context: RuleContext): string | undefined {
  const rulesets = ofType(resources, githubTypes.repositoryRuleset);
  if (
    rulesets.some((ruleset) => isRulesetUnclear(ruleset, context)) ||
    resources.some((resource) => isProtectionUnclear(resource, context))
  ) {
    return 'Only GitHub knows the default branch: write "~DEFAULT_BRANCH" in the ruleset, or declare the branch with BranchDefault.';
  }
  if (!areProtectionsUnclear(resources, context)) return undefined;
  return "GitHub applies one of several classic protections, and only GitHub knows which: name the branch in one of them.";
}
