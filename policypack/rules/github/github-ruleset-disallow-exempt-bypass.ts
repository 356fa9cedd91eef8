import { z } from "zod";
import { exemptBypassFindings } from "../../../governance/policy/branch/bypass.ts";
import { githubTypes } from "../../../governance/policy/resource.ts";
import { resourceRule } from "../../judging/resource-rule.ts";
import { ssdf } from "../frameworks.ts";

/** GitHub: "rules will not be run for that actor and a bypass audit entry will not be created". */
export const githubRulesetDisallowExemptBypass = resourceRule({
  name: "github-ruleset-disallow-exempt-bypass",
  displayName: "Every bypass leaves a trace",
  description: "GitHub runs no rules for an exempt actor and writes no audit entry.",
  severity: "high",
  framework: ssdf("PO.3.3"),
  url: "https://docs.github.com/en/rest/orgs/rules",
  remediationSteps: 'Set bypassMode to "pull_request" for the break-glass team, or remove the actor.',
  settings: z.strictObject({}),
  told: () => ({}),
  types: [githubTypes.repositoryRuleset, githubTypes.organizationRuleset],
  judge: (resource) => exemptBypassFindings([resource]),
});
