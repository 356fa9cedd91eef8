/** The gate's judgement of a change: values in, values out. */
export { isMissing, triggers } from "./change.ts";
export type { Approval, Change, ChangedFile, Fact, Missing, PullRequest, Trigger } from "./change.ts";
export type { Circumstances } from "./facts.ts";
export { judge } from "./judge.ts";
export { gateRulesPage } from "./page.ts";
export { gateRules, type GateRule, type GateRuleId } from "./rules.ts";
export type { AiPathChange, GateFinding, GateReport, GateVerdict, ToolPart } from "./report.ts";
export { renderGateText } from "./render/text.ts";
export { renderGateMarkdown } from "./render/markdown.ts";
export { renderGateAnnotations } from "./render/annotations.ts";
export { checkRunOf, type CheckRun, type CheckRunAnnotation, type CheckRunOutput } from "./render/check-run.ts";
export { sarifOf } from "./render/sarif.ts";
