/** Custom properties of the organisation, and where each repository stands in them. */
import * as github from "@pulumi/github";
import type * as pulumi from "@pulumi/pulumi";
import { canaryProperty, tierProperty, toolProperty, toolsProperty } from "../governance/index.ts";
import type { OrganizationGuardrailsArgs } from "./organization-guardrails.ts";
import { RepositoryPropertyValues } from "./resources/index.ts";

const writer = "Written by the AI governance stack only.";
type PropertyArgs = Omit<github.OrganizationCustomPropertiesArgs, "valuesEditableBy">;

export interface OrganizationProperties {
  readonly tier: github.OrganizationCustomProperties;
  readonly tools: github.OrganizationCustomProperties;
  /** Of the tiers on trial; undefined where no repository enforces them already. */
  readonly canary: github.OrganizationCustomProperties | undefined;
  /** Tool to the property that says whether a repository admits it. */
  readonly byTool: Readonly<Record<string, github.OrganizationCustomProperties>>;
}

export function createProperties(
  name: string,
  args: OrganizationGuardrailsArgs,
  opts: pulumi.CustomResourceOptions,
): OrganizationProperties {
  const property = (suffix: string, rest: PropertyArgs) =>
    new github.OrganizationCustomProperties(`${name}-${suffix}`, { ...rest, valuesEditableBy: "org_actors" }, opts);
  const yesOrNo = (suffix: string, propertyName: string, description: string) =>
    property(suffix, { propertyName, description, valueType: "true_false", required: false });
  return {
    tier: property("tier", {
      propertyName: tierProperty,
      description: `What the repository demands of any change. ${writer}`,
      valueType: "single_select",
      allowedValues: args.tiers.map((each) => each.name),
      required: true,
      defaultValue: args.defaultTier,
    }),
    tools: property("tools", {
      propertyName: toolsProperty,
      description: `AI tools that may work in the repository. ${writer}`,
      valueType: "multi_select",
      allowedValues: [...args.tools].sort(),
      required: false,
    }),
    canary: Object.values(args.repositories).some(({ canary }) => canary)
      ? yesOrNo("canary", canaryProperty, `Whether rules on trial are enforced here already. ${writer}`)
      : undefined,
    byTool: Object.fromEntries(
      args.tools.map((tool) => [
        tool,
        yesOrNo(`tool-${tool}`, toolProperty(tool), `Whether ${tool} may work in the repository. ${writer}`),
      ]),
    ),
  };
}

/** Writes where the listed repositories stand; the others have the default tier and no tools. */
export function placeRepositories(
  name: string,
  args: OrganizationGuardrailsArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const hasCanaries = Object.values(args.repositories).some(({ canary }) => canary);
  const values = Object.entries(args.repositories).map(([repository, { tier, tools, canary }]) => [
    repository,
    {
      [tierProperty]: tier,
      [toolsProperty]: [...tools].sort(),
      ...(hasCanaries ? { [canaryProperty]: String(canary ?? false) } : {}),
      // "false" is written, too: left out, a value set by hand would stay.
      ...Object.fromEntries(args.tools.map((tool) => [toolProperty(tool), String(tools.includes(tool))])),
    },
  ]);
  new RepositoryPropertyValues(
    `${name}-placement`,
    { organization: args.organization, values: Object.fromEntries(values) },
    opts,
  );
}
