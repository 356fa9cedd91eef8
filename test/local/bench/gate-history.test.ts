import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { gateHistory } from "../../../local/bench/gate-history.ts";

describe("the history of the gate's bench", () => {
  it("is one that git takes, with so many commits beyond its base, half of them of a tool", async () => {
    const folder = await mkdtemp(join(tmpdir(), "ai-governance-bench-"));
    const git = (words: string[], input = "") => execa("git", ["--git-dir", folder, ...words], { input });
    try {
      await git(["init", "--quiet", "--bare"]);
      await git(["fast-import", "--quiet"], gateHistory(7));
      const { stdout: all } = await git(["rev-list", "base..head"]);
      const { stdout: tool } = await git(["log", "--format=%H", "--grep", "^Copilot-Session: ", "base..head"]);
      assert.deepEqual([all.split("\n").length, tool.split("\n").length], [7, 4]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
