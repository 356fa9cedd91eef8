/** Messages of Claude Code's commits. */
const session = "Claude-Session: https://claude.ai/code/session_01";
const digest = `AI-Prompt-Digest: hmac-sha256:1f0c2d3e:${"ab".repeat(32)}`;
/** All that the declaration asks of Claude Code. */
export const proper = `Add a total\n\nAssisted-by: claude-code:claude-opus-4-8\n${session}\n${digest}`;
/** The same without a digest of the prompt. */
export const lacking = proper.replace(`\n${digest}`, "");
