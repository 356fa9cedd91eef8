import { reviewersOf } from "../../../governance/controls/reviewers.ts";
import { branchFindings, unverifiableReviewers } from "../../../governance/policy/branch/governed-branch.ts";
import { reviewers } from "../../facts.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { branchDemands, branchSettings } from "../branch-demands.ts";
import { ssdf } from "../frameworks.ts";

/** GitHub counts approvals of whoever may write; these controls make them people's, about the commits that are merged. */
export const githubBranchRequireHumanReview = stackRule({
  name: "github-branch-require-human-review",
  displayName: "People review every change",
  description: "A change that no person has read is the agent's alone, whoever merges it.",
  severity: "critical",
  framework: ssdf("PW.7.2"),
  url: "https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets#require-a-pull-request-before-merging",
  remediationSteps:
    "Have the platform team's rulesets reach the repository, or declare it with the GovernedRepository component and its protection.",
  settings: branchSettings.extend({ reviewers: reviewers.optional() }),
  told: (known) => ({
    ...branchDemands(known, "humanReview"),
    reviewers: reviewersOf(known.declaration, known.teamIds),
  }),
  roles: ["organization", "repository"],
  judge: (stack, settings) => [
    ...branchFindings(stack, settings, "humanReview"),
    ...unverifiableReviewers(stack, settings),
  ],
});
