import assert from "node:assert/strict";
import { agentsOf, automationOf, blockedActions, copilotRepositories } from "../../../governance/index.ts";
import { parsed } from "../example.ts";

describe("blockedActions", () => {
  it("blocks the actions of stopped tools only", () => {
    assert.deepEqual(blockedActions(parsed()), ["!All-Hands-AI/openhands-resolver@*"]);
    assert.deepEqual(blockedActions(parsed(), { "claude-code": "quarantined", codex: "disabled" }), [
      "!All-Hands-AI/openhands-resolver@*",
      "!anthropics/claude-code-action@*",
      "!openai/codex-action@*",
    ]);
  });
});

describe("copilotRepositories", () => {
  it("names the repositories of the tool that has the Copilot policy", () => {
    assert.deepEqual(copilotRepositories(parsed()), [
      "design-system",
      "docs",
      "mobile-app",
      "partner-portal",
      "storefront",
    ]);
  });
  it("names none while that tool is stopped", () => {
    assert.deepEqual(copilotRepositories(parsed(), { copilot: "disabled" }), []);
  });
  it("is undefined when no tool has the policy, so that the setting is left alone", () => {
    assert.equal(copilotRepositories(parsed(["copilotPolicy: true", "copilotPolicy: false"])), undefined);
  });
});

describe("identities", () => {
  it("lists the accounts of tools in every state, and of automation", () => {
    const agents = agentsOf(parsed());
    assert.deepEqual(
      agents.find(({ name }) => name === "jules"),
      { name: "jules", logins: ["google-labs-jules[bot]"], appId: 842251 },
    );
    assert.deepEqual(
      agents.find(({ name }) => name === "openhands"),
      { name: "openhands", logins: ["openhands-agent"] },
    );
    assert.deepEqual(automationOf(parsed()), [
      { name: "dependabot", logins: ["dependabot[bot]"], appId: 29110 },
      { name: "release-bot", logins: ["meridian-release-bot"] },
    ]);
  });
});
