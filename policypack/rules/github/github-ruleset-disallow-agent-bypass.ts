import { z } from "zod";
import { agentsOf, automationOf } from "../../../governance/tools/agents.ts";
import { agentBypassFindings } from "../../../governance/policy/branch/bypass.ts";
import { githubTypes } from "../../../governance/policy/resource.ts";
import { identities } from "../../facts.ts";
import { resourceRule } from "../../judging/resource-rule.ts";
import { ssdf } from "../frameworks.ts";

/** A rule that the agent itself may pass does not stop the agent. */
export const githubRulesetDisallowAgentBypass = resourceRule({
  name: "github-ruleset-disallow-agent-bypass",
  displayName: "No AI tool passes the rules",
  description: "Rules that an AI tool may pass do not stop it.",
  severity: "critical",
  framework: ssdf("PO.5.1"),
  url: "https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/about-rulesets",
  remediationSteps: "Remove the actor from the bypass list.",
  settings: z.strictObject({ agents: identities, automation: identities }),
  told: ({ declaration }) => ({ agents: agentsOf(declaration), automation: automationOf(declaration) }),
  types: [
    githubTypes.repositoryRuleset,
    githubTypes.organizationRuleset,
    githubTypes.branchProtection,
    githubTypes.branchProtectionV3,
  ],
  judge: (resource, accounts) => agentBypassFindings([resource], accounts),
});
