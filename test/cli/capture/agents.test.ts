import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Repository, prompt, tell } from "./repository.ts";

const main = join(import.meta.dirname, "../../../cli/capture/hook-main.ts");

describe("hooks of AI tools", function () {
  this.timeout(60_000);
  let repository: Repository;
  before(async () => {
    repository = new Repository();
    await repository.capture("install");
  });
  after(() => repository.remove());
  afterEach(() => rmSync(waitingFolder(), { recursive: true, force: true }));

  const waitingFolder = () => join(repository.top, ".git/ai-governance/waiting");
  const waiting = (): unknown[] =>
    existsSync(waitingFolder())
      ? readdirSync(waitingFolder()).map(
          (name) => JSON.parse(readFileSync(join(waitingFolder(), name), "utf8")) as unknown,
        )
      : [];
  const run = (input: string, tool = "claude-code") =>
    repository.run(process.execPath, [main, "ai-governance-capture", tool], { input });
  const asked = (fields: object) =>
    JSON.stringify({
      hook_event_name: "UserPromptSubmit",
      session_id: "s",
      cwd: repository.top,
      prompt: "Do it",
      ...fields,
    });

  it("leave no text of a prompt behind, and tell Claude Code nothing", () => {
    const ended = prompt(repository, "The secret plan");
    assert.deepEqual(ended, { exitCode: 0, stdout: "", stderr: "" });
    assert.equal(waiting().length, 1);
    assert.ok(!JSON.stringify(repository.snapshot()).includes("secret plan"));
  });

  it("let Cursor send the prompt", () => {
    const fields = { conversation_id: "c", model: "default", workspace_roots: [repository.top], prompt: "Do it" };
    assert.deepEqual(tell(repository, "cursor", "beforeSubmitPrompt", fields), {
      exitCode: 0,
      stdout: '{"continue":true}\n',
      stderr: "",
    });
    const [record] = waiting() as { prompt?: object }[];
    assert.deepEqual(
      { ...record, prompt: undefined },
      { kind: "prompt", tool: "cursor", session: "c", prompt: undefined },
    );
  });

  const tooLong = `"${"x".repeat(33 * 1024 * 1024)}"`;
  for (const [says, input, stderr] of [
    ["nothing", "", "nothing was recorded: the tool's message is no JSON"],
    ["broken JSON", '{"prompt": "The secret plan', "nothing was recorded: the tool's message is no JSON"],
    ["a message of 33 MiB", tooLong, "nothing was recorded: the tool's message is longer than 32 MiB"],
    ["another event", '{"hook_event_name":"Stop"}', undefined],
    ["the name of a built-in property", '{"hook_event_name":"constructor"}', undefined],
    ["no object", "[1]", undefined],
    ["a folder that is gone", '{"hook_event_name":"UserPromptSubmit","cwd":"/nowhere","prompt":"x"}', undefined],
    [
      "Cursor in the hook of Claude Code",
      '{"hook_event_name":"UserPromptSubmit","conversation_id":"c","prompt":"x"}',
      undefined,
    ],
  ] as const) {
    it(`go on with ${says}`, () => {
      const line = stderr === undefined ? "" : `ai-governance: ${stderr}\n`;
      assert.deepEqual(run(input), { exitCode: 0, stdout: "", stderr: line });
      assert.deepEqual(waiting(), []);
    });
  }

  it("go on with a prompt of 10 MB", () => {
    assert.deepEqual(run(asked({ prompt: "x ".repeat(5_000_000) })), { exitCode: 0, stdout: "", stderr: "" });
    assert.equal(waiting().length, 1);
  });

  it("record where the tool works, although git of another repository started it", () => {
    const env = { GIT_DIR: join(repository.folder, "nowhere"), GIT_WORK_TREE: repository.home };
    repository.run(process.execPath, [main, "ai-governance-capture", "claude-code"], { input: asked({}), env });
    assert.equal(waiting().length, 1);
  });

  it("go on with a tool that nobody knows", () => {
    const stderr = "ai-governance: the hook names no tool that is known; run: ai-governance capture install\n";
    assert.deepEqual(run("{}", "other"), { exitCode: 0, stdout: "", stderr });
  });

  it("take no name that could be another line of a commit", () => {
    run(asked({ session_id: "s\nSigned-off-by: Ada", model: "m\n" }));
    const [record] = waiting() as { prompt?: object }[];
    assert.deepEqual({ ...record, prompt: undefined }, { kind: "prompt", tool: "claude-code", prompt: undefined });
  });

  it("record nothing where capture is not installed", () => {
    const other = join(repository.folder, "other");
    repository.git("init", "--quiet", other);
    assert.deepEqual(run(asked({ cwd: other })), { exitCode: 0, stdout: "", stderr: "" });
    assert.equal(existsSync(join(other, ".git/ai-governance")), false);
  });

  it("give a commit no digest where the key cannot be read, and say so", () => {
    const key = join(repository.home, ".config/ai-governance/capture.key");
    const text = readFileSync(key);
    rmSync(key);
    try {
      const { exitCode, stderr } = prompt(repository, "Do it");
      const line = `ai-governance: ${key}: the key cannot be read: ENOENT; digests are left out\n`;
      assert.deepEqual([exitCode, stderr], [0, line]);
      repository.change();
      assert.equal(repository.tryGit("commit", "--quiet", "-m", "One").stderr, line);
      assert.equal(repository.message(), "One\n\nAssisted-by: claude-code\nAI-Session: claude-code:session-1");
    } finally {
      writeFileSync(key, text, { mode: 0o600 });
    }
  });

  it("give a commit no digest of a part of its prompts", () => {
    const path = join(repository.top, ".git/ai-governance/waiting/0.json");
    prompt(repository, "Do it");
    writeFileSync(path, JSON.stringify({ kind: "prompt", tool: "claude-code", session: "session-1" }));
    assert.equal(repository.commit("Two"), "Two\n\nAssisted-by: claude-code\nAI-Session: claude-code:session-1");
  });
});
