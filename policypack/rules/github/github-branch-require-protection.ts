import { branchFindings } from "../../../governance/policy/branch/governed-branch.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { branchDemands, branchSettings } from "../branch-demands.ts";
import { ssdf } from "../frameworks.ts";

/** What the organisation and the stack put in force together is judged, not which resources were used. */
export const githubBranchRequireProtection = stackRule({
  name: "github-branch-require-protection",
  displayName: "Default branches are protected",
  description: "An agent with write access could push past review, or rewrite what it wrote, on an unprotected branch.",
  severity: "critical",
  framework: ssdf("PS.1.1"),
  url: "https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets",
  remediationSteps:
    "Have the platform team's rulesets reach the repository, or declare it with the GovernedRepository component and its protection.",
  settings: branchSettings,
  told: (known) => branchDemands(known, "protection"),
  roles: ["organization", "repository"],
  judge: (stack, settings) => branchFindings(stack, settings, "protection"),
});
