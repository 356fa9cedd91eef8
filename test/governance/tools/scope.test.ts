import assert from "node:assert/strict";
import { agentsOf, automationOf, blockedActions, copilotRepositories } from "../../../governance/index.ts";
import { isAccountOf } from "../../../governance/tools/agents.ts";
import { appReachesOf, secretReachesOf } from "../../../governance/tools/scope.ts";
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

describe("appReachesOf", () => {
  const scoped = parsed([
    "    actions: [anthropics/claude-code-action]\n",
    "    actions: [anthropics/claude-code-action]\n    appScope: true\n",
  ]);
  const of = (tool: string, overlay = {}) => appReachesOf(scoped, overlay).find((app) => app.tool === tool);

  it("names the app by its login, and the repositories that it may reach", () => {
    assert.deepEqual(of("claude-code"), {
      tool: "claude-code",
      slugs: ["claude"],
      repositories: ["docs", "design-system", "storefront", "data-pipelines", "payments-api"],
      appScope: true,
    });
  });
  it("knows no app by the login of a machine user", () => {
    assert.deepEqual([of("cursor")?.slugs, of("openhands")?.slugs], [["cursor"], []]);
  });
  it("says whether the stack sets the repositories", () => assert.equal(of("cursor")?.appScope, false));
  it("has no repositories while the tool is stopped", () => {
    assert.deepEqual(of("claude-code", { "claude-code": "quarantined" })?.repositories, []);
    assert.equal(appReachesOf(scoped).length, 7);
  });
});

describe("secretReachesOf", () => {
  const secret = parsed([
    "    actions: [openai/codex-action]\n",
    "    actions: [openai/codex-action]\n    secrets: [AI_KEY, AI_ORG]\n",
  ]);
  it("counts the repositories of each secret's tool", () => {
    assert.deepEqual(secretReachesOf(secret), [
      { tool: "codex", secret: "AI_KEY", repositories: 2 },
      { tool: "codex", secret: "AI_ORG", repositories: 2 },
    ]);
  });
  it("counts none while the tool is stopped", () => {
    assert.deepEqual(
      secretReachesOf(secret, { codex: "disabled" }).map(({ repositories }) => repositories),
      [0, 0],
    );
  });
});

describe("isAccountOf", () => {
  const cursor = { name: "cursor", logins: ["Cursor[bot]", "cursoragent"] };
  it("compares without case, suffix and leading slash", () => {
    for (const login of ["cursor", "cursor[BOT]", "/CursorAgent"]) assert.ok(isAccountOf(login, cursor), login);
    for (const login of ["cursor-2", "[bot]", ""]) assert.ok(!isAccountOf(login, cursor), login);
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
