/** A report as a check run of GitHub's API (https://docs.github.com/en/rest/checks/runs), for an app that posts it. */
import type { GateFinding, GateReport } from "../report.ts";
import { counted, oneLine } from "../wording.ts";
import { renderGateMarkdown } from "./markdown.ts";
import { blockingOf, titleOf } from "./sections.ts";

export interface CheckRunAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: "failure" | "notice";
  readonly title: string;
  readonly message: string;
}

export interface CheckRunOutput {
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly CheckRunAnnotation[];
}

export interface CheckRun {
  readonly conclusion: "success" | "failure";
  /** The first creates the run, each further one updates it: GitHub takes 50 annotations a request, and adds them up. */
  readonly outputs: readonly CheckRunOutput[];
}

const mostAnnotations = 50;
const mostSummaryCharacters = 65_535;

/** What is undecided fails as well: a neutral check would let the pull request be merged. */
export function checkRunOf(report: GateReport): CheckRun {
  const title = titleOfReport(report);
  const summary = shortened(renderGateMarkdown(report));
  const annotations = report.findings.flatMap(annotation);
  const batches = Math.max(1, Math.ceil(annotations.length / mostAnnotations));
  return {
    conclusion: report.verdict === "pass" ? "success" : "failure",
    outputs: Array.from({ length: batches }, (_, batch) => ({
      title,
      summary,
      annotations: annotations.slice(batch * mostAnnotations, (batch + 1) * mostAnnotations),
    })),
  };
}

function titleOfReport(report: GateReport): string {
  const problems = blockingOf(report).length;
  const waived = report.findings.length - problems;
  const count = problems === 0 ? "nothing to change" : `${counted(problems, "problem")}`;
  return `${report.verdict}: ${count}${waived > 0 ? `, ${waived} waived` : ""}`;
}

// GitHub shows annotations beside files only; the summary has the others.
function annotation(finding: GateFinding): CheckRunAnnotation[] {
  const { path, line = 1, rule, message, fix, waiver } = finding;
  if (path === undefined) return [];
  return [
    {
      path: oneLine(path),
      start_line: line,
      end_line: line,
      annotation_level: waiver ? "notice" : "failure",
      title: `${titleOf(rule)} (${rule})`,
      message: oneLine(`${message} Fix: ${fix}`),
    },
  ];
}

function shortened(summary: string): string {
  if (summary.length <= mostSummaryCharacters) return summary;
  const note = "\n\nThe rest did not fit: run `ai-governance gate` to see all of it.\n";
  const kept = summary.slice(0, mostSummaryCharacters - note.length);
  return `${kept.slice(0, kept.lastIndexOf("\n"))}${note}`;
}
