/** A report for a terminal. */
import type { PlanReport, SafeguardChange } from "./report.ts";
import {
  hasEffect,
  lockOutSentence,
  permissionSentences,
  requestSentence,
  resourceSentence,
  safeguardSentence,
  summaryOf,
} from "./sentences.ts";

/** Names of unknown origin must not move a terminal's cursor. */
const plain = (name: string): string => name.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, "?");

export function renderText(report: PlanReport): string {
  const { permissions, safeguards, lockOuts, undecided, repositories } = report;
  const of = (outcome: SafeguardChange["outcome"]): string[] =>
    safeguards.filter((each) => each.outcome === outcome).map((each) => safeguardSentence(each, repositories, plain));
  return [
    summaryOf(report),
    ...section("Weakened", of("weakened")),
    ...section("Reach of tools", permissionSentences(permissions, repositories, plain)),
    ...section("Strengthened", of("strengthened")),
    ...section(
      "Locked out",
      lockOuts?.map((each) => lockOutSentence(each, plain)) ?? (hasEffect(report) ? [unjudged] : []),
    ),
    ...section("Cannot be told", undecided.map(plain)),
    ...section("Resources", [resourceSentence(report), requestSentence(report)]),
    "",
  ].join("\n");
}

export const unjudged = "not judged: name the declaration with --declaration governance.yaml";

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}
