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

  it("lets the tool's app into its repositories only, and into none when it is stopped", async () => {
    const appScope = { organization: "acme", app: "codex-app", repositories: ["docs"] };
    const reach = async (state: AiToolState) => named(await tool({ state, appScope }), "codex-app");
    assert.deepEqual((await reach(AiToolState.Constrained)).slice(2), [
      { organization: "acme", appSlug: "codex-app", repositories: ["docs"] },
      { retainOnDelete: true },
    ]);
    assert.deepEqual((await reach(AiToolState.Quarantined))[2].repositories, []);
  });

  it("uninstalls the app of a disabled tool only, and only where the enterprise can", async () => {
    const scope = { organization: "acme", app: "codex-app", repositories: ["docs"] };
    const uninstalls = async (state: AiToolState, enterprise?: string) => {
      const appScope = { ...scope, ...(enterprise === undefined ? {} : { enterprise }) };
      return named(await tool({ state, appScope }), "codex-app")[2].uninstallWhenEmpty;
    };
    assert.equal(await uninstalls(AiToolState.Disabled, "acme-inc"), true);
    assert.equal(await uninstalls(AiToolState.Quarantined, "acme-inc"), undefined);
    assert.equal(await uninstalls(AiToolState.Disabled), undefined);
  });

  it("lets the tool's repositories read its secrets only, and none when it is stopped", async () => {
    const secretAccess = { secrets: ["OPENAI_KEY", "OTHER_KEY"], repositoryIds: [1, 2] };
    const access = async (state: AiToolState) => {
      const all = await tool({ state, secretAccess });
      return ["OPENAI_KEY", "OTHER_KEY"].map((secret) => named(all, `codex-secret-${secret}`)[2]);
    };
    assert.deepEqual(await access(AiToolState.Enabled), [
      { secretName: "OPENAI_KEY", selectedRepositoryIds: [1, 2] },
      { secretName: "OTHER_KEY", selectedRepositoryIds: [1, 2] },
    ]);
    assert.deepEqual(
      (await access(AiToolState.Disabled)).map(({ selectedRepositoryIds }) => selectedRepositoryIds),
      [[], []],
    );
  });

  it("declares no ruleset for a tool without branches, which cannot be fenced", async () =>
    assert.deepEqual(
      (await tool({ branches: [] })).map(([, name]) => name),
      ["codex"],
    ));

  it("declares no ruleset on plan free, which has none for organisations", async () =>
    assert.deepEqual(
      (await tool({ plan: "free" })).map(([, name]) => name),
      ["codex"],
    ));
});
