/** What the SDK answers, in the words of tests. */
import type { EnforcementLevel, Policies, Severity } from "@pulumi/policy";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { AnalyzeDiagnostic } from "@pulumi/pulumi/proto/analyzer_pb.js";
import { levelOf } from "./sdk-server.ts";

/** One thing that a policy says. */
export interface Finding {
  /**
   * `violation`: the policy reported one. `undecided`: it met a value that preview cannot know, or reported at level advisory a
   * message that begins with "Undecided: ". `waived`: it reported at level advisory one that begins with "Waived: ".
   */
  readonly outcome: "violation" | "undecided" | "waived";
  readonly level: EnforcementLevel;
  /** What the policy reported. The engine prints the policy's description above it. */
  readonly message: string;
  /** The resource it is about; absent: the stack. */
  readonly urn?: string;
  readonly severity?: Severity;
}

/** The worst outcome of its findings, or `pass`; `notApplicable` where the policy judged nothing. */
export type Verdict = "pass" | "fail" | "undecided" | "waived" | "notApplicable";

export interface PolicyResult {
  /** Name of the policy. */
  readonly policy: string;
  readonly verdict: Verdict;
  /** In the order of the resources, and for each in the order reported. */
  readonly findings: readonly Finding[];
  /** Why the policy judged nothing; present only then. */
  readonly reason?: string;
}

/** @internal */
export function resultOf(policy: string, findings: readonly Finding[], reasons?: readonly string[]): PolicyResult {
  const verdict = findings.length === 0 && reasons ? "notApplicable" : worst(findings);
  return {
    policy,
    verdict,
    findings,
    ...(verdict === "notApplicable" && { reason: [...new Set(reasons)].join("; ") }),
  };
}

function worst(findings: readonly Finding[]): Verdict {
  const outcomes = findings.map(({ outcome }) => outcome);
  if (outcomes.includes("violation")) return "fail";
  if (outcomes.includes("undecided")) return "undecided";
  return outcomes.includes("waived") ? "waived" : "pass";
}

/** @internal */
export function findingOf(
  diagnostic: AnalyzeDiagnostic,
  { name, description }: Policies[number],
  urn: string | undefined,
): Finding {
  const level = levelOf(diagnostic) as EnforcementLevel;
  const text = diagnostic.getMessage();
  const message = text.startsWith(`${description}\n`) ? text.slice(description.length + 1) : text;
  const severity = severities.get(diagnostic.getSeverity());
  return {
    outcome: outcomeOf(level, message, name),
    level,
    message,
    ...(urn !== undefined && { urn }),
    ...(severity !== undefined && { severity }),
  };
}

function outcomeOf(level: EnforcementLevel, message: string, policy: string): Finding["outcome"] {
  if (level !== "advisory") return "violation";
  if (message.startsWith("Waived: ")) return "waived";
  const unknownMet = message.startsWith(`can't run policy '${policy}' from policy pack`);
  return unknownMet || message.startsWith("Undecided: ") ? "undecided" : "violation";
}

const severities = new Map<number, Severity>([
  [analyzer.PolicySeverity.POLICY_SEVERITY_LOW, "low"],
  [analyzer.PolicySeverity.POLICY_SEVERITY_MEDIUM, "medium"],
  [analyzer.PolicySeverity.POLICY_SEVERITY_HIGH, "high"],
  [analyzer.PolicySeverity.POLICY_SEVERITY_CRITICAL, "critical"],
]);
