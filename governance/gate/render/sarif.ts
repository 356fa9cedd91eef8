/** A report as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), in the subset that GitHub's code scanning reads. */
import type { Location, Log, ReportingDescriptor, Result, Suppression } from "sarif";
import type { GateFinding, GateReport } from "../report.ts";
import { gateRules, type GateRule } from "../rules.ts";
import { oneLine } from "../wording.ts";

export function sarifOf(report: GateReport): Log {
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "ai-governance gate", rules: gateRules.map(descriptor) } },
        automationDetails: { id: "ai-governance/gate" },
        results: resultsOf(report.findings),
        properties: { verdict: report.verdict, document: report.document, tier: report.tier },
      },
    ],
  };
}

function descriptor({ id, title, why, fix }: GateRule): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: `${title}. ${why}` },
    help: { text: `${why}\n\nFix: ${fix}`, markdown: `${why}\n\n**Fix:** ${fix}` },
    defaultConfiguration: { level: "error" },
  };
}

function resultsOf(findings: readonly GateFinding[]): Result[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { rule, outcome, message, fix } = finding;
    const about = oneLine(`${rule}/${finding.path ?? finding.commit ?? ""}`);
    const number = (seen.get(about) ?? 0) + 1;
    seen.set(about, number);
    return {
      ruleId: rule,
      ruleIndex: gateRules.findIndex(({ id }) => id === rule),
      // What is undecided blocks as well, so it is no lesser level.
      level: "error",
      message: { text: oneLine(`${message} Fix: ${fix}`) },
      locations: [locationOf(finding)],
      // GitHub tells by it whether two runs found the same; it must not change when lines move.
      partialFingerprints: { primaryLocationLineHash: `${about}:${number}` },
      suppressions: suppressionsOf(finding),
      properties: { outcome },
    };
  });
}

// GitHub refuses a whole file for one result without a file.
const noFile = "no-file";

function locationOf({ path, line = 1, commit }: GateFinding): Location {
  const uri = path === undefined ? noFile : path.split("/").map(segment).join("/");
  return {
    physicalLocation: { artifactLocation: { uri, uriBaseId: "%SRCROOT%" }, region: { startLine: line } },
    ...(commit !== undefined && { logicalLocations: [{ fullyQualifiedName: oneLine(`commit ${commit}`) }] }),
  };
}

const segment = (text: string): string => encodeURIComponent(text.toWellFormed());

function suppressionsOf({ waiver, expiredWaiver }: GateFinding): Suppression[] {
  const suppression = (status: Suppression["status"], { approvedBy, expires, reason }: NonNullable<typeof waiver>) => ({
    kind: "external" as const,
    status,
    justification: oneLine(`Waived by ${approvedBy} until ${expires}: ${reason}`),
  });
  if (waiver) return [suppression("accepted", waiver)];
  return expiredWaiver ? [suppression("rejected", expiredWaiver)] : [];
}
