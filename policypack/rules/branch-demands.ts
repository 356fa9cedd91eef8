/** What the rules about a default branch must be told, each of its own controls. */
import { z } from "zod";
import { baselineOf, closedTiersOf, demandsOf, onlyControls } from "../../governance/controls/demands.ts";
import { inventoryOf } from "../../governance/controls/inventory.ts";
import { branchParts } from "../../governance/policy/branch/governed-branch.ts";
import { automationAppIdsOf } from "../../governance/tools/agents.ts";
import { controlsPerTier, given, inventory, teamId, tierNames } from "../facts.ts";
import { role } from "../judging/settings.ts";
import type { Known } from "../judging/rule.ts";

export const branchSettings = z.strictObject({
  role,
  inventory,
  demands: controlsPerTier,
  baseline: controlsPerTier,
  closedTiers: tierNames.optional(),
  automationAppIds: z.array(z.int()),
  breakGlassTeamId: teamId.optional(),
});

export function branchDemands({ declaration, role, breakGlassTeamId }: Known, part: keyof typeof branchParts) {
  const { controls } = branchParts[part];
  return {
    role,
    inventory: inventoryOf(declaration),
    demands: onlyControls(demandsOf(declaration), controls),
    baseline: onlyControls(baselineOf(declaration), controls),
    closedTiers: closedTiersOf(declaration),
    automationAppIds: automationAppIdsOf(declaration),
    ...given({ breakGlassTeamId }),
  };
}
