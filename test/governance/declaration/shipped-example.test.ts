import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parseDeclaration, toolStates } from "../../../governance/index.ts";

const file = new URL("../../../stacks/organization/governance.yaml", import.meta.url);

describe("the declaration that the project ships", () => {
  const declaration = parseDeclaration(readFileSync(file, "utf8"), "governance.yaml");

  it("has a dozen repositories in three tiers", () => {
    const tiers = Object.values(declaration.tiers);
    assert.equal(tiers.length, 3);
    assert.equal(tiers.flatMap(({ repositories }) => repositories).length, 12);
  });

  it("has tools in every state, each with its reason", () => {
    const tools = Object.values(declaration.tools);
    assert.ok(tools.length >= 6);
    assert.deepEqual([...new Set(tools.map(({ state }) => state))].sort(), [...toolStates].sort());
    assert.deepEqual(
      tools.filter(({ reason }) => reason === undefined).map(({ displayName }) => displayName),
      [],
    );
  });
});
