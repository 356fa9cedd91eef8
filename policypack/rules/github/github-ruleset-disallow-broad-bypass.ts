import { z } from "zod";
import { given } from "../../facts.ts";
import { broadBypassFindings } from "../../../governance/policy/branch/broad-bypass.ts";
import { teamId } from "../../facts.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

/** An agent under a person's credentials passes whatever the person may pass. */
export const githubRulesetDisallowBroadBypass = stackRule({
  name: "github-ruleset-disallow-broad-bypass",
  displayName: "Only break-glass passes the rules",
  description: "Rules that a role, a deploy key or any team may pass bind nobody who holds one.",
  severity: "critical",
  framework: ssdf("PO.5.1"),
  url: "https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/about-rulesets",
  remediationSteps: 'Remove the actor, or name the break-glass team with bypassMode "pull_request".',
  settings: z.strictObject({ role, breakGlassTeamId: teamId.optional() }),
  told: ({ role, breakGlassTeamId }) => ({ role, ...given({ breakGlassTeamId }) }),
  roles: ["organization", "repository"],
  judge: broadBypassFindings,
});
