import { branchFindings } from "../../../governance/policy/branch/governed-branch.ts";
import { given, repositoryId } from "../../facts.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { branchDemands, branchSettings } from "../branch-demands.ts";
import { ssdf } from "../frameworks.ts";

/** A gate that is not required is a suggestion. */
export const githubBranchRequireGate = stackRule({
  name: "github-branch-require-gate",
  displayName: "Nothing is merged without the gate",
  description:
    "Only the gate sees whether a change says which tool, model and person wrote it, and whether the tool may.",
  severity: "critical",
  framework: ssdf("PS.3.2"),
  url: "https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets#require-workflows-to-pass-before-merging",
  remediationSteps:
    "Require the check of governance.yaml, pinned to the app that posts it; where the plan has required workflows, the platform team requires the gate's workflow.",
  settings: branchSettings.extend({ gateRepositoryId: repositoryId.optional() }),
  told: (known) => ({ ...branchDemands(known, "gate"), ...given({ gateRepositoryId: known.gateRepositoryId }) }),
  roles: ["organization", "repository"],
  judge: (stack, settings) => branchFindings(stack, settings, "gate"),
});
