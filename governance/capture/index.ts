/**
 * Recording of what made a commit, on the machine where it is made: values in, values out. What changes settings of AI tools stands
 * apart, in agent-settings.ts: hooks load this file each time, and have no use for a JSON editor.
 */
export { agentEvent, type AgentEvent } from "./agent-event.ts";
export { agentTools, entryMark, type AgentTool } from "./agent-tools.ts";
export { canonicalContext, canonicalPrompt, canonicalPrompts, type ContextFile } from "./canonical.ts";
export { parseDigest, renderDigest, type Digest } from "./digest.ts";
export { gitHookScript, gitHooks, keptSuffix, quoted, type GitHook, type HookProgram } from "./git-hooks.ts";
export { aboveScissors, countOf, hasTrailers, provenanceIn, withoutRepeated, withoutTrailers } from "./message.ts";
export { isName, modelOf, readRecord, type CaptureRecord, type Digesting } from "./record.ts";
export { editBetween, undone, type TextEdit } from "./text-edit.ts";
export { trailersOf } from "./trailers.ts";
