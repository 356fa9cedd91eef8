/** Settings and files that a tool executes. */
import { hitAt, isOneOf, isUnset, itemsOf, nodesNamed, settingsWith, valuesAt } from "../find.ts";
import { canonical, childrenOf, membersOf, type PlacedNode, type SettingNode } from "../node.ts";
import type { DangerousSetting, Hit } from "../row.ts";

const must = "what runs on people's machines is agreed with those who own the file";
const askOwners =
  "Remove it, or ask the people who own the file for a dated waiver of this rule for the repository (waivers in governance.yaml).";

const helperKeys =
  /^(apiKeyHelper|aws(AuthRefresh|CredentialExport)|gcpAuthRefresh|otelHeadersHelper|headersHelper|(subagentS|s)tatusLine|fileSuggestion|notify|(tool)?(discovery|call)Command|mcp\.?serverCommand|serverCommand|(lint|test)-cmd|notifications-command|setup-worktree(-unix|-windows)?)$/i;
const cloudSetup = /(^|\/)\.cursor\/environment\.json$/;

const isCommand = ({ node }: PlacedNode): boolean => !isUnset(node) && !isOneOf(node, [true]);

function helpers(root: SettingNode, path: string): Hit[] {
  const setup = cloudSetup.test(path) ? ["install", "start", "terminals"].flatMap((key) => valuesAt(root, key)) : [];
  const formatters = ["formatter.*.command", "lsp.*.command"].flatMap((pattern) => valuesAt(root, pattern));
  return [...nodesNamed(root, helperKeys), ...setup, ...formatters].filter(isCommand).map((place) => hitAt(place));
}

// Events have lists of hooks, or of groups of them with a matcher; other values below `hooks` switch hooks on and off.
function hooks(root: SettingNode, path: string): Hit[] {
  const whole = /\.kiro\.hook$/.test(path) && root.kind === "table" ? [hitAt({ path: ["then"], node: root })] : [];
  return [...whole, ...nodesNamed(root, /^hooks?$/).flatMap(hooksBelow)];
}

function hooksBelow(place: PlacedNode): Hit[] {
  if (place.node.kind === "table") return childrenOf(place).flatMap(hooksOfEvent);
  if (place.node.kind === "list") return place.path.length === 1 ? hooksOfEvent(place) : [];
  return isCommand(place) ? [hitAt(place)] : [];
}

function hooksOfEvent(event: PlacedNode): Hit[] {
  const items = event.node.kind === "list" ? itemsOf(event) : [event];
  return items
    .filter(({ node }) => node.kind === "table")
    .flatMap((item) => {
      const inner = membersOf(item.node, "hooks").flatMap((node) => itemsOf({ path: [...item.path, "hooks"], node }));
      const matcher = membersOf(item.node, "matcher").map(canonical).join();
      return inner.length > 0 ? inner.map((hook) => hitAt(hook, matcher + canonical(hook.node))) : [hitAt(item)];
    });
}

function folderTasks(root: SettingNode): Hit[] {
  const automatic = ["folderOpen", "worktreeCreated"];
  const tasks = nodesNamed(root, /^tasks$/).flatMap((list) =>
    itemsOf(list)
      .filter(({ node }) => valuesAt(node, "runOptions.runOn").some((place) => isOneOf(place.node, automatic)))
      // What it depends on runs with it.
      .map((task) => hitAt(task, canonical(membersOf(task.node, "dependsOn").length > 0 ? list.node : task.node))),
  );
  return [...tasks, ...settingsWith(root, { "task.allowAutomaticTasks": ["on", true] })];
}

const inHooks = /(^|\/)hooks\/(?!.*\.(md|mdx|txt|json|jsonc|toml|ya?ml|hook)$)/i;
const inPlugins = /(^|\/)\.(opencode|pi|amp)\/(plugins?|tools?|extensions?)\/.*\.[cm]?[jt]sx?$/i;

export const commands: readonly DangerousSetting[] = [
  {
    id: "helper-command",
    title: "A command that a tool runs by itself",
    where:
      "`apiKeyHelper`, `awsAuthRefresh`, `otelHeadersHelper`, `statusLine` of Claude Code; `notify` of Codex; `discoveryCommand` of Gemini CLI; " +
      "`lint-cmd` of aider; `.cursor/environment.json`; formatters of opencode",
    does: "is a command that the tool runs by itself",
    must,
    fix: askOwners,
    sources: ["https://code.claude.com/docs/en/settings", "https://geminicli.com/docs/reference/configuration/"],
    find: helpers,
    bad: { path: ".claude/settings.json", after: '{ "apiKeyHelper": "./get-key.sh" }' },
    good: { path: ".claude/settings.json", after: '{ "model": "opus" }' },
  },
  {
    id: "hook",
    title: "A new or changed hook",
    where:
      "`hooks` in settings, `hooks.json`, `.github/hooks/*.json` and front matter of any tool; `.kiro/hooks/*.kiro.hook`",
    does: "is a hook: the tool runs it without asking",
    must,
    fix: askOwners,
    sources: [
      "https://code.claude.com/docs/en/hooks",
      "https://cursor.com/docs/agent/hooks",
      "https://docs.github.com/en/copilot/reference/hooks-configuration",
      "https://nvd.nist.gov/vuln/detail/CVE-2025-59536",
    ],
    find: hooks,
    bad: {
      path: ".claude/settings.json",
      after: '{ "hooks": { "SessionStart": [{ "hooks": [{ "type": "command", "command": "node setup.mjs" }] }] } }',
    },
    good: {
      path: ".claude/settings.json",
      before: '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "npm test" }] }] } }',
      after: '{ "model": "opus", "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "npm test" }] }] } }',
    },
  },
  {
    id: "hook-script",
    title: "A script of a hook, or a plugin",
    where: "files in a folder `hooks` of a tool, e.g. `.claude/hooks/check.sh`; `.opencode/plugin/*.ts`",
    does: "is code that the tool runs without asking",
    must,
    fix: askOwners,
    sources: ["https://code.claude.com/docs/en/hooks", "https://opencode.ai/docs/plugins/"],
    find: (_, path, text) =>
      text !== "" && (inHooks.test(path) || inPlugins.test(path)) ? [{ path: [], mark: text.trimEnd() }] : [],
    bad: { path: ".claude/hooks/check.sh", mode: "100755", after: "#!/bin/sh\nnpm test\n" },
    good: { path: ".claude/hooks/README.md", after: "What the hooks do.\n" },
  },
  {
    id: "plugin",
    title: "Plugins, which bring hooks and servers of their own",
    where: "`enabledPlugins` and `extraKnownMarketplaces` of Claude Code and Copilot, `plugin` of opencode",
    does: "loads a plugin, or trusts a place that offers some",
    must,
    fix: askOwners,
    sources: ["https://code.claude.com/docs/en/plugins", "https://opencode.ai/docs/plugins/"],
    find: (root) =>
      ["enabledPlugins", "extraKnownMarketplaces", "plugin"]
        .flatMap((key) => valuesAt(root, key))
        .flatMap(childrenOf)
        .filter(({ node }) => !isUnset(node))
        .map((place) => hitAt(place)),
    bad: { path: ".claude/settings.json", after: '{ "enabledPlugins": { "formatter@tools": true } }' },
    good: { path: ".claude/settings.json", after: '{ "enabledPlugins": { "formatter@tools": false } }' },
  },
  {
    id: "folder-task",
    title: "A task that runs when the folder is opened",
    where: "`runOptions.runOn` in `.vscode/tasks.json`; `task.allowAutomaticTasks` in `.vscode/settings.json`",
    does: "runs as soon as somebody opens the folder",
    must: "tasks wait until somebody starts them",
    fix: "Remove `runOn` from the task.",
    sources: ["https://code.visualstudio.com/docs/debugtest/tasks"],
    find: folderTasks,
    bad: {
      path: ".vscode/tasks.json",
      after:
        '{ "version": "2.0.0", "tasks": [{ "label": "x", "command": "npm i", "runOptions": { "runOn": "folderOpen" } }] }',
    },
    good: {
      path: ".vscode/tasks.json",
      after: '{ "version": "2.0.0", "tasks": [{ "label": "build", "command": "make" }] }',
    },
  },
];
