import type {
  EnforcementLevel,
  Policies,
  PolicyPackConfig,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { isStackPolicy, validationsOf, withContext } from "./context.ts";
import { resourceRequest, stackRequest } from "./request.ts";
import { urnOf, type ResourceArgs } from "./resource.ts";
import { findingOf, resultOf, type Finding, type PolicyResult } from "./result.ts";
import { analyzeResource, analyzeStack } from "./sdk-server.ts";
import { settingsOf } from "./settings.ts";

export interface RunOptions {
  /** As a `--policy-pack-config` file has it for this policy: a level, or settings with or without `enforcementLevel`. Default: none. */
  readonly config?: PolicyPackConfig[string];
  /** Default: none. */
  readonly stackTags?: Readonly<Record<string, string>>;
}

export interface PackOptions {
  /** As a `--policy-pack-config` file has it: policy name, or "all", to level or settings. Default: none. */
  readonly config?: PolicyPackConfig;
  /** Level of policies that have none. Default: "advisory", as in the SDK. */
  readonly enforcementLevel?: EnforcementLevel;
  /** Default: none. */
  readonly stackTags?: Readonly<Record<string, string>>;
}

/**
 * Judges resources by one policy, through the request handlers of `@pulumi/policy` itself: unknown values, typed validators and
 * arrays of validators behave as in a preview. Asynchronous validators are awaited. Remediations do not run.
 *
 * A resource policy judges each resource, a stack policy all of them together.
 *
 * @throws what a policy throws, in an error that names it; and an Error where resources or configuration are wrong.
 */
export async function runPolicy(
  policy: ResourceValidationPolicy | StackValidationPolicy,
  resources: readonly ResourceArgs[],
  { config, stackTags = {} }: RunOptions = {},
): Promise<PolicyResult> {
  checkUrns(resources);
  const settings = settingsOf(policy, config);
  const enforcementLevel = settings.level ?? policy.enforcementLevel ?? "advisory";
  if (enforcementLevel === "disabled") return resultOf(policy.name, [], ["disabled"]);
  const context = { config: settings.config, stackTags: new Map(Object.entries(stackTags)) };
  const ready = withContext({ ...policy, enforcementLevel }, context);
  return isStackPolicy(ready) ? runStackPolicy(ready, resources) : runResourcePolicy(ready, resources);
}

/**
 * Judges resources by each policy of a pack, as `runPolicy` does: one result a policy, in the order of the pack.
 *
 * @throws as `runPolicy` does, and an Error for configuration of a policy that the pack does not have.
 */
export async function runPack(
  policies: Policies,
  resources: readonly ResourceArgs[],
  { config = {}, enforcementLevel = "advisory", stackTags = {} }: PackOptions = {},
): Promise<PolicyResult[]> {
  const names = policies.map(({ name }) => name);
  const strangers = Object.keys(config).filter((name) => name !== "all" && !names.includes(name));
  if (strangers.length > 0)
    throw new Error(`the pack has no policy ${strangers.join(", ")}; it has ${names.join(", ")}`);
  const results: PolicyResult[] = [];
  for (const policy of policies) {
    const levelled = { ...policy, enforcementLevel: policy.enforcementLevel ?? enforcementLevel };
    results.push(await runPolicy(levelled, resources, { config: configOf(config, policy.name), stackTags }));
  }
  return results;
}

/** A policy's own entry, with the level of "all" where it has none. */
function configOf({ all, ...config }: PolicyPackConfig, name: string): PolicyPackConfig[string] {
  const entry = (given: PolicyPackConfig[string] = {}) =>
    typeof given === "string" ? { enforcementLevel: given } : given;
  const { enforcementLevel } = entry(all);
  return { ...(enforcementLevel && { enforcementLevel }), ...entry(config[name]) };
}

async function runResourcePolicy(
  policy: ResourceValidationPolicy,
  resources: readonly ResourceArgs[],
): Promise<PolicyResult> {
  const findings: Finding[] = [];
  const reasons: string[] = [];
  let judged = 0;
  for (const resource of resources) {
    const response = await analyzeResource([policy], resourceRequest(resource));
    const skipped = response.getNotApplicableList().map((skip) => skip.getReason());
    // The engine takes the resource itself for the place, whatever the policy says.
    findings.push(...response.getDiagnosticsList().map((diagnostic) => findingOf(diagnostic, policy, urnOf(resource))));
    reasons.push(...skipped);
    if (skipped.length < validationsOf(policy).length) judged += 1;
  }
  if (resources.length === 0) reasons.push("no resources");
  return resultOf(policy.name, findings, judged === 0 ? reasons : undefined);
}

async function runStackPolicy(
  policy: StackValidationPolicy,
  resources: readonly ResourceArgs[],
): Promise<PolicyResult> {
  const response = await analyzeStack([policy], stackRequest(resources));
  const urns = new Set(resources.map(urnOf));
  const findings = response.getDiagnosticsList().map((diagnostic) => {
    // The engine takes the stack for the place where there is no such resource.
    const urn = diagnostic.getUrn();
    return findingOf(diagnostic, policy, urns.has(urn) ? urn : undefined);
  });
  const skipped = response.getNotApplicableList().map((skip) => skip.getReason());
  return resultOf(policy.name, findings, skipped.length > 0 ? skipped : undefined);
}

function checkUrns(resources: readonly ResourceArgs[]): void {
  const urns = resources.map(urnOf);
  const twice = new Set(urns.filter((urn, index) => urns.indexOf(urn) !== index));
  if (twice.size > 0)
    throw new Error(`two resources have one URN; give them names of their own: ${[...twice].join(", ")}`);
}
