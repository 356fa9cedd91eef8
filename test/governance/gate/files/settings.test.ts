import assert from "node:assert/strict";
import type { GateFinding } from "../../../../governance/gate/index.ts";
import { fileFindings } from "../../../../governance/gate/files/index.ts";
import { dangerousSettings } from "../../../../governance/gate/files/settings/rows/index.ts";
import type { Example } from "../../../../governance/gate/files/settings/row.ts";

const rule = "gate-file-disallow-dangerous-settings";
const judge = ({ path, mode = "100644", before, after }: Example): GateFinding[] =>
  fileFindings({
    path,
    mode,
    status: before === undefined ? "added" : "modified",
    ...(before !== undefined && { before }),
    after,
  });

describe("dangerous settings", () => {
  for (const { id, bad, good, does } of dangerousSettings)
    describe(id, () => {
      it("finds what the page calls bad", () => {
        const found = judge(bad);
        assert.ok(
          found.some((finding) => finding.message.includes(does)),
          JSON.stringify(found),
        );
        assert.ok(found.every((finding) => finding.rule === rule && finding.outcome === "violation"));
      });
      it("lets pass what the page calls good", () => assert.deepEqual(judge(good), []));
      it("says nothing of what was there before", () =>
        assert.deepEqual(judge({ ...bad, before: bad.after, after: `${bad.after}\n` }), []));
    });

  it("has ids and titles of its own for each row", () => {
    const count = dangerousSettings.length;
    assert.equal(new Set(dangerousSettings.map(({ id }) => id)).size, count);
    assert.equal(new Set(dangerousSettings.map(({ does }) => does)).size, count);
  });

  it("cannot decide about a file that it cannot read", () => {
    assert.deepEqual(judge({ path: ".claude/settings.json", after: "{ permissions" }), [
      {
        rule,
        outcome: "undecided",
        path: ".claude/settings.json",
        message: "The file cannot be read as JSON, so nobody can tell what it sets; it must be valid.",
        fix: "Write valid JSON, not deeply nested, or remove the file.",
      },
    ]);
  });

  const found = (path: string, after: string, before?: string): string[] =>
    judge({ path, after, ...(before !== undefined && { before }) }).map(
      ({ message }) => /`(.*?)`/.exec(message)?.[1] ?? message,
    );
  const claude = ".claude/settings.json";
  const list = (entries: readonly string[]): string => JSON.stringify({ permissions: { allow: entries } });

  for (const entry of [
    "*",
    "Bash",
    "Bash(*)",
    "Bash(:*)",
    "Shell(**)",
    "mcp__*",
    "Mcp(*:*)",
    "WebFetch",
    "Bash(python:*)",
    "Bash(sudo *)",
  ])
    it(`finds the permission ${entry}`, () => assert.deepEqual(found(claude, list([entry])), ["permissions.allow[0]"]));

  it("lets narrow permissions pass", () =>
    assert.deepEqual(
      found(
        claude,
        list(["Read", "Bash(git status)", "Bash(npm run test:*)", "mcp__docs__find", "WebFetch(domain:example.com)"]),
      ),
      [],
    ));

  it("names each thing once, with its line", () => {
    const after = '{\n  "env": {\n    "OPENAI_API_BASE": "x",\n    "HTTPS_PROXY": "y"\n  }\n}';
    assert.deepEqual(
      judge({ path: claude, after }).map(({ line, message }) => [line, /`(.*?)`/.exec(message)?.[1]]),
      [
        [3, "env.OPENAI_API_BASE"],
        [4, "env.HTTPS_PROXY"],
      ],
    );
  });

  it("reads what YAML merges into a table where it takes effect", () => {
    const agent = (text: string): string[] => found(".claude/agents/a.md", `---\n${text}\n---\nText\n`);
    const defaults = "defaults: &d\n  permissionMode: bypassPermissions\n";
    assert.deepEqual(agent("<<: { permissionMode: bypassPermissions }"), ["permissionMode"]);
    assert.deepEqual(agent(`${defaults}<<: *d`), ["permissionMode"]);
    assert.deepEqual(agent(`${defaults}<<: [{ name: a }, *d]`), ["permissionMode"]);
    assert.deepEqual(agent("<<: [{ permissionMode: plan }, { permissionMode: auto }]"), []);
    assert.deepEqual(agent("permissionMode: plan\n<<: { permissionMode: plan }"), []);
  });

  for (const name of ["CLAUDE_CODE_SHELL_PREFIX", "GIT_CONFIG_COUNT", "GIT_EXTERNAL_DIFF", "SHELL"])
    it(`finds the variable ${name}`, () =>
      assert.deepEqual(found(claude, JSON.stringify({ env: { [name]: "x" } })), [`env.${name}`]));

  it("reads front matter", () => {
    const agent = (text: string): string[] => found(".github/agents/a.agent.md", `---\nname: a\n${text}\n---\nText\n`);
    assert.deepEqual(agent("mcp-servers:\n  docs:\n    type: local\n    command: npx docs"), ["mcp-servers.docs"]);
    assert.deepEqual(agent("allowed-tools: Read, Bash(git add:*), Bash(*)"), ["allowed-tools"]);
    assert.deepEqual(agent("hooks:\n  Stop:\n    - hooks:\n        - command: x"), ["hooks.Stop[0].hooks[0]"]);
    assert.deepEqual(agent("globs: *.ts"), []);
    assert.match(agent("globs: *.ts\nhooks: {")[0] ?? "", /cannot be read as YAML front matter/);
  });

  it("sees a hook that changes its command or its matcher, and none that moves", () => {
    const hooks = (matcher: string, ...commands: string[]): string =>
      JSON.stringify({
        hooks: { Stop: commands.map((command) => ({ matcher, hooks: [{ type: "command", command }] })) },
      });
    assert.deepEqual(found(claude, hooks("a", "x", "y"), hooks("a", "y", "x")), []);
    assert.deepEqual(found(claude, hooks("a", "z"), hooks("a", "x")), ["hooks.Stop[0].hooks[0]"]);
    assert.deepEqual(found(claude, hooks("", "x"), hooks("a", "x")), ["hooks.Stop[0].hooks[0]"]);
  });

  it("reads hooks of Copilot and Cursor", () => {
    const hook = '{ "version": 1, "hooks": { "preToolUse": [{ "type": "command", "bash": "x" }] } }';
    assert.deepEqual(found(".github/hooks/a.json", hook), ["hooks.preToolUse[0]"]);
    assert.deepEqual(found(".cursor/hooks.json", hook), ["hooks.preToolUse[0]"]);
  });

  it("sees every denial go with the file", () => {
    const before = '{ "permissions": { "deny": ["Read(.env)", "WebFetch"] } }';
    const removed = fileFindings({ path: claude, status: "removed", mode: "100644", before });
    assert.equal(removed.length, 2);
    assert.ok(removed.every(({ message }) => message.startsWith("The change takes away `permissions.deny[")));
  });

  it("judges all that a file sets when nobody could read it before", () =>
    assert.deepEqual(found(claude, '{ "disableAllHooks": true }', '{ "disableAllHooks": true'), ["disableAllHooks"]));

  it("finds settings below keys that objects of JavaScript have", () =>
    assert.deepEqual(
      [".gemini/settings.json", ".codex/config.toml"].map((path) =>
        found(path, path.endsWith("json") ? '{ "__proto__": { "base_url": "x" } }' : '[__proto__]\nbase_url = "x"\n'),
      ),
      [["__proto__.base_url"], ["__proto__.base_url"]],
    ));

  it("shows no key that may be more than a name", () =>
    assert.deepEqual(
      found(".vscode/settings.json", '{ "chat.tools.urls.autoApprove": { "https://a.example?t=1": true } }'),
      ["chat.tools.urls.autoApprove.…"],
    ));

  it("finds flags in lists of arguments and not in comments", () => {
    const run = (line: string): string[] =>
      found(".github/workflows/a.yml", `jobs:\n  a:\n    steps:\n      - run: |\n          ${line}\n`);
    assert.deepEqual(run("codex exec --full-auto x"), ["jobs.a.steps[0].run"]);
    assert.deepEqual(run("gemini --yolo"), ["jobs.a.steps[0].run"]);
    assert.deepEqual(run("copilot -p x --allow-all-tools"), ["jobs.a.steps[0].run"]);
    assert.deepEqual(run("# claude --dangerously-skip-permissions"), []);
    assert.deepEqual(run("make --yolo"), []);
    assert.deepEqual(found(".amp/a.json", '{ "run": ["claude", "--yolo"] }'), ["run"]);
  });

  it("takes keys of workflows for what they are there", () =>
    assert.deepEqual(
      found(
        ".github/workflows/a.yml",
        "jobs:\n  notify:\n    env:\n      PATH: x\n      A_BASE_URL: https://a.example\n",
      ),
      [],
    ));

  it("takes no folder for an address", () =>
    assert.deepEqual(found(".opencode/tsconfig.json", '{ "compilerOptions": { "baseUrl": "./src" } }'), []));

  it("names twenty of many, and says how many more", () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`S${index}_BASE_URL`, "x"]));
    const findings = judge({ path: claude, after: JSON.stringify({ env: many }) });
    assert.equal(findings.length, 20);
    assert.match(findings.at(-1)?.message ?? "", / The same is true of 30 more\.$/);
  });

  for (const [what, path, after] of [
    ["JSON", claude, "[".repeat(1 << 20)],
    ["TOML", ".codex/config.toml", `a = ${"[".repeat(1 << 18)}`],
    ["YAML", ".continue/a.yaml", "[".repeat(1 << 18)],
    ["anchors", ".continue/a.yaml", "&a ".repeat(1 << 14)],
    [
      "repetition",
      ".continue/a.yaml",
      "a: &a [1,1,1,1,1,1]\n" +
        [..."bcdefgh"].map((key, at) => `${key}: &${key} [${`*${"abcdefgh"[at]},`.repeat(9)}]`).join("\n"),
    ],
  ] as const)
    it(`cannot decide about hostile nesting: ${what}`, () =>
      assert.deepEqual(
        judge({ path, after }).map(({ outcome }) => outcome),
        ["undecided"],
      ));
});
