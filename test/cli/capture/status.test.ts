import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { aiGovernance } from "../run.ts";
import { Repository, prompt } from "./repository.ts";

describe("ai-governance capture", function () {
  this.timeout(60_000);
  let repository: Repository;
  beforeEach(() => (repository = new Repository()));
  afterEach(() => repository.remove());
  const key = () => join(repository.home, "key");

  function giveKey(text = `${"ab".repeat(32)}\n`): void {
    writeFileSync(key(), text, { mode: 0o600 });
  }

  it("explains itself", async () => {
    const { exitCode, stdout } = await repository.capture("--help");
    assert.equal(exitCode, 0);
    for (const command of ["install", "uninstall", "status", "verify", "upload"]) {
      assert.match(stdout, new RegExp(`^  ${command} `, "m"));
    }
  });

  describe("status", () => {
    it("says that nothing is installed", async () => {
      const stdout = "Capture is not installed here. Write: ai-governance capture install\n";
      assert.deepEqual(await repository.capture("status"), { exitCode: 1, stdout, stderr: "" });
    });

    it("says what is where, and how much waits, without a text", async () => {
      giveKey();
      await repository.capture("install", "--key-file", key());
      prompt(repository, "The secret plan");
      const { exitCode, stdout } = await repository.capture("status");
      const { top } = repository;
      const keyId = createHash("sha256").update(Buffer.alloc(32, 0xab)).digest("hex").slice(0, 8);
      assert.equal(
        stdout,
        `key      ${keyId}, ${key()}\n` +
          ["prepare-commit-msg", "commit-msg", "post-commit"]
            .map((name) => `git      ${top}/.git/hooks/${name}: in place\n`)
            .join("") +
          `claude-code ${top}/.claude/settings.local.json: in place\ncursor   ${top}/.cursor/hooks.json: in place\n` +
          "waiting  1 prompts and 0 edits since the last commit of this worktree\nprompts  digests only\n",
      );
      assert.equal(exitCode, 0);
    });

    it("says what was changed, is gone, or has another key", async () => {
      giveKey();
      await repository.capture("install", "--key-file", key());
      giveKey(`${"cd".repeat(32)}\n`);
      repository.write(".git/hooks/commit-msg", "", 0o755);
      rmSync(join(repository.top, ".cursor/hooks.json"));
      const { exitCode, stdout } = await repository.capture("status");
      assert.equal(exitCode, 1);
      assert.match(stdout, /^key {6}.*key now holds [0-9a-f]{8}; installed with [0-9a-f]{8}$/m);
      assert.match(stdout, /commit-msg: changed by somebody; install again$/m);
      assert.match(stdout, /\.cursor\/hooks\.json: gone; install again$/m);
    });
  });

  describe("verify", () => {
    async function committed(...prompts: string[]): Promise<string[]> {
      giveKey();
      await repository.capture("install", "--key-file", key());
      for (const text of prompts) prompt(repository, text);
      const digest = /AI-Prompt-Digest: (.*)/.exec(repository.commit("One"))?.[1] ?? "";
      return ["--key-file", key(), "--digest", digest];
    }
    function files(...texts: string[]): string[] {
      return texts.map((text, index) => {
        const path = join(repository.folder, `${index}.txt`);
        writeFileSync(path, text);
        return path;
      });
    }
    // Without --repository, which it has no use for.
    const verify = (words: readonly string[]) => aiGovernance(["capture", "verify", ...words]);

    it("knows the prompts of a commit, however their lines end", async () => {
      const words = await committed("Do it\nwell", "café");
      const good = await verify([...words, ...files("Do it  \r\nwell\r\n", "cafe\u0301\n")]);
      assert.deepEqual(good, { exitCode: 0, stdout: "These are the prompts.\n", stderr: "" });
      const swapped = await verify([...words, ...files("café", "Do it\nwell")]);
      const stdout = "These are not the prompts, or not all of them in this order.\n";
      assert.deepEqual(swapped, { exitCode: 1, stdout, stderr: "" });
      assert.equal((await verify([...words, ...files("Do it\nwell")])).exitCode, 1);
      giveKey(`${"cd".repeat(32)}\n`);
      const { exitCode, stderr } = await verify([...words, ...files("x")]);
      assert.equal(exitCode, 2);
      assert.match(stderr, /found key [0-9a-f]{8}; the digest is of [0-9a-f]{8}: give that key/);
    });

    it("tells what is no digest", async () => {
      const { exitCode, stderr } = await verify(["--digest", "abc", ...files("x")]);
      assert.equal(exitCode, 2);
      assert.match(stderr, /^found no digest; write the value of AI-Prompt-Digest/);
    });
  });
});
