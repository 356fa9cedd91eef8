import { z } from "zod";
import { demandsOf, idsBorneBy, onlyControls } from "../../../governance/controls/demands.ts";
import { inventoryOf } from "../../../governance/controls/inventory.ts";
import { governedRepositoryFindings } from "../../../governance/policy/repository/governed-repository.ts";
import { controlsPerTier, inventory } from "../../facts.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

/** What the stack's resources put in force is judged, not which components were used. Rules of branches have rules of their own. */
export const githubRepositoryRequireGovernance = stackRule({
  name: "github-repository-require-governance",
  displayName: "Repositories are governed",
  description: "AI tools write to this repository, so it stands in a tier, keeps its trail and says who owns AI paths.",
  severity: "critical",
  framework: ssdf("PS.1.1"),
  remediationSteps:
    "Have the platform team list the repository under a tier of governance.yaml, and declare it with the GovernedRepository component.",
  settings: z.strictObject({ role, inventory, demands: controlsPerTier, aiPathOwners: z.array(z.string()) }),
  told: ({ declaration, role }) => ({
    role,
    inventory: inventoryOf(declaration),
    demands: onlyControls(demandsOf(declaration), idsBorneBy("repository")),
    aiPathOwners: declaration.aiPaths.owners,
  }),
  roles: ["organization", "repository"],
  judge: governedRepositoryFindings,
});
