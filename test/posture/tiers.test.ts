import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { GovernedRepository, OrganizationGuardrails } from "../../components/index.ts";
import { parseDeclaration } from "../../governance/index.ts";
import { allstarViolations } from "../support/posture/allstar.ts";
import { branchRulesOf, type RulesetInputs } from "../support/posture/branch-rules.ts";
import { legitifyViolations, type LegitifyPolicy } from "../support/posture/legitify.ts";
import { scorecardBranchProtection } from "../support/posture/scorecard.ts";
import { record, type Registered } from "../support/recorder.ts";

const path = join(import.meta.dirname, "../../stacks/organization/governance.yaml");
const declaration = parseDeclaration(readFileSync(path, "utf8"), path);

function program() {
  const { organization, tiers, defaultTier, gate, aiPaths } = declaration;
  const guardrails = new OrganizationGuardrails("org", {
    organization: organization.login,
    tiers: Object.entries(tiers).map(([name, { approvals, signedCommits, breakGlass }]) => ({
      name,
      approvals,
      signedCommits,
      breakGlass,
    })),
    defaultTier,
    tools: Object.keys(declaration.tools),
    repositories: {},
    gate: { repositoryId: 7, workflow: gate.workflow, ref: gate.ref, check: gate.check },
    aiPathReviewerTeamId: 11,
    breakGlassTeamId: 12,
    actions: declaration.actions.allowed,
  });
  const aiPathOwners = [...aiPaths.owners];
  return [guardrails, new GovernedRepository("ledger", { repository: "ledger", aiPathOwners })];
}

interface Stated {
  /** Scorecard's Branch-Protection, of 10. */
  readonly scorecard: number;
  /** What Legitify finds, and why the tier leaves it so. */
  readonly legitify: Partial<Record<LegitifyPolicy, string>>;
}

const everywhere = {
  non_linear_history: "a merge commit keeps each commit of a pull request, and with it which tool wrote it",
  review_dismissal_allowed: "read from classic protection alone; the provider's rulesets have no such rule",
};
const posture: Record<string, Stated> = {
  // Two points for daily use: one approval instead of two, and a team that may pass on the day the gate is down.
  standard: {
    scorecard: 8,
    legitify: {
      code_review_by_two_members_not_required: "most changes of these repositories have one reviewer at hand",
      no_signed_commits: "signatures are asked for where a forged name costs most",
      ...everywhere,
    },
  },
  // Nobody may pass: on the day the gate is down, a merged change of the declaration opens the tier.
  critical: { scorecard: 10, legitify: everywhere },
  restricted: { scorecard: 10, legitify: everywhere },
};

describe("the posture of each tier, from the resources that the components declare", () => {
  let registered: Registered[];
  let rulesets: RulesetInputs[];
  let hasCodeowners: boolean;
  before(async () => {
    registered = await record(program);
    rulesets = registered
      .filter(([type]) => type.endsWith(":OrganizationRuleset"))
      .map(([, , inputs]) => inputs as unknown as RulesetInputs);
    hasCodeowners = registered.some(([, , { path: file }]) => file === ".github/CODEOWNERS");
  });

  it("is stated for every tier of the declaration", () => {
    assert.deepEqual(Object.keys(posture), Object.keys(declaration.tiers));
  });

  for (const [tier, { scorecard, legitify }] of Object.entries(posture)) {
    it(`${tier}: Scorecard's Branch-Protection ${scorecard}`, () => {
      assert.equal(scorecardBranchProtection(branchRulesOf(rulesets, tier), hasCodeowners), scorecard);
    });

    it(`${tier}: Legitify finds what the tier gives up for a reason`, () => {
      assert.deepEqual(legitifyViolations(branchRulesOf(rulesets, tier)).sort(), Object.keys(legitify).sort());
    });

    it(`${tier}: Allstar's defaults are met`, () => {
      assert.deepEqual(allstarViolations(branchRulesOf(rulesets, tier)), []);
    });
  }

  it("standard would have 9 with two approvals, and 10 without break-glass as well", () => {
    const { pullRequest, ...rules } = branchRulesOf(rulesets, "standard");
    assert.ok(pullRequest);
    const two = { ...rules, pullRequest: { ...pullRequest, requiredApprovingReviewCount: 2 } };
    assert.equal(scorecardBranchProtection(two, hasCodeowners), 9);
    assert.equal(scorecardBranchProtection({ ...two, bypassable: false }, hasCodeowners), 10);
  });

  it("would be 6 without the check declared beside the required workflow, which Scorecard does not read", () => {
    const workflowOnly = rulesets.map(({ rules: { requiredStatusChecks, ...rules }, ...rest }) => ({ ...rest, rules }));
    assert.equal(scorecardBranchProtection(branchRulesOf(workflowOnly, "critical"), hasCodeowners), 6);
  });
});
