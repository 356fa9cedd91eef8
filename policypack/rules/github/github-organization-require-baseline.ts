import { z } from "zod";
import { baselineOf, closedTiersOf } from "../../../governance/controls/demands.ts";
import { aiPathReviewersOf, reviewersOf } from "../../../governance/controls/reviewers.ts";
import { baselineFindings } from "../../../governance/policy/organization/governed-organization.ts";
import { automationAppIdsOf } from "../../../governance/tools/agents.ts";
import { controlsPerTier, given, repositoryId, reviewers, team, teamId, tierNames } from "../../facts.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

/** Repository stacks are judged as if the baseline were in force: this rule is what makes it true. */
export const githubOrganizationRequireBaseline = stackRule({
  name: "github-organization-require-baseline",
  displayName: "The organisation's rules hold each tier's baseline",
  description:
    "Repository stacks rely on the organisation's rules, so these must really demand what each tier promises.",
  severity: "critical",
  framework: ssdf("PS.1.1"),
  remediationSteps: "Declare the OrganizationGuardrails component with the tiers of governance.yaml.",
  settings: z.strictObject({
    role,
    baseline: controlsPerTier,
    closedTiers: tierNames.optional(),
    automationAppIds: z.array(z.int()),
    breakGlassTeamId: teamId.optional(),
    reviewers: reviewers.optional(),
    aiPathReviewers: team.optional(),
    gateRepositoryId: repositoryId.optional(),
  }),
  told: ({ declaration, role, breakGlassTeamId, teamIds, gateRepositoryId }) => ({
    role,
    baseline: baselineOf(declaration),
    closedTiers: closedTiersOf(declaration),
    automationAppIds: automationAppIdsOf(declaration),
    reviewers: reviewersOf(declaration, teamIds),
    ...given({ breakGlassTeamId, gateRepositoryId, aiPathReviewers: aiPathReviewersOf(declaration, teamIds) }),
  }),
  roles: ["organization"],
  judge: baselineFindings,
});
