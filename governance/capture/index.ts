/** Recording of what made a commit, on the machine where it is made: values in, values out. */
export { canonicalContext, canonicalPrompt, canonicalPrompts, type ContextFile } from "./canonical.ts";
export { parseDigest, renderDigest, type Digest } from "./digest.ts";
export { gitHookScript, gitHooks, keptSuffix, quoted, type GitHook, type HookProgram } from "./git-hooks.ts";
export {
  agentTools,
  entryMark,
  hasHooks,
  SettingsError,
  withHooks,
  withoutHooks,
  type AgentTool,
  type ChangedSettings,
} from "./agent-settings.ts";
export { undone, type TextEdit } from "./text-edit.ts";
export { editBetween } from "./text-edit.ts";
export { aboveScissors, hasTrailers, provenanceIn, withoutRepeated, withoutTrailers } from "./message.ts";
export { isName, modelOf, readRecord, type CaptureRecord, type Digesting } from "./record.ts";
export { trailersOf } from "./trailers.ts";
export { agentEvent, type AgentEvent } from "./agent-event.ts";
