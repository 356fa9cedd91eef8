import type { ReportViolation } from "@pulumi/policy";
import type { Finding } from "../../governance/policy/finding.ts";
import { repositoryOf } from "../../governance/policy/repositories.ts";
import type { ResourceRecord } from "../../governance/policy/resource.ts";
import type { UndecidedLevel } from "./settings.ts";

/** The SDK takes this form too, to lower the level of one finding; its declarations lack it. */
interface LevelledViolation {
  readonly message: string;
  readonly urn: string | undefined;
  readonly enforcementLevel: "advisory";
}

/** Where findings go: the rule that has them, the resources they are about, and the engine's ear. */
export interface Report {
  readonly description: string;
  readonly resources: readonly ResourceRecord[];
  /** What becomes of findings that are no violation. */
  readonly undecided: UndecidedLevel;
  readonly reportViolation: ReportViolation;
}

/**
 * Hands findings to the engine. It prints a heading with rule and resource, the rule's description, and these two lines: four
 * lines a finding. What nobody can tell blocks nothing unless the settings say so, and is said all the same.
 */
export function report(
  findings: readonly Finding[],
  { description, resources, undecided, reportViolation }: Report,
): void {
  for (const finding of findings) {
    const isViolation = finding.outcome === "violation";
    const what = `${isViolation ? "" : "Undecided: "}${placeOf(finding, resources)}: ${finding.message}`;
    const fix = `${finding.outcome === "undecided" ? "Judged again when known. " : ""}Fix: ${finding.fix}`;
    if (isViolation || undecided === "mandatory") reportViolation(`${what}\n${fix}`, finding.urn);
    else reportViolation(advisory(`${description}\n${what}\n${fix}`, finding.urn));
  }
}

/** The subject, after its repository where it has one. */
function placeOf({ subject, urn }: Finding, resources: readonly ResourceRecord[]): string {
  const resource = resources.find((candidate) => candidate.urn === urn);
  const repository = resource && repositoryOf(resource, resources);
  return typeof repository === "string" && repository !== subject ? `${repository}, ${subject}` : subject;
}

function advisory(message: string, urn: string | undefined): string {
  const violation: LevelledViolation = { message, urn, enforcementLevel: "advisory" };
  return violation as unknown as string;
}
