import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { execa } from "execa";
import { runCli } from "../../../cli/run-cli.ts";
import { exampleText } from "../../governance/example.ts";
import { makeFolder, makeRepository, type Sandbox } from "../git/repositories.ts";
import { aiGovernance } from "../run.ts";

const claude = "Co-Authored-By: Claude Opus 4.6 (1M context) <noreply@anthropic.com>";
const session = "Claude-Session: https://claude.ai/code/session_01ABCdefGHIjkl";
const digest = `AI-Prompt-Digest: hmac-sha256:1f0c2d3e:${"0a".repeat(32)}`;
const bot = (login: string) => ({ GIT_AUTHOR_NAME: login, GIT_AUTHOR_EMAIL: `1+${login}@users.noreply.github.com` });

describe("ai-governance provenance scan", function () {
  this.timeout(60_000);
  let folder: string;
  let remove: () => Promise<void>;
  let sandbox: Sandbox;
  let ids: Readonly<Record<"plain" | "full" | "model" | "denied" | "bot" | "unknown" | "side" | "merge", string>>;
  before(async () => {
    ({ folder, remove } = await makeFolder());
    sandbox = await makeRepository(join(folder, "history"));
    const plain = await sandbox.commit("Start");
    const full = await sandbox.commit(`Add\n\n${claude}\n${session}\n${digest}\n`);
    const model = await sandbox.commit(`Mend\n\n${claude}\n`, { GIT_COMMITTER_DATE: "1770000000 +0000" });
    const denied = await sandbox.commit("Think\n\nAssisted-by: none\n");
    const automatic = await sandbox.commit("Bump", bot("dependabot[bot]"));
    const unknown = await sandbox.commit("Tidy", bot("tidy[bot]"));
    await sandbox.git(["checkout", "--quiet", "-b", "side", plain]);
    const side = await sandbox.commit("Side", { GIT_AUTHOR_NAME: "Ada (aider)" });
    await sandbox.git(["checkout", "--quiet", "main"]);
    await sandbox.git(["merge", "--quiet", "--no-edit", "side"]);
    ids = {
      plain,
      full,
      model,
      denied,
      bot: automatic,
      unknown,
      side,
      merge: await sandbox.git(["rev-parse", "HEAD"]),
    };
  });
  after(() => remove());

  const scan = (...words: string[]) => aiGovernance(["provenance", "scan", "--git-dir", sandbox.path, ...words]);

  it("prints what the history names", async () => {
    const { exitCode, stdout, stderr } = await scan();
    assert.deepEqual([exitCode, stderr], [0, ""]);
    assert.deepEqual(stdout.split("\n"), [
      `${sandbox.path}, HEAD: 8 commits, 2026-01-01 to 2026-02-02`,
      "",
      "  3  name an AI tool",
      "  1  are by bots that nobody declared",
      "  1  are by automation that is no AI tool",
      "  1  are merges that name no tool",
      "  2  name no tool: unknown, which does not mean that a person wrote them",
      "",
      "Tools (of 8 commits; one may name several)",
      "  commits  no model  no session  no prompt digest  tool",
      "        2         0           1                 1  claude-code",
      "        1         1           1                 1  aider",
      "",
      "Models",
      "  commits  tool         model",
      "        2  claude-code  claude-opus-4-6",
      "",
      "Recognised by",
      "  commits  where/row",
      "        2  trailer/claude-code",
      "        1  author/aider",
      "        1  trailer/ai-prompt-digest",
      "        1  trailer/assisted-by",
      "        1  trailer/claude-session",
      "",
      "Automation",
      "  commits  name",
      "        1  dependabot",
      "",
      "Bots that nobody declared",
      "  commits  account",
      "        1  tidy[bot]",
      "",
      "1 of them are merges. 1 say that no AI tool was used, which nothing proves.",
      "Signatures are not verified here: names and addresses are what the commits claim.",
      "",
    ]);
  });

  it("prints JSON with a version", async () => {
    const { exitCode, stdout } = await scan("--json", "--range", `${ids.full}..${ids.denied}`);
    assert.equal(exitCode, 0);
    assert.deepEqual(JSON.parse(stdout), {
      version: 1,
      repository: sandbox.path,
      range: `${ids.full}..${ids.denied}`,
      head: ids.denied,
      base: ids.full,
      commits: 2,
      period: { first: "2026-01-01T00:00:01Z", last: "2026-02-02T02:40:00Z" },
      kinds: { tool: 1, "unknown-bot": 0, automation: 0, merge: 0, unknown: 1 },
      merges: 0,
      tools: [
        {
          tool: "claude-code",
          commits: 1,
          models: [{ name: "claude-opus-4-6", commits: 1 }],
          without: { model: 0, session: 1, promptDigest: 1 },
        },
      ],
      found: [
        { name: "trailer/assisted-by", commits: 1 },
        { name: "trailer/claude-code", commits: 1 },
      ],
      automation: [],
      unknownBots: [],
      denials: 1,
    });
  });

  it("lists all commits as JSON, one a line, and the report last", async () => {
    const [all, alone] = [await scan("--json", "--commits"), await scan("--json")];
    const lines = all.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, { id?: string }>);
    assert.deepEqual(lines.pop(), { report: JSON.parse(alone.stdout) });
    assert.deepEqual(lines.map(({ commit }) => commit?.id).sort(), Object.values(ids).sort());
    assert.deepEqual(lines.find(({ commit }) => commit?.id === ids.full)?.["commit"], {
      id: ids.full,
      author: "Ada",
      committed: "2026-01-01T00:00:01Z",
      merge: false,
      kind: "tool",
      tools: [{ tool: "claude-code", models: ["claude-opus-4-6"], missing: [] }],
      found: ["trailer/claude-code", "trailer/claude-session", "trailer/ai-prompt-digest"],
      automation: [],
      unknownBots: [],
      denies: false,
    });
  });

  it("lists ids of commits for each group", async () => {
    const { stdout } = await scan("--commits", "--range", `${ids.plain}..`);
    const listed = stdout.split("\n\n").filter((part) => part.startsWith("Commits: "));
    assert.deepEqual(listed.sort(), [
      `Commits: aider\n  ${ids.side}`,
      `Commits: claude-code\n  ${ids.model}\n  ${ids.full}`,
      `Commits: dependabot\n  ${ids.bot}`,
      `Commits: merges that name no tool\n  ${ids.merge}`,
      `Commits: no tool named\n  ${ids.denied}`,
      `Commits: tidy[bot]\n  ${ids.unknown}`,
    ]);
  });

  it("knows what a declaration calls its tools and automation", async () => {
    const declaration = join(folder, "governance.yaml");
    const named = exampleText
      .replace(/^ {2}claude-code:$/m, "  our-claude:")
      .replace(/^ {2}dependabot: /m, "  updates: ");
    await writeFile(declaration, named);
    const { stdout, stderr } = await scan("--declaration", declaration, "--json");
    assert.equal(stderr, "");
    const report = JSON.parse(stdout) as { tools: { tool: string }[]; automation: unknown };
    assert.deepEqual(
      report.tools.map(({ tool }) => tool),
      ["our-claude", "aider"],
    );
    assert.deepEqual(report.automation, [{ name: "updates", commits: 1 }]);
  });

  it("ends with 2 where there is nothing to scan, or it cannot be", async () => {
    const empty = await makeRepository(join(folder, "empty"));
    const shallow = join(folder, "shallow");
    await sandbox.git(["clone", "--quiet", "--depth=2", `file://${sandbox.path}`, shallow]);
    for (const [words, message] of [
      [["--range", "main..main"], /^range main\.\.main has no commits: its base has all that its head has/],
      [["--range", "nowhere"], /has no branch, tag or commit called nowhere/],
      [["--git-dir", empty.path], /has no commit at HEAD/],
      [["--git-dir", shallow], /is a shallow clone.*fetch-depth: 0/],
      [["--git-dir", "/nowhere"], /^\/nowhere is not a git repository/],
      [["--declaration", "/nowhere.yaml"], /^\/nowhere\.yaml cannot be read: there is no such file/],
      [["--json", "--jsno"], /unknown option '--jsno'/],
    ] as const) {
      const { exitCode, stdout, stderr } = await scan(...words);
      assert.deepEqual([exitCode, stdout], [2, ""]);
      assert.match(stderr, message);
    }
  });

  it("ends with 2 where history breaks off in the middle, and says that it did", async () => {
    const broken = await makeRepository(join(folder, "broken"));
    const tree = await broken.git(["write-tree"]);
    const text = `tree ${tree}\nparent ${"1".repeat(40)}\nauthor A <> 1 +0000\ncommitter A <> 1 +0000\n\nx`;
    const id = await broken.git(["hash-object", "-t", "commit", "-w", "--stdin", "--literally"], text);
    const { exitCode, stdout, stderr } = await scan("--git-dir", broken.path, "--range", id);
    assert.deepEqual([exitCode, stdout], [2, ""]);
    assert.match(stderr, /^git log failed in .*broken: .*1111.*git fetch --refetch --no-filter.*\n$/);
  });

  it("ends quietly where nobody reads what it prints", async () => {
    const main = join(import.meta.dirname, "../../../cli/main.ts");
    const words = ["provenance", "scan", "--json", "--commits", "--git-dir", sandbox.path];
    const child = execa(process.execPath, [main, ...words], { reject: false });
    child.stdout.destroy();
    const { exitCode, stderr } = await child;
    assert.deepEqual([exitCode, stderr], [2, ""]);
  });

  it("prints no more than a slow reader takes", async () => {
    let waiting = false;
    let most = 0;
    const exitCode = await runCli(["provenance", "scan", "--json", "--commits", "--git-dir", sandbox.path], {
      input: async () => undefined,
      out: () => {
        most = Math.max(most, waiting ? 2 : 1);
        waiting = true;
      },
      err: assert.fail,
      drained: () => (waiting ? setImmediate().then(() => void (waiting = false)) : undefined),
    });
    assert.deepEqual([exitCode, most], [0, 1]);
  });

  it("explains itself", async () => {
    const { exitCode, stdout } = await aiGovernance(["provenance", "scan", "--help"]);
    assert.equal(exitCode, 0);
    assert.match(stdout, /Exit codes:\n {2}0 {2}scanned\n {2}2 {2}could not/);
  });
});
