import assert from "node:assert/strict";
import { governedPropertiesOf } from "../../../governance/controls/properties.ts";
import { parsed, type Edit } from "../example.ts";

const names = (...edits: Edit[]) => governedPropertiesOf(parsed(...edits)).map(({ name }) => name);

describe("governedPropertiesOf", () => {
  it("has the tier, which every repository has, with all tiers", () => {
    assert.deepEqual(governedPropertiesOf(parsed())[0], {
      name: "ai-tier",
      valueType: "single_select",
      allowedValues: ["standard", "critical", "restricted"],
      defaultValue: "standard",
    });
  });
  it("has the list of tools, and a switch for each", () => {
    const tools = ["copilot", "claude-code", "codex", "cursor", "devin", "jules", "openhands"];
    const [, list, ...switches] = governedPropertiesOf(parsed());
    assert.deepEqual(list, { name: "ai-tools", valueType: "multi_select", allowedValues: tools });
    assert.deepEqual(
      switches,
      tools.map((tool) => ({ name: `ai-tool-${tool}`, valueType: "true_false" })),
    );
  });
  it("has the switch of canaries where a trial has some", () => {
    const trial = (canaries: string) =>
      [
        "    approvals: 1\n",
        `    approvals: 1\n    evaluate: { owner: security, until: 2099-01-31, canaries: [${canaries}] }\n`,
      ] as const;
    assert.ok(!names(trial("")).includes("ai-canary"));
    assert.deepEqual(
      governedPropertiesOf(parsed(trial("docs"))).find(({ name }) => name === "ai-canary"),
      { name: "ai-canary", valueType: "true_false" },
    );
  });
});
