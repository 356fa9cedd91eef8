import assert from "node:assert/strict";
import { AiToolState } from "../../components/ai-tool.ts";
import { RepositoryFence, type RepositoryFenceArgs } from "../../components/repository-fence.ts";
import { named, record } from "../support/recorder.ts";

const { Enabled, Disabled, Quarantined } = AiToolState;
const args: RepositoryFenceArgs = {
  repository: "docs",
  tools: {
    codex: { state: Enabled, branches: ["codex/**/*"], admitted: true },
    cursor: { state: Enabled, branches: ["cursor/**/*", "cur/*"], admitted: false },
    jules: { state: Disabled, branches: ["jules/**/*"], admitted: true },
    devin: { state: Quarantined, branches: ["devin/**/*"], admitted: true },
    aider: { state: Enabled, branches: [], admitted: false },
  },
};
const fence = (changes: Partial<RepositoryFenceArgs> = {}) =>
  record(() => [new RepositoryFence("docs", { ...args, ...changes })]);

describe("RepositoryFence", () => {
  it("declares one ruleset against every tool that is stopped or not admitted", async () =>
    assert.deepEqual(named(await fence(), "docs-fence")[2], {
      repository: "docs",
      name: "ai-fence",
      target: "branch",
      enforcement: "active",
      conditions: {
        refName: {
          includes: ["refs/heads/cursor/**/*", "refs/heads/cur/*", "refs/heads/jules/**/*", "refs/heads/devin/**/*"],
          excludes: [],
        },
      },
      bypassActors: [],
      rules: {
        creation: true,
        update: true,
        deletion: false,
        nonFastForward: false,
        requiredLinearHistory: false,
        requiredSignatures: false,
      },
    }));

  it("leaves the ruleset dormant where every tool is admitted", async () => {
    const tools = { codex: { state: Enabled, branches: ["codex/**/*"], admitted: true } };
    assert.equal(named(await fence({ tools }), "docs-fence")[2].enforcement, "disabled");
  });

  it("says which tools it keeps out", async () => {
    const outputs: string[][] = [];
    await record(() => {
      const made = new RepositoryFence("docs", args);
      made.fencedTools.apply((tools) => outputs.push(tools));
      return [made];
    });
    assert.deepEqual(outputs, [["cursor", "devin", "jules"]]);
  });
});
