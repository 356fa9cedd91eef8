import assert from "node:assert/strict";
import { AiTool, AiToolState, type AiToolArgs } from "../../components/ai-tool.ts";
import { assertGolden } from "../support/golden.ts";
import { named, record } from "../support/recorder.ts";

const args: AiToolArgs = { tool: "codex", state: AiToolState.Enabled, branches: ["codex/**/*"] };
const tool = (changes: Partial<AiToolArgs> = {}) => record(() => [new AiTool("codex", { ...args, ...changes })]);
const enforcement = async (state: AiToolState) =>
  Object.fromEntries((await tool({ state })).slice(1).map(([, , inputs]) => [inputs.name, inputs.enforcement]));

describe("AiTool", () => {
  it("declares exactly this: a fence, a dormant one for everywhere that outlives it, GitHub's own switch", async () => {
    const copilotPolicy = { organization: "acme", repositories: ["docs"] };
    assertGolden("ai-tool", await tool({ copilotPolicy }));
  });

  it("takes up rulesets that exist", async () => {
    const all = await tool({ existing: { "ai-stop-codex": "7" } });
    assert.deepEqual(
      ["codex-fence", "codex-stop"].map((name) => named(all, name)[3].import),
      [undefined, "7"],
    );
  });

  it("says which of its rulesets are in force", async () => {
    const outputs: string[][] = [];
    for (const state of [AiToolState.Enabled, AiToolState.Disabled]) {
      await record(() => {
        const made = new AiTool("codex", { ...args, state });
        made.activeFences.apply((names) => outputs.push(names));
        return [made];
      });
    }
    assert.deepEqual(outputs, [["ai-fence-codex"], ["ai-fence-codex", "ai-stop-codex"]]);
  });

  for (const state of [AiToolState.Enabled, AiToolState.Constrained]) {
    it(`leaves the second fence dormant while the tool is ${state}`, async () =>
      assert.deepEqual(await enforcement(state), { "ai-fence-codex": "active", "ai-stop-codex": "disabled" }));
  }
  for (const state of [AiToolState.Quarantined, AiToolState.Disabled]) {
    it(`switches the second fence on when the tool is ${state}`, async () =>
      assert.deepEqual(await enforcement(state), { "ai-fence-codex": "active", "ai-stop-codex": "active" }));
  }

  it("opens the coding agent's own switch in its repositories only, and closes it with the tool", async () => {
    const copilotPolicy = { organization: "acme", repositories: ["docs"] };
    const inputs = async (state: AiToolState) =>
      (await tool({ state, copilotPolicy })).find(([, name]) => name === "codex-copilot")?.[2];
    assert.deepEqual(await inputs(AiToolState.Enabled), {
      organization: "acme",
      enabledRepositories: "selected",
      repositories: ["docs"],
    });
    assert.deepEqual(await inputs(AiToolState.Disabled), { organization: "acme", enabledRepositories: "none" });
  });

  it("names every bad argument at once", async () => {
    const bad = {
      tool: "Codex!",
      state: "stopped" as AiToolState,
      branches: ["refs/heads/codex/*", "main", "codex/**"],
    };
    await assert.rejects(tool(bad), {
      message:
        "AiTool has bad arguments:\n" +
        '  tool: found "Codex!"; must be a short name such as claude-code\n' +
        '  state: found "stopped"; must be one of enabled, constrained, quarantined, disabled\n' +
        '  branches[0]: found "refs/heads/codex/*"; must be a pattern without refs/heads/, such as claude/**/*\n' +
        '  branches[1]: found "main", which covers the default branch main; allowed: a namespace of the tool, e.g. claude/**/*\n' +
        '  branches[2]: found "codex/**", which GitHub matches one level deep only. Write: codex/**/*',
    });
  });
});
