/** What `pulumi preview --json` printed, read with care: it may be cut off, of another command, or of a preview that failed. */
import { z } from "zod";

/** The text is not a preview that can be judged. One line: what was found, and what to do. */
export class PreviewError extends Error {
  override readonly name = "PreviewError";
}

const state = z.looseObject({
  type: z.string(),
  custom: z.boolean().optional(),
  inputs: z.record(z.string(), z.unknown()).optional(),
  outputs: z.record(z.string(), z.unknown()).optional(),
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).optional(),
  retainOnDelete: z.boolean().optional(),
});
const step = z.looseObject({
  op: z.string(),
  urn: z.string().startsWith("urn:pulumi:"),
  oldState: state.nullish(),
  newState: state.nullish(),
});
const preview = z.looseObject({
  steps: z.array(step).nullish(),
  changeSummary: z.record(z.string(), z.number()).nullish(),
  diagnostics: z.array(z.looseObject({ severity: z.string().optional() })).nullish(),
});

export type State = z.output<typeof state>;
export type Step = z.output<typeof step>;

export interface Preview {
  readonly steps: readonly Step[];
  /** Resources that stay as they are and that the preview leaves out. */
  readonly hidden: number;
}

const howTo = "Write one with: pulumi preview --json --show-sames > preview.json";

/** @throws PreviewError, which never quotes the text: it may hold what nobody else should read. */
export function readPreview(text: string): Preview {
  const json = parsed(text);
  const result = preview.safeParse(json);
  if (!result.success || !looksLikeOne(json)) throw new PreviewError(`${otherThing(json)} ${howTo}`);
  const { steps, changeSummary, diagnostics } = result.data;
  const errors = (diagnostics ?? []).filter(({ severity }) => severity === "error").length;
  if (errors > 0) {
    const many = errors === 1 ? "an error" : `${errors} errors`;
    throw new PreviewError(
      `found a preview that failed: pulumi reports ${many} under "diagnostics". Mend that, then preview again.`,
    );
  }
  const found = steps ?? [];
  const hidden = hiddenOf(found, changeSummary?.["same"] ?? 0);
  if (found.length === 0 && hidden === 0) throw new PreviewError(`found a preview of nothing: no steps. ${howTo}`);
  return { steps: found, hidden };
}

function parsed(text: string): unknown {
  if (text.trim() === "") throw new PreviewError(`found nothing: the text is empty. ${howTo}`);
  try {
    return JSON.parse(text);
  } catch {
    const cut = text.trimStart().startsWith("{");
    throw new PreviewError(
      cut
        ? `found JSON that is cut off or damaged. ${howTo}`
        : `found text that is not JSON; without --json pulumi prints for people. ${howTo}`,
    );
  }
}

function looksLikeOne(json: unknown): boolean {
  return typeof json === "object" && json !== null && ("steps" in json || "changeSummary" in json);
}

function otherThing(json: unknown): string {
  const has = (key: string): boolean => typeof json === "object" && json !== null && key in json;
  if (has("deployment")) return "found a stack export, not a preview.";
  if (has("resource_changes")) return "found a plan of Terraform, not a preview of Pulumi.";
  return "found JSON of something else than `pulumi preview`.";
}

/** A refresh shows each resource once more, so what it shows is not hidden. */
function hiddenOf(steps: readonly Step[], same: number): number {
  const shown = steps.filter(({ op }) => op === "same").length;
  const changed = new Set(steps.filter(({ op }) => op !== "refresh").map(({ urn }) => urn));
  const refreshed = steps.filter(({ op, urn }) => op === "refresh" && !changed.has(urn)).length;
  return Math.max(0, same - shown - refreshed);
}
