import { readFile } from "node:fs/promises";

/** What the engine's event log says of policies, resources and errors; a line is one event. */
export interface EngineEvent {
  readonly policyEvent?: { readonly policyName: string; readonly enforcementLevel: string; readonly message: string };
  readonly policyRemediateSummaryEvent?: Summary;
  readonly policyAnalyzeSummaryEvent?: Summary;
  readonly policyAnalyzeStackSummaryEvent?: Summary;
  readonly resourcePreEvent?: { readonly metadata: { readonly type: string; readonly op: string } };
  readonly diagnosticEvent?: { readonly severity: string; readonly message: string };
}

interface Summary {
  readonly passed?: readonly string[];
  readonly failed?: readonly string[];
}

/** The events of a log; none where the engine did not come so far. */
export async function readEvents(file: string): Promise<EngineEvent[]> {
  const text = await readFile(file, "utf8").catch(() => "");
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as EngineEvent);
}

/** Rules that judged something: a resource that concerns them, or the stack. */
export function rulesThatJudged(events: readonly EngineEvent[]): Set<string> {
  const summaries = events.flatMap(
    (event) => event.policyAnalyzeSummaryEvent ?? event.policyAnalyzeStackSummaryEvent ?? [],
  );
  return new Set(summaries.flatMap(({ passed = [], failed = [] }) => [...passed, ...failed]));
}

/** Resource rules that were asked about some resource, whether it concerned them or not. */
export function rulesThatWereAsked(events: readonly EngineEvent[]): Set<string> {
  return new Set(events.flatMap(({ policyRemediateSummaryEvent: summary }) => summary?.passed ?? []));
}

/** Type tokens of the resources that the engine met. */
export function typesIn(events: readonly EngineEvent[]): Set<string> {
  return new Set(events.flatMap(({ resourcePreEvent: event }) => event?.metadata.type ?? []));
}

/** What went wrong, in the engine's words. A finding alone ends in "preview failed". */
export function errorsIn(events: readonly EngineEvent[]): string[] {
  const diagnostics = events.flatMap(({ diagnosticEvent }) => diagnosticEvent ?? []);
  return diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
}
