/** Settings that let an agent act without asking. */
import { hitAt, itemsOf, settingsWith, valuesAt } from "../find.ts";
import { textOf, type SettingNode } from "../node.ts";
import type { DangerousSetting, Hit } from "../row.ts";

const claudeSettings = "https://code.claude.com/docs/en/settings";
const must = "a person decides that on their own machine, not a file of the repository";

// All that the tool can do, or any program by way of an interpreter: `Bash`, `Bash(*)`, `Shell(**)`, `mcp__*`, `Bash(python:*)`, `*`.
const everyTool = /^(\*+|@?\*+|mcp__\*+|mcp(\([*:\s]*\))?|\*+:\*+)$/i;
const wholeTool =
  /^(bash|powershell|shell|run_shell_command|shelltool|execute_?bash|execute_cmd|execute_?command|terminal|webfetch|web_fetch|fetch)(\([\s:*/.?]*\))?$/i;
const interpreter =
  /\((\S*\/)?(sh|bash|zsh|dash|cmd|powershell|pwsh|python3?|node|deno|bun|perl|ruby|php|npx|bunx|uvx|eval|sudo|env|xargs|ssh)[\s:]*\*+\)$/i;

function isBroad(entry: string): boolean {
  return [everyTool, wholeTool, interpreter].some((form) => form.test(entry.trim()));
}

const broadLists = [
  "permissions.allow",
  "tools.allowed",
  "allowedTools",
  "allowed-tools",
  "terminalAllowlist",
  "mcpAllowlist",
];

function broadEntries(root: SettingNode): Hit[] {
  return broadLists
    .flatMap((pattern) => valuesAt(root, pattern))
    .flatMap(itemsOf)
    .filter(({ node }) => isBroad(textOf(node) ?? ""))
    .map((place) => hitAt(place));
}

export const permissions: readonly DangerousSetting[] = [
  {
    id: "claude-permission-mode",
    title: "Claude Code acts without asking",
    where: "`.claude/settings*.json`, `.claude/agents/*.md`, `.vscode/settings.json`",
    does: "lets Claude Code act without asking",
    must,
    fix: 'Remove the setting, or set the mode to "default", "plan", "acceptEdits" or "dontAsk".',
    sources: ["https://code.claude.com/docs/en/permission-modes", "https://nvd.nist.gov/vuln/detail/CVE-2026-33068"],
    find: (root) =>
      settingsWith(root, {
        "permissions.defaultMode": ["bypassPermissions", "auto"],
        permissionMode: ["bypassPermissions", "auto"],
        "permissions.skipDangerousModePermissionPrompt": [true],
        skipDangerousModePermissionPrompt: [true],
        "claudeCode.allowDangerouslySkipPermissions": [true],
        "claudeCode.initialPermissionMode": ["bypassPermissions", "auto"],
      }),
    bad: { path: ".claude/settings.json", after: '{ "permissions": { "defaultMode": "bypassPermissions" } }' },
    good: { path: ".claude/settings.json", after: '{ "permissions": { "defaultMode": "plan" } }' },
  },
  {
    id: "broad-permission",
    title: "Permission for every command",
    where:
      "lists of permissions of any tool: `permissions.allow`, `tools.allowed`, `allowedTools`, `terminalAllowlist`, `allowed-tools` in front matter",
    does: "permits everything that a tool of the agent can do",
    must: "permissions name the commands that are meant",
    fix: 'Name the command, e.g. "Bash(npm test)" in place of "Bash(*)".',
    sources: [claudeSettings, "https://cursor.com/docs/cli/reference/permissions"],
    find: broadEntries,
    bad: { path: ".claude/settings.json", after: '{ "permissions": { "allow": ["Bash(*)"] } }' },
    good: { path: ".claude/settings.json", after: '{ "permissions": { "allow": ["Bash(npm test)", "Read"] } }' },
  },
  {
    id: "removed-denial",
    title: "A denial is taken away",
    where: "`permissions.deny` and `permissions.ask` of any tool's settings",
    does: "held the agent back",
    must: "denials stay",
    fix: "Put the entry back, or ask the people who own the file for a dated waiver of this rule for the repository (waivers in governance.yaml).",
    sources: [claudeSettings],
    whenRemoved: true,
    find: (root) =>
      ["permissions.deny", "permissions.ask"]
        .flatMap((pattern) => valuesAt(root, pattern))
        .flatMap(itemsOf)
        .map((place) => hitAt(place)),
    bad: {
      path: ".claude/settings.json",
      before: '{ "permissions": { "deny": ["Read(./.env)"] } }',
      after: '{ "permissions": { "deny": [] } }',
    },
    good: {
      path: ".claude/settings.json",
      before: '{ "permissions": { "deny": ["Read(./.env)"] } }',
      after: '{ "permissions": { "deny": ["WebFetch", "Read(./.env)"] } }',
    },
  },
  {
    id: "disabled-hooks",
    title: "Hooks are switched off",
    where: "`disableAllHooks` of Claude Code, `hooksConfig.enabled` of Gemini CLI",
    does: "switches off the hooks, those that record and guard among them",
    must: "hooks stay on",
    fix: "Remove the setting.",
    sources: ["https://code.claude.com/docs/en/hooks"],
    find: (root) =>
      settingsWith(root, { disableAllHooks: [true], "hooksConfig.enabled": [false], "hooks.enabled": [false] }),
    bad: { path: ".claude/settings.json", after: '{ "disableAllHooks": true }' },
    good: { path: ".claude/settings.json", after: '{ "disableAllHooks": false }' },
  },
];
