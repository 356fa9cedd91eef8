import type { Policy, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import type { AnalyzeResponse } from "@pulumi/pulumi/proto/analyzer_pb.js";
import { policyOf } from "../../../policypack/judging/policy.ts";
import type { Rule } from "../../../policypack/judging/rule.ts";
import { withContext } from "../../../policypack/testing/context.ts";
import { resourceRequest, stackRequest } from "../../../policypack/testing/request.ts";
import { analyzeResource, analyzeStack, levelOf } from "../../../policypack/testing/sdk-server.ts";
import type { SampleResource } from "./request.ts";

/** What the engine is told by a rule: every word of it, the rule's description included. */
export interface Verdict {
  readonly findings: readonly { readonly level: string; readonly message: string; readonly urn?: string }[];
  /** Why the rule does not apply; absent when it does. */
  readonly notApplicable?: string;
}

/** Settings as they come from `--policy-pack-config`, without the enforcement level. The rule alone checks them here. */
type Settings = object;

const stackTags: ReadonlyMap<string, string> = new Map();

/** Runs a resource rule on one resource through the SDK's own handler, unknown values included. */
export async function runResourceRule(
  rule: Rule | ResourceValidationPolicy,
  resource: SampleResource,
  config: Settings = {},
): Promise<Verdict> {
  const policy = policyFrom(rule);
  if ("validateStack" in policy) throw new Error(`${rule.name} does not judge single resources`);
  return verdictOf(await analyzeResource([withContext(policy, { config, stackTags })], resourceRequest(resource)));
}

/** Runs a stack rule on a whole stack through the SDK's own handler, unknown values included. */
export async function runStackRule(
  rule: Rule | StackValidationPolicy,
  resources: readonly SampleResource[],
  config: Settings = {},
): Promise<Verdict> {
  const policy = policyFrom(rule);
  if (!("validateStack" in policy)) throw new Error(`${rule.name} does not judge stacks`);
  return verdictOf(await analyzeStack([withContext(policy, { config, stackTags })], stackRequest(resources)));
}

/** Each finding as the lines that a person reads below the rule's description. */
export async function told(verdict: Promise<Verdict>): Promise<string[][]> {
  const { findings } = await verdict;
  return findings.map(({ message }) => message.split("\n").slice(1));
}

function policyFrom<SdkPolicy extends Policy>(rule: Rule | SdkPolicy): SdkPolicy | ReturnType<typeof policyOf> {
  return "kind" in rule ? policyOf(rule) : rule;
}

function verdictOf(response: AnalyzeResponse): Verdict {
  const reason = response.getNotApplicableList()[0]?.getReason();
  const findings = response.getDiagnosticsList().map((diagnostic) => ({
    level: levelOf(diagnostic),
    message: diagnostic.getMessage(),
    ...(diagnostic.getUrn() && { urn: diagnostic.getUrn() }),
  }));
  return reason === undefined ? { findings } : { findings, notApplicable: reason };
}
