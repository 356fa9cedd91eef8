/** The files that agents obey or execute. One row a path; the renderers turn rows into the two syntaxes that GitHub reads. */

/** What such a file does. */
export type AiPathKind =
  /** Text that an agent follows. */
  | "instructions"
  /** Settings, hooks, commands and servers that an agent executes. */
  | "settings"
  /** What an agent must not read. */
  | "exclusion"
  /** Who approves and what runs on a change. */
  | "guard"
  /** Recording of where a change came from. */
  | "provenance";

export interface AiPath {
  /** Path, `/` between levels, `*` within one. A leading `/` binds it to the top of the repository, else it counts at any depth. */
  readonly path: string;
  /** Tools that obey it; empty for what every change depends on. */
  readonly tools: readonly string[];
  readonly kind: AiPathKind;
}

function rows(kind: AiPathKind, tools: readonly string[], paths: string): AiPath[] {
  return paths.split(" ").map((path) => ({ path, tools, kind }));
}

const manyTools = ["copilot", "claude-code", "codex", "cursor", "gemini", "devin", "jules", "openhands"];

/** Folders count with everything in them. */
export const aiPaths: readonly AiPath[] = [
  ...rows("instructions", manyTools, "AGENTS.md AGENTS.override.md AGENT.md SKILL.md .agents llms.txt"),
  ...rows(
    "settings",
    manyTools,
    ".mcp.json mcp.json .rulesync .vscode/mcp.json .vscode/settings.json .vscode/tasks.json",
  ),
  ...rows("exclusion", manyTools, ".aiignore"),
  ...rows(
    "instructions",
    ["copilot"],
    "/.github/copilot-instructions.md /.github/instructions /.github/prompts /.github/chatmodes",
  ),
  ...rows("settings", ["copilot"], "/.github/agents /.github/skills /.github/hooks /.github/copilot .copilot"),
  ...rows("exclusion", ["copilot"], ".copilotignore"),
  ...rows("instructions", ["claude-code"], "CLAUDE.md CLAUDE.local.md"),
  ...rows("settings", ["claude-code"], ".claude"),
  ...rows("exclusion", ["claude-code"], ".claudeignore"),
  ...rows("instructions", ["cursor"], ".cursorrules CURSOR.md BUGBOT.md"),
  ...rows("settings", ["cursor"], ".cursor"),
  ...rows("exclusion", ["cursor"], ".cursorignore"),
  ...rows("settings", ["codex"], ".codex"),
  ...rows("exclusion", ["codex"], ".codexignore"),
  ...rows("instructions", ["gemini"], "GEMINI.md"),
  ...rows("settings", ["gemini"], ".gemini"),
  ...rows("exclusion", ["gemini"], ".geminiignore"),
  ...rows("settings", ["windsurf"], ".windsurf .windsurfrules .codeium"),
  ...rows("settings", ["devin"], ".devin"),
  ...rows("exclusion", ["devin"], ".devinignore"),
  ...rows("settings", ["aider"], ".aider .aider.conf.yml .aider.conf.yaml .aiderrules"),
  ...rows("exclusion", ["aider"], ".aiderignore"),
  ...rows("settings", ["cline"], ".cline .clinerules"),
  ...rows("settings", ["roo"], ".roo .roomodes .roorules"),
  ...rows("settings", ["kilo"], ".kilo .kilocode"),
  ...rows("settings", ["kiro"], ".kiro"),
  ...rows("settings", ["amazon-q"], ".amazonq AmazonQ.md"),
  ...rows("settings", ["junie"], ".junie"),
  ...rows("settings", ["openhands"], ".openhands .openhands_instructions"),
  ...rows("settings", ["opencode"], ".opencode opencode.json opencode.jsonc"),
  ...rows("settings", ["jules"], ".jules"),
  ...rows(
    "settings",
    [],
    ".continue .goose .goosehints .augment .augment-guidelines .factory .amp .warp WARP.md .qwen QWEN.md .crush CRUSH.md .zed .rules .trae " +
      ".qodo .serena .specify .taskmaster .rovodev .review-agent.md .pi .grok .hermes replit.md memory-bank",
  ),
  ...rows(
    "guard",
    [],
    "/.github/CODEOWNERS /CODEOWNERS /docs/CODEOWNERS /.github/workflows governance.yaml PulumiPolicy.yaml",
  ),
  ...rows("provenance", [], ".git-ai* .entire"),
];
