import assert from "node:assert/strict";
import { appendFileSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Repository, prompt, start, tell } from "./repository.ts";

const digest = "hmac-sha256:[0-9a-f]{8}:[0-9a-f]{64}";

/** A message with digests replaced by their kind, so that whole messages can be compared. */
function plain(message: string): string {
  return message.replace(new RegExp(digest, "g"), "<digest>");
}

const trailers = (session = "session-1", tool = "claude-code:claude-opus-4-6") =>
  `Assisted-by: ${tool}\nAI-Session: ${tool.split(":")[0]}:${session}\nAI-Prompt-Digest: <digest>`;

describe("commits where capture is installed", function () {
  this.timeout(120_000);
  let repository: Repository;
  let installed: Repository;
  before(async () => {
    installed = new Repository();
    assert.equal((await installed.capture("install")).exitCode, 0);
    installed.commit("First");
  });
  beforeEach(() => (repository = new Repository(installed)));
  afterEach(() => repository.remove());
  after(() => installed.remove());

  function asked(session = "session-1", model = "claude-opus-4-6"): void {
    start(repository, model, session);
    prompt(repository, `Do it, ${session}`, session);
  }
  function waiting(gitFolder = ".git"): number {
    const folder = join(repository.top, gitFolder, "ai-governance/waiting");
    return existsSync(folder) ? readdirSync(folder).length : 0;
  }
  function edit(script: string): NodeJS.ProcessEnv {
    const path = join(repository.folder, "editor");
    writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return { GIT_EDITOR: `'${path.replaceAll("'", "'\\''")}'` };
  }

  it("say nothing where no tool was at work", () => {
    assert.equal(repository.commit("Second"), "Second");
  });

  it("say tool, model, session and digests once, and use the records up", () => {
    asked();
    assert.equal(waiting(), 1);
    assert.equal(plain(repository.commit("Second")), `Second\n\n${trailers()}`);
    assert.equal(waiting(), 0);
    assert.equal(repository.commit("Third"), "Third");
  });

  it("say the context that tools obey", () => {
    asked();
    repository.change("CLAUDE.md");
    const one = repository.commit("Second");
    assert.equal(plain(one), `Second\n\n${trailers()}\nAI-Context-Digest: <digest>`);
    asked();
    repository.change("docs/AGENTS.md");
    assert.notEqual(
      /AI-Context-Digest: .*/.exec(repository.commit("Third"))?.[0],
      /AI-Context-Digest: .*/.exec(one)?.[0],
    );
  });

  it("join a block of trailers that is there", () => {
    asked();
    const message = "Second\n\nWhy.\n\nCo-Authored-By: Claude <noreply@anthropic.com>";
    assert.equal(plain(repository.commit(message)), `${message}\n${trailers()}`);
  });

  it("go by the session's last prompt where it works on without a new one", () => {
    asked();
    const first = repository.commit("Second");
    tell(repository, "claude-code", "PostToolUse", {
      session_id: "session-1",
      cwd: repository.top,
      tool_name: "Edit",
      tool_input: { file_path: join(repository.top, "code.txt") },
    });
    const second = repository.commit("Third");
    assert.equal(second.replace("Third", "Second"), first);
  });

  it("name every tool, model and session, in the order of their work", () => {
    asked("one", "claude-opus-4-6");
    tell(repository, "cursor", "beforeSubmitPrompt", {
      conversation_id: "two",
      model: "gpt-5.3-codex",
      workspace_roots: [repository.top],
      prompt: "Now you",
    });
    assert.equal(
      plain(repository.commit("Second")),
      "Second\n\nAssisted-by: claude-code:claude-opus-4-6\nAssisted-by: cursor:gpt-5.3-codex\n" +
        "AI-Session: claude-code:one\nAI-Session: cursor:two\nAI-Prompt-Digest: <digest>",
    );
  });

  it("take the model of the transcript where it changed during the session", () => {
    const transcript = join(repository.home, "transcript.jsonl");
    const answer = (model: string) => `${JSON.stringify({ type: "assistant", message: { model, content: "\n" } })}\n`;
    appendFileSync(transcript, answer("claude-opus-4-6"));
    const fields = { session_id: "s", cwd: repository.top, transcript_path: transcript };
    tell(repository, "claude-code", "UserPromptSubmit", { ...fields, prompt: "Do it" });
    appendFileSync(transcript, `${answer("claude-haiku-4-5")}${answer("<synthetic>")}{"type":"user"}\nno JSON\n`);
    assert.match(repository.commit("Second"), /^Assisted-by: claude-code:claude-haiku-4-5$/m);
  });

  it("name no model that nobody named", () => {
    prompt(repository, "Do it");
    assert.equal(plain(repository.commit("Second")), `Second\n\n${trailers("session-1", "claude-code")}`);
  });

  it("have the trailers with --no-verify, -F and --cleanup=verbatim", () => {
    asked();
    assert.equal(plain(repository.commit("Second", "--no-verify")), `Second\n\n${trailers()}`);
    asked();
    repository.change();
    repository.run("git", ["commit", "-F", "-"], { input: "Third\n\n# no comment\n" });
    assert.equal(plain(repository.message()), `Third\n\n${trailers()}\n\n# no comment`);
    asked();
    assert.equal(
      plain(repository.commit("Fourth\n\n# kept", "--cleanup=verbatim")),
      `Fourth\n\n${trailers()}\n\n# kept`,
    );
  });

  describe("written in an editor", () => {
    it("get them after it, before comments and the change", () => {
      asked();
      repository.change();
      const { exitCode } = repository.run("git", ["commit", "--verbose"], { env: edit(`sed -i '1s/^/Second/' "$1"`) });
      assert.deepEqual([exitCode, plain(repository.message())], [0, `Second\n\n${trailers()}`]);
    });
    it("get them with another comment character", () => {
      asked();
      repository.change();
      repository.git("config", "core.commentChar", ";");
      repository.run("git", ["commit", "--verbose"], { env: edit(`sed -i '1s/^/Second/' "$1"`) });
      assert.equal(plain(repository.message()), `Second\n\n${trailers()}`);
    });
    it("are given up where nothing is written, and keep the records", () => {
      asked();
      repository.change();
      const { exitCode, stderr } = repository.run("git", ["commit"]);
      assert.deepEqual([exitCode, stderr], [1, "Aborting commit due to empty commit message.\n"]);
      assert.equal(waiting(), 1);
      assert.equal(plain(repository.commit("Second")), `Second\n\n${trailers()}`);
    });
    it("are given up where a template stays as it is", () => {
      asked();
      repository.change();
      writeFileSync(join(repository.folder, "template"), "Why:\n");
      const { exitCode } = repository.run("git", ["commit", "-t", join(repository.folder, "template")]);
      assert.deepEqual([exitCode, repository.message()], [1, "First"]);
    });
    it("get them back where the person takes them out", () => {
      asked();
      repository.commit("Second");
      const { exitCode } = repository.run("git", ["commit", "--amend"], {
        env: edit(`sed -i '/^A/d' "$1"; echo Below >> "$1"`),
      });
      assert.equal(exitCode, 0);
      assert.equal(plain(repository.message()), "Second\n\nBelow");
      asked("new");
      repository.run("git", ["commit", "--amend"], { env: edit(`sed -i '/^A/d' "$1"`) });
      assert.equal(plain(repository.message()), `Second\n\nBelow\n\n${trailers("new")}`);
    });
    it("say so where --no-verify leaves them out, and keep the records", () => {
      asked();
      repository.change();
      const { stderr } = repository.run("git", ["commit", "--quiet", "--no-verify"], {
        env: edit(`echo Second > "$1"`),
      });
      const remark =
        "ai-governance: the commit does not say which AI tool made it (--no-verify?); write: git commit --amend --no-edit\n";
      assert.deepEqual([repository.message(), stderr], ["Second", remark]);
      repository.git("commit", "--quiet", "--amend", "--no-edit");
      assert.equal(plain(repository.message()), `Second\n\n${trailers()}`);
      assert.equal(waiting(), 0);
    });
  });

  it("keep their trailers when they are amended, and add what is new", () => {
    asked("one");
    repository.commit("Second");
    asked("two");
    repository.change();
    repository.git("commit", "--quiet", "--amend", "--no-edit");
    const both = `Assisted-by: claude-code:claude-opus-4-6\nAI-Session: claude-code:one\nAI-Prompt-Digest: <digest>\n`;
    assert.equal(
      plain(repository.message()),
      `Second\n\n${both}AI-Session: claude-code:two\nAI-Prompt-Digest: <digest>`,
    );
  });

  describe("made again", () => {
    const sessions = ["one", "two", "three"];
    let worked: Repository;
    before(() => {
      worked = repository = new Repository(installed);
      repository.git("switch", "--quiet", "--create", "work");
      for (const session of sessions) {
        asked(session);
        repository.change(`${session}.txt`);
        repository.git("commit", "--quiet", "-m", `By ${session}`);
      }
      repository.git("switch", "--quiet", "main");
      repository.change("other.txt");
      repository.git("commit", "--quiet", "-m", "Other");
      repository.git("switch", "--quiet", "work");
      asked("later");
    });
    beforeEach(() => {
      repository.remove();
      repository = new Repository(worked);
    });
    after(() => worked.remove());

    it("by a rebase keep theirs and use nothing up", () => {
      repository.git("rebase", "--quiet", "main");
      const made = ["HEAD~2", "HEAD~1", "HEAD"].map((commit) => plain(repository.message(commit)));
      const expected = sessions.map((session) => `By ${session}\n\n${trailers(session)}`);
      assert.deepEqual([made, waiting()], [expected, 1]);
    });
    it("by a cherry-pick keep theirs and use nothing up", () => {
      repository.git("switch", "--quiet", "main");
      repository.git("cherry-pick", "work");
      assert.deepEqual([plain(repository.message()), waiting()], [`By three\n\n${trailers("three")}`, 1]);
    });
    it("by a merge say nothing and use nothing up", () => {
      repository.git("merge", "--quiet", "--no-edit", "main");
      assert.deepEqual([repository.message(), waiting()], ["Merge branch 'main' into work", 1]);
    });
    for (const command of ["squash", "fixup"]) {
      it(`by rebase -i with ${command} keep those of all, each once, at the end`, () => {
        const todo = `sed -i -e '2,3s/^pick/${command}/' "$1"`;
        const { GIT_EDITOR } = edit(todo);
        const env = { GIT_SEQUENCE_EDITOR: GIT_EDITOR };
        assert.equal(repository.run("git", ["rebase", "-i", "HEAD~3"], { env }).exitCode, 0);
        const body = command === "squash" ? "By one\n\nBy two\n\nBy three" : "By one";
        const lines = repository.message().split("\n");
        assert.equal(lines.slice(0, body.split("\n").length).join("\n"), body);
        const block = lines.slice(body.split("\n").length + 1).map(plain);
        assert.deepEqual(block.toSorted(), [
          ...sessions.map(() => "AI-Prompt-Digest: <digest>"),
          ...sessions.map((name) => `AI-Session: claude-code:${name}`).toSorted(),
          "Assisted-by: claude-code:claude-opus-4-6",
        ]);
        assert.equal(waiting(), 1);
      });
    }
    for (const [says, words] of [
      ["", ["--no-edit"]],
      [" with a message of its own", ["-m", "All of it"]],
    ] as const) {
      it(`by merge --squash${says} keep those of all, and add what is new`, () => {
        repository.git("switch", "--quiet", "main");
        repository.git("merge", "--squash", "work");
        repository.git("commit", "--quiet", ...words);
        const block = repository.git("log", "-1", "--format=%(trailers:key=AI-Session,valueonly)").split("\n");
        const own = block.filter((line) => line !== "").toSorted();
        assert.deepEqual(
          own,
          ["later", "one", "three", "two"].map((session) => `claude-code:${session}`),
        );
        assert.equal(waiting(), 0);
      });
    }
  });

  it("keep to their worktree", async () => {
    const other = join(repository.folder, "other worktree");
    repository.git("worktree", "add", "--quiet", "-b", "other", other);
    prompt(repository, "Do it there", "there", other);
    assert.equal(repository.commit("Second"), "Second");
    writeFileSync(join(other, "new.txt"), "new");
    repository.run("git", ["add", "--all"], { folder: other });
    repository.run("git", ["commit", "--quiet", "-m", "Elsewhere"], { folder: other });
    assert.match(repository.message("other"), /^AI-Session: claude-code:there$/m);
  });

  it("say who edited a file in another worktree", () => {
    const other = join(repository.folder, "other");
    repository.git("worktree", "add", "--quiet", other);
    asked();
    repository.commit("Second");
    const fields = { session_id: "session-1", cwd: repository.top, tool_input: { file_path: join(other, "new.txt") } };
    tell(repository, "claude-code", "PostToolUse", fields);
    assert.equal(repository.commit("Third"), "Third");
    writeFileSync(join(other, "new.txt"), "new");
    repository.run("git", ["add", "--all"], { folder: other });
    repository.run("git", ["commit", "--quiet", "-m", "Elsewhere"], { folder: other });
    assert.equal(plain(repository.message("other")), `Elsewhere\n\n${trailers()}`);
  });
});
