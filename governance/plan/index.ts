/** A preview, judged for its reviewers: values in, values out. */
export { planOf } from "./plan.ts";
export { PreviewError, readPreview, type Preview } from "./preview.ts";
export { renderMarkdown } from "./render-markdown.ts";
export { renderText } from "./render-text.ts";
export type { PermissionChange, PlanReport, SafeguardChange, Where } from "./report.ts";
export type { LockOut } from "./lock-outs.ts";
export type { Outcome } from "./outcome.ts";
