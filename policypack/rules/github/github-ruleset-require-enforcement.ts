import { z } from "zod";
import { enforcementFindings } from "../../../governance/policy/branch/ruleset-enforcement.ts";
import { dormantFencesOf } from "../../../governance/tools/fences.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

/** What is declared and not in force misleads whoever reads the stack. */
export const githubRulesetRequireEnforcement = stackRule({
  name: "github-ruleset-require-enforcement",
  displayName: "Every ruleset is in force",
  description: "A ruleset that sleeps, only records or covers nothing stops no tool, and reads as if it did.",
  severity: "high",
  framework: ssdf("PS.1.1"),
  url: "https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/about-rulesets#using-ruleset-enforcement-statuses",
  remediationSteps:
    'Set enforcement to "active". Have the platform team declare a trial with owner and end date (tiers.*.evaluate), if rules must be tried first.',
  settings: z.strictObject({
    role,
    trials: z.record(z.string(), z.strictObject({ owner: z.string(), until: z.iso.date() })),
    dormant: z.strictObject({ rulesets: z.array(z.string()), repositories: z.array(z.string()) }),
  }),
  told: ({ declaration, role }) => ({
    role,
    trials: Object.fromEntries(
      Object.entries(declaration.tiers).flatMap(([tier, { evaluate }]) =>
        evaluate === undefined ? [] : [[tier, { owner: evaluate.owner, until: evaluate.until }]],
      ),
    ),
    dormant: dormantFencesOf(declaration),
  }),
  roles: ["organization", "repository"],
  judge: enforcementFindings,
});
