import type { PolicyPackConfig } from "@pulumi/policy";
import { inventoryOf } from "../governance/controls/inventory.ts";
import { baselineOf, demandsOf } from "../governance/controls/demands.ts";
import type { Declaration } from "../governance/declaration/schema.ts";
import { agentsOf, automationOf } from "../governance/tools/agents.ts";
import { fencesOf } from "../governance/tools/fences.ts";
import type { Role } from "./judging/settings.ts";

/**
 * The content of the `--policy-pack-config` file for the stacks of one role: rule id to what the rule must know of the
 * declaration. It decides what the rules demand, so keep it where only the platform team can change it.
 */
export function policyConfiguration(declaration: Declaration, role: Role): PolicyPackConfig {
  const automation = automationOf(declaration);
  const automationAppIds = automation.flatMap(({ appId }) => appId ?? []);
  const baseline = baselineOf(declaration);
  const aiPathOwners = declaration.aiPaths.owners;
  const { bucket, retentionDays } = declaration.audit;
  return {
    "aws-bucket-require-locked-audit": { role, bucket, retentionDays },
    "github-organization-require-baseline": { role, baseline, automationAppIds },
    "github-organization-require-tool-fences": { role, fences: fencesOf(declaration) },
    "github-repository-disallow-tier-override": { role },
    "github-repository-require-ai-path-owners": { role, aiPathOwners },
    "github-repository-require-governance": {
      role,
      inventory: inventoryOf(declaration),
      demands: demandsOf(declaration),
      baseline,
      aiPathOwners,
      automationAppIds,
    },
    "github-ruleset-disallow-agent-bypass": { agents: agentsOf(declaration), automation },
  };
}
