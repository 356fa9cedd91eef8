/** Code-security configurations: which features they switch on, and how far they reach. */
import { field, isUnknown, textsOf } from "../policy/property.ts";
import type { Outcome } from "./outcome.ts";
import type { ResourceChange } from "./sides.ts";

// What the resource takes for a feature that is left out.
const defaults: Readonly<Record<string, string>> = {
  secretScanning: "enabled",
  secretScanningPushProtection: "enabled",
  secretScanningValidityChecks: "not_set",
  secretScanningNonProviderPatterns: "not_set",
  dependencyGraph: "enabled",
  dependabotAlerts: "enabled",
  dependabotSecurityUpdates: "not_set",
  codeScanningDefaultSetup: "not_set",
  privateVulnerabilityReporting: "not_set",
};

/** Each feature that is on, by name. */
export function codeSecurity(props: unknown): Readonly<Record<string, unknown>> {
  const features = Object.entries(defaults).map(([name, otherwise]) => {
    const value = field(props, name) ?? otherwise;
    return [`code security: ${name}`, isUnknown(value) ? value : value === "enabled"] as const;
  });
  const enforcement = field(props, "enforcement") ?? "enforced";
  const products = field(props, "advancedSecurity");
  return {
    ...Object.fromEntries(features),
    "code security is enforced": isUnknown(enforcement) ? enforcement : enforcement === "enforced",
    "code security: paid products": isUnknown(products) ? [products] : productsOf(products),
  };
}

function productsOf(value: unknown): string[] {
  if (value === "enabled") return ["code_security", "secret_protection"];
  return typeof value === "string" && value !== "disabled" ? [value] : [];
}

/** Repositories that it is attached to, and new ones that it will be. */
export function attachmentOutcomes({ before, after }: ResourceChange): Outcome[] {
  if (!before || !after) return [];
  const [old, fresh] = [before.props, after.props];
  const outcomes = [
    compareReach(old["attachTo"], fresh["attachTo"], "all"),
    compareReach(old["defaultForNewRepos"] ?? newRepos(old), fresh["defaultForNewRepos"] ?? newRepos(fresh), "all"),
    ...(old["attachTo"] === "selected" && fresh["attachTo"] === "selected" ? [compareLists(old, fresh)] : []),
  ];
  return [...new Set(outcomes.flatMap((each) => each ?? []))];
}

const newRepos = (props: Readonly<Record<string, unknown>>): unknown =>
  props["attachTo"] === "selected" ? "none" : props["attachTo"];

function compareReach(old: unknown, fresh: unknown, most: string): Outcome | undefined {
  if (isUnknown(old) || isUnknown(fresh)) return old === most || fresh !== most ? "undecided" : undefined;
  if (old === fresh) return undefined;
  if (old === most || fresh === "none") return "weakened";
  return fresh === most || old === "none" ? "strengthened" : "undecided";
}

function compareLists(old: unknown, fresh: unknown): Outcome | undefined {
  const [was, is] = [textsOf(field(old, "repositories")), textsOf(field(fresh, "repositories"))];
  if (!was.items.every((name) => is.items.includes(name))) return is.complete ? "weakened" : "undecided";
  if (!was.complete) return "undecided";
  return is.items.length > was.items.length ? "strengthened" : undefined;
}
