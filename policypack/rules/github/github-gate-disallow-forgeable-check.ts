import { z } from "zod";
import { workflowName } from "../../../governance/controls/control.ts";
import {
  forgeableRepositoryFindings,
  forgeableTierFindings,
} from "../../../governance/policy/branch/forgeable-check.ts";
import { agentsOf } from "../../../governance/tools/agents.ts";
import { given, repositoryId, tierNames } from "../../facts.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { branchDemands, branchSettings } from "../branch-demands.ts";
import { ssdf } from "../frameworks.ts";

/** A token of GitHub Actions may write checks, and every agent that may change a workflow has one. */
export const githubGateDisallowForgeableCheck = stackRule({
  name: "github-gate-disallow-forgeable-check",
  displayName: "No workflow posts the gate's verdict",
  description: "A check that any workflow of the repository can post says nothing about who wrote the change.",
  severity: "high",
  framework: ssdf("PS.3.2"),
  url: "https://docs.github.com/en/rest/checks/runs#create-a-check-run",
  remediationSteps:
    "Let a GitHub App whose key no workflow can reach post the check, or require the gate's workflow in the organisation's rulesets.",
  settings: branchSettings.omit({ demands: true }).extend({
    gate: z.strictObject({ check: z.string(), workflow: z.string(), appId: z.int().optional() }),
    agentAppIds: z.array(z.int()),
    tiers: tierNames,
    gateRepositoryId: repositoryId.optional(),
  }),
  told: (known) => {
    const { declaration, gateRepositoryId } = known;
    const { check, workflow, ref, appId } = declaration.gate;
    const { demands, ...shared } = branchDemands(known, "gate");
    const gate = { check, workflow: workflowName(workflow, ref), ...given({ appId }) };
    const agentAppIds = agentsOf(declaration).flatMap((agent) => agent.appId ?? []);
    return { ...shared, gate, agentAppIds, tiers: Object.keys(demands), ...given({ gateRepositoryId }) };
  },
  roles: ["organization", "repository"],
  judge: (stack, settings) =>
    settings.role === "organization"
      ? forgeableTierFindings(stack, settings)
      : forgeableRepositoryFindings(stack, settings),
});
