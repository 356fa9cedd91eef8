import type { ReportViolation } from "@pulumi/policy";
import type { Finding } from "../../governance/policy/finding.ts";
import { repositoryOf } from "../../governance/policy/repositories.ts";
import type { ResourceRecord } from "../../governance/policy/resource.ts";
import { waiverOf, type Waiver } from "../../governance/waivers/waiver.ts";
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
    const waiver = waiverOf(to.waivers, { rule: to.rule.name, finding, repository, role: to.role }, to.today);
    const text = `${labelOf(finding, waiver)}${placeOf(finding, repository)}: ${finding.message}\n${lastLine(finding, waiver)}`;
    const blocks = waiver === undefined && (finding.outcome === "violation" || to.undecided === "mandatory");
    if (blocks) to.reportViolation(text, finding.urn);
    else to.reportViolation(advisory(`${to.rule.description}\n${text}`, finding.urn));
  }
}

function labelOf({ outcome }: Finding, waiver: Waiver | undefined): string {
  if (waiver !== undefined) return "Waived: ";
  return outcome === "violation" ? "" : "Undecided: ";
}

function lastLine({ outcome, fix }: Finding, waiver: Waiver | undefined): string {
  if (waiver !== undefined) return `Until ${waiver.expires} by ${waiver.approvedBy}: ${waiver.reason} Fix: ${fix}`;
  return `${outcome === "undecided" ? "Judged again when known. " : ""}Fix: ${fix}`;
}

function repositoryNamed({ urn }: Finding, resources: readonly ResourceRecord[]): string | undefined {
  const resource = urn === undefined ? undefined : resources.find((candidate) => candidate.urn === urn);
  const repository = resource && repositoryOf(resource, resources);
  return typeof repository === "string" ? repository : undefined;
}

/** The subject, after its repository where it has one. */
function placeOf({ subject }: Finding, repository: string | undefined): string {
  return repository !== undefined && repository !== subject ? `${repository}, ${subject}` : subject;
}

function advisory(message: string, urn: string | undefined): string {
  const violation: LevelledViolation = { message, urn, enforcementLevel: "advisory" };
  return violation as unknown as string;
}
