import assert from "node:assert/strict";
import { AiTool, AiToolState, type AiToolArgs } from "../../components/ai-tool.ts";
import { record } from "../support/recorder.ts";

const args: AiToolArgs = { tool: "codex", state: AiToolState.Enabled, branches: ["codex/**/*"] };
const tool = (changes: Partial<AiToolArgs> = {}) => record(() => [new AiTool("codex", { ...args, ...changes })]);
const enforcement = async (state: AiToolState) =>
  Object.fromEntries((await tool({ state })).slice(1).map(([, , inputs]) => [inputs.name, inputs.enforcement]));

const blocked = {
  creation: true,
  update: true,
  deletion: false,
  nonFastForward: false,
  requiredLinearHistory: false,
  requiredSignatures: false,
};
const refName = { includes: ["refs/heads/codex/**/*"], excludes: [] };

describe("AiTool", () => {
  it("fences the tool's branches outside its repositories, and keeps a dormant fence for everywhere", async () => {
    assert.deepEqual((await tool()).slice(1), [
      [
        "github:index/organizationRuleset:OrganizationRuleset",
        "codex-fence",
        {
          name: "ai-fence-codex",
          target: "branch",
          enforcement: "active",
          conditions: {
            refName,
            repositoryProperty: {
              includes: [],
              excludes: [{ name: "ai-tools", propertyValues: ["codex"], source: "custom" }],
            },
          },
          bypassActors: [],
          rules: blocked,
        },
      ],
      [
        "github:index/organizationRuleset:OrganizationRuleset",
        "codex-stop",
        {
          name: "ai-stop-codex",
          target: "branch",
          enforcement: "disabled",
          conditions: { refName, repositoryName: { includes: ["~ALL"], excludes: [], protected: false } },
          bypassActors: [],
          rules: blocked,
        },
      ],
    ]);
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
    const bad = { tool: "Codex!", state: "stopped" as AiToolState, branches: ["refs/heads/codex/*"] };
    await assert.rejects(tool(bad), {
      message:
        "AiTool has bad arguments:\n" +
        '  tool: found "Codex!"; must be a short name such as claude-code\n' +
        '  state: found "stopped"; must be one of enabled, constrained, quarantined, disabled\n' +
        '  branches[0]: found "refs/heads/codex/*"; must be a pattern without refs/heads/, such as claude/**/*',
    });
  });
});
