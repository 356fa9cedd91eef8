import { z } from "zod";
import { baselineOf, closedTiersOf, demandsOf } from "../../../governance/controls/demands.ts";
import { inventoryOf } from "../../../governance/controls/inventory.ts";
import { automationAppIdsOf } from "../../../governance/tools/agents.ts";
import { given } from "../../facts.ts";
import { governedRepositoryFindings } from "../../../governance/policy/governed-repository.ts";
import { controlsPerTier, inventory, teamId, tierNames } from "../../facts.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

const settings = z.strictObject({
  role,
  inventory,
  demands: controlsPerTier,
  baseline: controlsPerTier,
  closedTiers: tierNames.optional(),
  aiPathOwners: z.array(z.string()),
  automationAppIds: z.array(z.int()),
  breakGlassTeamId: teamId.optional(),
});

/** What the organisation and the stack put in force together is judged, not which components were used. */
export const githubRepositoryRequireGovernance = stackRule({
  name: "github-repository-require-governance",
  displayName: "Repositories are governed",
  description: "AI tools write to this repository, so it is declared and has every safeguard of its tier.",
  severity: "critical",
  framework: ssdf("PS.1.1"),
  remediationSteps:
    "Have the platform team list the repository under a tier of governance.yaml, and declare it with the GovernedRepository component.",
  settings,
  told: ({ declaration, role, breakGlassTeamId }) => ({
    role,
    inventory: inventoryOf(declaration),
    demands: demandsOf(declaration),
    baseline: baselineOf(declaration),
    closedTiers: closedTiersOf(declaration),
    aiPathOwners: declaration.aiPaths.owners,
    automationAppIds: automationAppIdsOf(declaration),
    ...given({ breakGlassTeamId }),
  }),
  roles: ["organization", "repository"],
  judge: governedRepositoryFindings,
});
