import { z } from "zod";
import { rulesetComponents } from "../../../governance/policy/stack/component-children.ts";
import { componentClaimFindings } from "../../../governance/policy/stack/component-claims.ts";
import { isAvailable } from "../../../governance/plans/availability.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

/** Pulumi takes any token from any program, so people who read a preview must not have to trust one. */
export const pulumiComponentRequireClaimedChildren = stackRule({
  name: "pulumi-component-require-claimed-children",
  displayName: "Components are what they say",
  description: "Anyone can write a component under a token of this project; what it declares is what counts.",
  severity: "high",
  framework: ssdf("PS.1.1"),
  url: "https://www.pulumi.com/docs/iac/concepts/components/",
  remediationSteps: "Use the component of pulumi-ai-governance, or a token of your own.",
  settings: z.strictObject({ role, withRulesets: z.array(z.enum(rulesetComponents)) }),
  told: ({ role, declaration: { organization, tools } }) => {
    const hasRulesets = isAvailable("organization-rulesets", organization.plan, "private");
    // A tool without branches has no fence, and nothing tells its component from that of another.
    const areFenced = Object.values(tools).every(({ identities }) => identities.branches.length > 0);
    return { role, withRulesets: rulesetComponents.filter((name) => hasRulesets && (name !== "AiTool" || areFenced)) };
  },
  roles: ["organization", "repository"],
  judge: (stack, { withRulesets }) => componentClaimFindings(stack, withRulesets),
});
