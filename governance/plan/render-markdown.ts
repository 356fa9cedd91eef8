/** A report as a pull-request comment: what matters first, the rest folded. */
import type { PlanReport, SafeguardChange } from "./report.ts";
import { unjudged } from "./render-text.ts";
import {
  lockOutSentence,
  permissionSentences,
  requestSentence,
  resourceSentence,
  safeguardSentence,
  summaryOf,
  whereText,
} from "./sentences.ts";

/** A code span: names of unknown origin, and sentences that hold some, must not mention people, link or break out of the comment. */
const code = (name: string): string => `\`${name.replaceAll(/[\u0000-\u001f\u007f-\u009f`]/g, "?")}\``;
const cell = (text: string): string => text.replaceAll("|", "\\|") || "none";

export function renderMarkdown(report: PlanReport): string {
  const { safeguards, lockOuts, undecided, repositories } = report;
  const of = (outcome: SafeguardChange["outcome"]): string[] =>
    safeguards.filter((each) => each.outcome === outcome).map((each) => safeguardSentence(each, repositories, code));
  return [
    "### AI governance plan",
    "",
    summaryOf(report),
    ...list("**Weakened**", of("weakened")),
    ...list("**Reach of tools**", reach(report)),
    ...list(
      "**Locked out**",
      (lockOuts ?? []).map((each) => lockOutSentence(each, code)),
    ),
    ...list("**Cannot be told**", undecided.map(code)),
    ...folded("Strengthened", list("", of("strengthened"))),
    ...folded("Tools before and after", table(report)),
    ...folded("Resources and requests", resources(report)),
    "",
  ].join("\n");
}

function reach({ permissions, repositories }: PlanReport): string[] {
  return permissionSentences(permissions, repositories, code);
}

function list(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return [...(title === "" ? [] : ["", title]), "", ...lines.map((line) => `- ${line}`)];
}

function folded(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", `<details><summary>${title}</summary>`, ...lines, "", "</details>"];
}

function table({ permissions, repositories }: PlanReport): string[] {
  if (permissions.length === 0) return [];
  const rows = permissions.map(({ subject, permission, before, after }) => {
    const cells = [
      code(subject),
      code(permission),
      whereText(before, repositories, code),
      whereText(after, repositories, code),
    ];
    return `| ${cells.map(cell).join(" | ")} |`;
  });
  return ["", "| tool | permission | before | after |", "| --- | --- | --- | --- |", ...rows];
}

function resources(report: PlanReport): string[] {
  const { changed } = report.resources;
  const changes = changed.map(({ action, type, name }) => `${action} ${code(name)} (${code(type)})`);
  return [
    ...list("", changes),
    "",
    resourceSentence(report),
    requestSentence(report),
    ...(report.lockOuts ? [] : [`Locked out: ${unjudged}.`]),
  ];
}
