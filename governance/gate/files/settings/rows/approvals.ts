/** Settings of other tools that spare them the question before they act. */
import { childrenOf, textOf } from "../node.ts";
import { hitAt, isOneOf, isUnset, itemsOf, nodesNamed, settingsWith, valuesAt } from "../find.ts";
import type { DangerousSetting } from "../row.ts";

const must = "a person decides that on their own machine, not a file of the repository";
const fix = "Remove the setting.";
const allow = ["allow"];

export const approvals: readonly DangerousSetting[] = [
  {
    id: "codex-approval",
    title: "Codex acts without asking, or outside its sandbox",
    where:
      "`approval_policy`, `sandbox_mode`, network access and trusted projects in `.codex/config.toml`, in profiles as well",
    does: "lets Codex act without asking, or outside its sandbox",
    must,
    fix: 'Remove the setting, or write approval_policy = "on-request" and sandbox_mode = "workspace-write".',
    sources: [
      "https://developers.openai.com/codex/config-reference",
      "https://developers.openai.com/codex/agent-approvals-security",
    ],
    find: (root) =>
      ["", "profiles.*."].flatMap((prefix) =>
        settingsWith(root, {
          [`${prefix}approval_policy`]: ["never"],
          [`${prefix}sandbox_mode`]: ["danger-full-access"],
          [`${prefix}sandbox_workspace_write.network_access`]: [true],
          [`${prefix}projects.*.trust_level`]: ["trusted"],
        }),
      ),
    bad: { path: ".codex/config.toml", after: 'sandbox_mode = "danger-full-access"\n' },
    good: { path: ".codex/config.toml", after: 'sandbox_mode = "workspace-write"\napproval_policy = "on-request"\n' },
  },
  {
    id: "gemini-approval",
    title: "Gemini CLI acts without asking",
    where: "`autoAccept`, `defaultApprovalMode` and `folderTrust` in `.gemini/settings.json`; the same of Qwen Code",
    does: "lets Gemini CLI act without asking",
    must,
    fix,
    sources: ["https://geminicli.com/docs/reference/configuration/"],
    find: (root) =>
      settingsWith(root, {
        autoAccept: [true],
        "tools.autoAccept": [true],
        approvalMode: ["yolo"],
        "tools.approvalMode": ["yolo"],
        "general.defaultApprovalMode": ["yolo"],
        "security.folderTrust.enabled": [false],
        folderTrust: [false],
      }),
    bad: { path: ".gemini/settings.json", after: '{ "tools": { "autoAccept": true } }' },
    good: { path: ".gemini/settings.json", after: '{ "general": { "defaultApprovalMode": "plan" } }' },
  },
  {
    id: "editor-approval",
    title: "The editor approves what its agent asks",
    where:
      "`chat.tools.*.autoApprove` and workspace trust in `.vscode/settings.json`; `agent.always_allow_tool_actions` in `.zed/settings.json`",
    does: "approves what the editor's agent asks to do",
    must,
    fix,
    sources: [
      "https://code.visualstudio.com/docs/agents/run/approvals",
      "https://nvd.nist.gov/vuln/detail/CVE-2025-53773",
    ],
    find: (root) => [
      ...settingsWith(root, {
        "chat.tools.autoApprove": [true],
        "chat.tools.global.autoApprove": [true],
        "chat.tools.terminal.autoApprove": [true],
        "chat.tools.urls.autoApprove": [true],
        "chat.tools.edits.autoApprove": [true],
        "security.workspace.trust.enabled": [false],
        "agent.always_allow_tool_actions": [true],
      }),
      ...["terminal", "urls", "edits"]
        .flatMap((what) => valuesAt(root, `chat.tools.${what}.autoApprove`))
        .flatMap((place) => (place.node.kind === "table" ? childrenOf(place) : itemsOf(place)))
        .filter(({ node }) => !isUnset(node))
        .map((place) => hitAt(place)),
    ],
    bad: { path: ".vscode/settings.json", after: '{\n  // quicker\n  "chat.tools.global.autoApprove": true,\n}' },
    good: { path: ".vscode/settings.json", after: '{ "chat.tools.terminal.autoApprove": { "rm": false } }' },
  },
  {
    id: "opencode-approval",
    title: "opencode acts without asking",
    where: "`permission` in `opencode.json`, of agents and in front matter as well",
    does: "lets opencode run commands or leave the repository without asking",
    must,
    fix: 'Write "ask", and "allow" for the commands that are meant only.',
    sources: ["https://opencode.ai/docs/permissions/"],
    find: (root) =>
      ["permission", "agent.*.permission", "mode.*.permission"].flatMap((prefix) =>
        settingsWith(root, {
          [prefix]: allow,
          [`${prefix}.bash`]: allow,
          [`${prefix}.webfetch`]: allow,
          [`${prefix}.external_directory`]: allow,
        }).concat(
          ["", ".bash", ".external_directory"]
            .flatMap((what) => valuesAt(root, `${prefix}${what}`))
            .flatMap(childrenOf)
            .filter(({ path, node }) => /^\*+$/.test(String(path.at(-1))) && isOneOf(node, allow))
            .map((place) => hitAt(place)),
        ),
      ),
    bad: { path: "opencode.json", after: '{ "permission": { "bash": { "*": "allow" } } }' },
    good: { path: "opencode.json", after: '{ "permission": { "bash": { "*": "ask", "git status": "allow" } } }' },
  },
  {
    id: "other-approval",
    title: "Another tool acts without asking",
    where: "`yes-always` in `.aider.conf.yml`, `amp.dangerouslyAllowAll` in `.vscode/settings.json`",
    does: "answers every question of the tool with yes",
    must,
    fix,
    sources: ["https://aider.chat/docs/config/options.html", "https://ampcode.com/manual"],
    find: (root) =>
      settingsWith(root, {
        "yes-always": [true],
        yes: [true],
        "amp.dangerouslyAllowAll": [true],
        dangerouslyAllowAll: [true],
      }),
    bad: { path: ".aider.conf.yml", after: "yes-always: true\n" },
    good: { path: ".aider.conf.yml", after: "yes-always: false\n" },
  },
  {
    id: "server-approval",
    title: "MCP servers are approved in advance",
    where:
      "`enableAllProjectMcpServers`, `enabledMcpjsonServers`; `trust`, `autoApprove` and `alwaysAllow` of a server",
    does: "approves MCP servers or their tools before anybody has seen them",
    must: "each person approves a server once they know what it does",
    fix: "Remove the setting; the tool then asks.",
    sources: ["https://code.claude.com/docs/en/settings", "https://nvd.nist.gov/vuln/detail/CVE-2025-59536"],
    find: (root) => [
      ...settingsWith(root, { enableAllProjectMcpServers: [true] }),
      ...valuesAt(root, "enabledMcpjsonServers")
        .flatMap(itemsOf)
        .map((place) => hitAt(place)),
      ...nodesNamed(root, /^(trust|autoApprove|alwaysAllow)$/)
        .filter(({ path, node }) => path.some((key) => /servers$|^mcp$/i.test(String(key))) && !isUnset(node))
        .flatMap((place) => (place.node.kind === "list" ? itemsOf(place) : [place]))
        .filter(({ node }) => textOf(node) !== "")
        .map((place) => hitAt(place)),
    ],
    bad: { path: ".claude/settings.json", after: '{ "enableAllProjectMcpServers": true }' },
    good: { path: ".claude/settings.json", after: '{ "enableAllProjectMcpServers": false }' },
  },
];
