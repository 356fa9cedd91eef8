import { z } from "zod";
import type { Failure } from "../../host/index.ts";

const status = z.enum(["enabled", "disabled", "not_set"]);

/** Features in the program's words, with the default of each: what is free and breaks nothing is on. */
export const features = {
  dependencyGraph: status.default("enabled").describe("Dependency graph. Default: `enabled`."),
  dependabotAlerts: status.default("enabled").describe("Dependabot alerts. Default: `enabled`."),
  dependabotSecurityUpdates: status
    .default("not_set")
    .describe("Pull requests of Dependabot that fix alerts. Default: `not_set`."),
  codeScanningDefaultSetup: status.default("not_set").describe("Default setup of code scanning."),
  secretScanning: status.default("enabled").describe("Secret scanning. Default: `enabled`."),
  secretScanningPushProtection: status
    .default("enabled")
    .describe("Refusal of pushes that contain secrets. Default: `enabled`."),
  secretScanningValidityChecks: status
    .default("not_set")
    .describe("Checks whether found secrets still work. Default: `not_set`."),
  secretScanningNonProviderPatterns: status
    .default("not_set")
    .describe("Search for secrets of no known provider. Default: `not_set`."),
  privateVulnerabilityReporting: status
    .default("not_set")
    .describe("Private reports of vulnerabilities. Default: `not_set`."),
};
type Feature = keyof typeof features;
const names = Object.keys(features) as Feature[];

/** Everything a configuration says, apart from where it holds. */
export const settings = {
  name: z.string().min(1).describe("Name of the configuration, unique in the organisation."),
  description: z
    .string()
    .max(255)
    .default("Declared as code.")
    .describe("Description of the configuration. Default: `Declared as code.`."),
  advancedSecurity: z
    .enum(["enabled", "code_security", "secret_protection", "not_set", "disabled"])
    .describe(
      "The paid products that are used. One that is not named is left to each repository, except with `disabled`.",
    ),
  ...features,
  enforcement: z
    .enum(["enforced", "unenforced"])
    .default("enforced")
    .describe("Whether repositories may deviate. Default: `enforced`."),
};
export type Settings = z.infer<z.ZodObject<typeof settings>>;
export const settingNames = Object.keys(settings) as (keyof Settings)[];

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The body of a creation or change. The paid products are written one by one: their values in one field are deprecated. */
export function bodyOf(given: Settings): Record<string, string> {
  const { name, description, advancedSecurity: products, enforcement } = given;
  const others = products === "disabled" ? "disabled" : "not_set";
  const uses = (product: string) => (products === "enabled" || products === product ? "enabled" : others);
  return {
    name,
    description,
    code_security: uses("code_security"),
    secret_protection: uses("secret_protection"),
    ...Object.fromEntries(names.map((feature) => [snake(feature), given[feature]])),
    enforcement,
  };
}

/** A configuration as GitHub shows it. */
export const configuration = z.looseObject({
  id: z.number(),
  name: z.string(),
  target_type: z.string(),
  description: z.string().nullish(),
  advanced_security: z.enum(["enabled", "code_security", "secret_protection", "disabled"]).nullish(),
  enforcement: z.enum(["enforced", "unenforced"]).nullish(),
});
export type Configuration = z.infer<typeof configuration>;

/** The same in the program's words; a feature that GitHub does not name is not set. */
export function settingsOf(found: Configuration): Settings {
  const stated = names.map((feature) => [feature, status.catch("not_set").parse(found[snake(feature)])]);
  return {
    name: found.name,
    description: found.description ?? "",
    advancedSecurity: found.advanced_security ?? "disabled",
    ...(Object.fromEntries(stated) as Record<Feature, z.infer<typeof status>>),
    enforcement: found.enforcement ?? "unenforced",
  };
}

/** GitHub shows products that are left to each repository as not used. */
export const sameProducts = (left: unknown, right: unknown): boolean => {
  const shown = (products: unknown) => (products === "not_set" ? "disabled" : products);
  return shown(left) === shown(right);
};

/** What each feature builds on; GitHub refuses the one without the other. */
const foundations: readonly (readonly [Feature, Feature])[] = [
  ["dependabotAlerts", "dependencyGraph"],
  ["dependabotSecurityUpdates", "dependabotAlerts"],
  ["secretScanningPushProtection", "secretScanning"],
  ["secretScanningValidityChecks", "secretScanning"],
  ["secretScanningNonProviderPatterns", "secretScanning"],
];

export function unfounded(given: Settings): Failure[] {
  return foundations
    .filter(([feature, foundation]) => given[feature] === "enabled" && given[foundation] !== "enabled")
    .map(([property, foundation]) => ({
      property,
      reason: `found "enabled"; needs ${foundation} "enabled", or write "disabled" or "not_set"`,
    }));
}
