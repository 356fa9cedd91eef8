import type { PolicyPackConfig } from "@pulumi/policy";
import { inventoryOf } from "../governance/controls/inventory.ts";
import { baselineOf, closedTiersOf, demandsOf } from "../governance/controls/demands.ts";
import type { Declaration } from "../governance/declaration/schema.ts";
import { withoutEndedTrials } from "../governance/declaration/trials.ts";
import { agentsOf, automationOf } from "../governance/tools/agents.ts";
import { fencesOf } from "../governance/tools/fences.ts";
import type { Role } from "./judging/settings.ts";

/** What the rules should know, and the declaration does not say. */
export interface LookedUp {
  /** Numeric id of the break-glass team. Without it the rules cannot tell it from another team, and say so. */
  readonly breakGlassTeamId?: number | undefined;
  /** The date, YYYY-MM-DD: a trial that is over demands its tier's rules. Default: today. */
  readonly today?: string | undefined;
}

/**
 * The content of the `--policy-pack-config` file for the stacks of one role: rule id to what the rule must know of the
 * declaration. It decides what the rules demand, so keep it where only the platform team can change it.
 */
export function policyConfiguration(declared: Declaration, role: Role, lookedUp: LookedUp = {}): PolicyPackConfig {
  const { breakGlassTeamId, today = new Date().toISOString().slice(0, 10) } = lookedUp;
  const declaration = withoutEndedTrials(declared, today);
  const breakGlass = breakGlassTeamId === undefined ? {} : { breakGlassTeamId };
  const automation = automationOf(declaration);
  const rights = { automationAppIds: automation.flatMap(({ appId }) => appId ?? []), ...breakGlass };
  const [baseline, closedTiers] = [baselineOf(declaration), closedTiersOf(declaration)];
  const aiPathOwners = declaration.aiPaths.owners;
  const { bucket, retentionDays } = declaration.audit;
  const { workflow, ref } = declaration.gate;
  const gate = declaration.organization.plan === "enterprise" ? { gate: { workflow, ref } } : {};
  return {
    "aws-bucket-require-locked-audit": { role, bucket, retentionDays },
    "github-organization-disallow-foreign-settings": { role },
    "github-organization-require-baseline": { role, baseline, closedTiers, ...rights },
    "github-organization-require-gate-lock": { role, ...gate },
    "github-organization-require-tool-fences": { role, fences: fencesOf(declaration) },
    "github-repository-disallow-tier-override": { role },
    "github-repository-require-ai-path-owners": { role, aiPathOwners },
    "github-repository-require-governance": {
      role,
      inventory: inventoryOf(declaration),
      demands: demandsOf(declaration),
      baseline,
      closedTiers,
      aiPathOwners,
      ...rights,
    },
    "github-ruleset-disallow-agent-bypass": { agents: agentsOf(declaration), automation },
    "github-ruleset-disallow-broad-bypass": { role, ...breakGlass },
  };
}
