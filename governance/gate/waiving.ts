/** Waivers of the gate's rules: what is waived stays visible and blocks nothing. */
import { lastWaiverDay } from "../policy/stack/waiver-validity.ts";
import { isExpired, waiverOf, type Waiver } from "../waivers/waiver.ts";
import type { GateFinding } from "./report.ts";
import { waivableGateRules } from "./rules.ts";

/** The findings, each with the waiver that is aimed at it; one that has expired, or holds too long, waives nothing. */
export function withWaivers(
  findings: readonly GateFinding[],
  waivers: readonly Waiver[],
  repository: string,
  today: string,
): GateFinding[] {
  const latest = lastWaiverDay(today);
  return findings.map((finding) => {
    const waiver = waivableGateRules.includes(finding.rule)
      ? waiverOf(waivers, { rule: finding.rule, finding: { subject: repository }, repository, role: "repository" })
      : undefined;
    if (!waiver) return finding;
    if (isExpired(waiver, today)) return { ...finding, expiredWaiver: waiver };
    if (waiver.expires > latest) {
      const mistake = `Its waiver holds until ${waiver.expires} and must end by ${latest}.`;
      return { ...finding, fix: `${finding.fix} ${mistake}` };
    }
    return { ...finding, waiver };
  });
}
