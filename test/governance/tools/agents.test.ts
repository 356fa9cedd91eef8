import assert from "node:assert/strict";
import { agentsOf, automationOf } from "../../../governance/index.ts";
import { automationAppIdsOf, passesSignatures } from "../../../governance/tools/agents.ts";
import { parsed } from "../example.ts";

const declaration = parsed();

describe("the accounts of the declaration", () => {
  it("are those of tools in every state", () => {
    const agents = new Map(agentsOf(declaration).map((agent) => [agent.name, agent]));
    assert.deepEqual(agents.get("jules"), {
      name: "jules",
      logins: ["google-labs-jules[bot]"],
      appId: 842251,
    });
    assert.deepEqual(agents.get("openhands"), { name: "openhands", logins: ["openhands-agent"] });
  });
  it("are those of automation, with or without an app", () => {
    assert.deepEqual(automationOf(declaration), [
      { name: "dependabot", logins: ["dependabot[bot]"], appId: 29110 },
      { name: "release-bot", logins: ["meridian-release-bot"] },
    ]);
    assert.deepEqual(automationAppIdsOf(declaration), [29110]);
  });
});

describe("passesSignatures", () => {
  it("cannot tell of an account of which nobody says whether it signs", () => {
    assert.deepEqual([true, false, undefined].map(passesSignatures), ["yes", "no", "unknown"]);
  });
});
