import { z } from "zod";
import { governedPropertiesOf, placementsOf } from "../../../governance/controls/properties.ts";
import { requiredPropertyFindings } from "../../../governance/policy/organization/required-properties.ts";
import { writtenPlacementFindings } from "../../../governance/policy/organization/written-placements.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

const properties = z.array(
  z.strictObject({
    name: z.string(),
    valueType: z.enum(["single_select", "multi_select", "true_false"]),
    allowedValues: z.array(z.string()).optional(),
    defaultValue: z.string().optional(),
  }),
);

const placements = z.record(
  z.string(),
  z.strictObject({ tier: z.string(), tools: z.array(z.string()), canary: z.boolean() }),
);

/** A rule that finds no property finds no repository. */
export const githubOrganizationRequireProperties = stackRule({
  name: "github-organization-require-properties",
  displayName: "Tier and tools are properties of every repository",
  description: "Rules and fences find repositories by these properties: one that is missing takes them all away.",
  severity: "critical",
  framework: ssdf("PO.5.1"),
  url: "https://docs.github.com/en/organizations/managing-organization-settings/managing-custom-properties-for-repositories-in-your-organization",
  remediationSteps: "Declare the OrganizationGuardrails component with the tiers and tools of governance.yaml.",
  settings: z.strictObject({ role, properties, placements, defaultTier: z.string() }),
  told: ({ declaration, role }) => ({
    role,
    properties: governedPropertiesOf(declaration),
    placements: placementsOf(declaration),
    defaultTier: declaration.defaultTier,
  }),
  roles: ["organization"],
  judge: (stack, settings) => [
    ...requiredPropertyFindings(stack, settings.properties),
    ...writtenPlacementFindings(stack, settings),
  ],
});
