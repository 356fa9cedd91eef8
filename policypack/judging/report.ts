import type { ReportViolation } from "@pulumi/policy";
import type { Finding } from "../../governance/policy/finding.ts";
import { repositoryOf } from "../../governance/policy/repository/repositories.ts";
import type { ResourceRecord } from "../../governance/policy/resource.ts";
import type { Unknown } from "../../governance/policy/unknown.ts";
import { isExpired, waiverOf, type Waiver } from "../../governance/waivers/waiver.ts";
import type { Role, Rule } from "./rule.ts";
import type { UndecidedLevel } from "./settings.ts";

/** The SDK takes this form too, to lower the level of one finding; its declarations lack it. */
interface LevelledViolation {
  readonly message: string;
  readonly urn: string | undefined;
  readonly enforcementLevel: "advisory";
}

/** Where findings go: the rule that has them, the resources they are about, and the engine's ear. */
export interface Report {
  readonly rule: Pick<Rule, "name" | "description">;
  readonly resources: readonly ResourceRecord[];
  readonly role: Role | undefined;
  /** What becomes of findings that are no violation. */
  readonly undecided: UndecidedLevel;
  readonly waivers: readonly Waiver[];
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly reportViolation: ReportViolation;
}

/**
 * Hands findings to the engine. It prints a heading with rule and resource, the rule's description, and these two lines: four
 * lines a finding. What nobody can tell blocks nothing unless the settings say so, and is said all the same; so is what is waived.
 */
export function report(findings: readonly Finding[], to: Report): void {
  for (const finding of findings) {
    const repository = repositoryNamed(finding, to.resources);
    const aimed = waiverOf(to.waivers, { rule: to.rule.name, finding, repository, role: to.role });
    const expired = aimed && isExpired(aimed, to.today) ? aimed : undefined;
    const waiver = expired ? undefined : aimed;
    const place = placeOf(finding, repository);
    const text = `${labelOf(finding, waiver)}${place}: ${finding.message}\n${lastLine(finding, waiver, expired)}`;
    const blocks = waiver === undefined && (finding.outcome === "violation" || to.undecided === "mandatory");
    if (blocks) to.reportViolation(text, finding.urn);
    else to.reportViolation(advisory(`${to.rule.description}\n${text}`, finding.urn));
  }
}

function labelOf({ outcome }: Finding, waiver: Waiver | undefined): string {
  if (waiver !== undefined) return "Waived: ";
  return outcome === "violation" ? "" : "Undecided: ";
}

function lastLine({ outcome, fix }: Finding, waiver: Waiver | undefined, expired: Waiver | undefined): string {
  if (waiver) return `Until ${waiver.expires} by ${waiver.approvedBy}: ${sentence(waiver.reason)} Fix: ${fix}`;
  const later = outcome === "undecided" ? "Judged again when known. " : "";
  return `${later}${expired ? `Its waiver expired on ${expired.expires}. ` : ""}Fix: ${fix}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function repositoryNamed({ urn }: Finding, resources: readonly ResourceRecord[]): string | Unknown | undefined {
  const resource = urn === undefined ? undefined : resources.find((candidate) => candidate.urn === urn);
  return resource && repositoryOf(resource, resources);
}

/** The subject, after its repository where it has one. */
function placeOf({ subject }: Finding, repository: string | Unknown | undefined): string {
  return typeof repository === "string" && repository !== subject ? `${repository}, ${subject}` : subject;
}

function advisory(message: string, urn: string | undefined): string {
  const violation: LevelledViolation = { message, urn, enforcementLevel: "advisory" };
  return violation as unknown as string;
}
