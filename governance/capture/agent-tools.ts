/** AI tools that tell what they do. */
export const agentTools = ["claude-code", "cursor"] as const;
export type AgentTool = (typeof agentTools)[number];

/** Word of a hook's command by which our entries in settings are known. */
export const entryMark = "ai-governance-capture";
