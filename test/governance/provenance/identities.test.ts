import assert from "node:assert/strict";
import { agents } from "../../../governance/provenance/identities/agents.ts";
import { automation } from "../../../governance/provenance/identities/automation.ts";
import { recogniserOf } from "../../../governance/provenance/identities/recogniser.ts";
import {
  provenanceOfCommit,
  provenanceOfPullRequest,
  type Known,
  type KnownTool,
} from "../../../governance/provenance/index.ts";
import { commitOf, dev, pullOf, undeclared } from "./people.ts";

const recogniser = recogniserOf(undeclared);
const party = (name: string, email = "x@example.com"): object => recogniser.party({ name, email });
const toolOf = (login: string, known: Known): object => recogniserOf(known).account(login);
const knowing = (...tools: Partial<KnownTool>[]): Known => ({
  tools: tools.map((tool) => ({ name: "x", logins: [], branches: [], ...tool })),
  automation: [],
});

describe("agents", () => {
  for (const row of agents) {
    const { id, tool } = row;
    it(`recognises ${id} by each of its marks`, () => {
      for (const login of row.logins ?? [])
        assert.deepEqual(recogniser.account(login), { kind: "agent", tool, row: id, agent: login });
      for (const email of row.emails ?? [])
        assert.deepEqual(party("X", email), { kind: "agent", tool, row: id, agent: "X" });
      for (const name of [...(row.names ?? []), ...(row.givenNames ?? [])]) assert.equal(recogniser.tool(name), tool);
      for (const name of row.names ?? []) assert.deepEqual(party(name), { kind: "agent", tool, row: id, agent: name });
      for (const name of row.givenNames ?? []) assert.deepEqual(party(name), { kind: "person", name });
      for (const branch of row.branches ?? []) assert.deepEqual(recogniser.branch(`${branch}x`), { tool, row: id });
      for (const mark of row.marks ?? []) assert.deepEqual(recogniser.line(`🤖 ${mark}`, 5), { tool, row: id });
      for (const link of row.links ?? [])
        assert.deepEqual(recogniser.line(`see ${link}1a`, 5), { tool, row: id, session: `${link}1a` });
    });

    it(`recognises ${id} by its subject in the first line only`, () => {
      const { subject = "no subject" } = row;
      assert.deepEqual(recogniser.line(`${subject}fix`, 1), row.subject === undefined ? undefined : { tool, row: id });
      assert.equal(recogniser.line(`${subject}fix`, 2), undefined);
    });

    it(`says where ${id} is seen`, () => assert.match(row.source, /^https:\/\/[\w.-]+\/\S+$/));
  }

  it("have ids of their own, and marks that no other row has", () => {
    assert.equal(new Set(agents.map(({ id }) => id)).size, agents.length);
    for (const field of ["names", "givenNames", "logins", "emails", "branches", "marks", "links"] as const) {
      const all = agents.flatMap((row) => row[field] ?? []);
      assert.deepEqual([...new Set(all)], all);
    }
  });

  it("have names as short names are, and the rest in small letters where that is how it is compared", () => {
    for (const { names = [], givenNames = [], emails = [], branches = [], marks = [] } of agents) {
      for (const name of [...names, ...givenNames]) assert.match(name, /^[a-z][a-z0-9-]*$/);
      for (const text of [...emails, ...branches, ...marks]) assert.equal(text, text.toLowerCase());
    }
  });
});

describe("automation", () => {
  for (const { name, logins, source } of automation)
    it(`recognises ${name}`, () => {
      for (const login of logins) assert.deepEqual(recogniser.account(login), { kind: "automation", name });
      assert.match(source, /^https:\/\//);
    });
});

describe("Recogniser", () => {
  it("goes by the login of a hidden address, not by its number", () => {
    assert.deepEqual(party("claude[bot]", "41898282+claude[bot]@users.noreply.github.com"), {
      kind: "agent",
      tool: "claude-code",
      row: "claude-action",
      agent: "claude[bot]",
    });
    assert.deepEqual(party("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com"), {
      kind: "automation",
      name: "github-actions",
    });
  });

  it("takes a tool's account in the name for the tool's, whoever's the address is", () => {
    const devin = { kind: "agent", tool: "devin", row: "devin", agent: "devin-ai-integration[bot]" };
    for (const email of [
      "",
      "49699333+dependabot[bot]@users.noreply.github.com",
      "1+robot[bot]@users.noreply.github.com",
    ])
      assert.deepEqual(party("devin-ai-integration[bot]", email), devin);
    assert.deepEqual(party("openhands-agent", "x@example.com"), {
      kind: "agent",
      tool: "openhands",
      row: "openhands",
      agent: "openhands-agent",
    });
  });

  it("takes a name that people have as well for a tool's where no address stands beside it, as beside a person's", () => {
    assert.deepEqual(party("Claude", ""), { kind: "agent", tool: "claude-code", row: "claude-code", agent: "Claude" });
    assert.deepEqual(party("Claude", "claude@example.com"), { kind: "person", name: "Claude" });
    assert.deepEqual(party("Claude Shannon", ""), { kind: "person", name: "Claude Shannon" });
  });

  it("keeps the person beside a tool's suffix", () => {
    for (const email of ["ann@example.com", "1+ann@users.noreply.github.com"])
      assert.deepEqual(party("Ann Lee (aider)", email), {
        kind: "agent",
        tool: "aider",
        row: "aider",
        agent: "Ann Lee (aider)",
        human: "Ann Lee",
      });
  });

  it("recognises a model where a name should stand", () => {
    assert.deepEqual(party("Claude (glm-4.7)"), {
      kind: "agent",
      tool: "claude-code",
      row: "claude-code",
      agent: "Claude",
      model: "glm-4.7",
    });
    assert.deepEqual(party("GPT-5"), {
      kind: "agent",
      tool: "gpt-5",
      row: "model-name",
      agent: "GPT-5",
      model: "GPT-5",
    });
    assert.deepEqual(party("llama2"), { kind: "person", name: "llama2" });
  });

  it("takes GitHub's own address for nobody's, unless a tool's name stands before it", () => {
    assert.deepEqual(party("GitHub", "noreply@github.com"), { kind: "github" });
    assert.deepEqual(party("Copilot", "noreply@github.com"), {
      kind: "agent",
      tool: "copilot",
      row: "copilot-agent",
      agent: "Copilot",
    });
  });

  it("takes a bot that reviews for a bot that nobody knows", () =>
    assert.deepEqual(recogniser.account("coderabbitai[bot]"), { kind: "unknown-bot", login: "coderabbitai[bot]" }));

  it("shortens a name that no table knows, without its version", () => {
    assert.equal(recogniser.tool("IBM Bob 1.0.3"), "ibm-bob");
    assert.equal(recogniser.tool("Claude Code Web"), "claude-code");
    assert.equal(recogniser.tool("🤖"), "unnamed");
    assert.equal(recogniser.tool("ｄｅｖｉｎ"), "devin");
  });

  it("calls a row as the tool is called that has one of its accounts", () => {
    const known = knowing(
      { name: "claude", logins: ["claude"] },
      { name: "claude-agent", logins: ["anthropic-code-agent[bot]"] },
    );
    const names = ["claude[bot]", "anthropic-code-agent[bot]"].map((login) => toolOf(login, known));
    assert.deepEqual(names, [
      { kind: "agent", tool: "claude", row: "claude-action", agent: "claude[bot]" },
      { kind: "agent", tool: "claude-agent", row: "claude-agent", agent: "anthropic-code-agent[bot]" },
    ]);
    assert.equal(recogniserOf(known).tool("Claude Code"), "claude");
  });

  it("calls it by app id, by its own name or by another of its names", () => {
    assert.equal(recogniserOf(knowing({ name: "agent", appId: 1143301 })).tool("Copilot"), "agent");
    assert.equal(recogniserOf(knowing({ name: "github-copilot" })).tool("Copilot"), "github-copilot");
    assert.equal(recogniserOf(knowing({ name: "anthropic", logins: ["claude[bot]"] })).tool("Claude"), "anthropic");
    assert.equal(
      recogniserOf(knowing({ name: "claude-code-review" })).tool("Claude Code Review"),
      "claude-code-review",
    );
    const both = knowing({ name: "review", logins: ["claude[bot]"] }, { name: "claude-code" });
    assert.equal(recogniserOf(both).tool("Claude"), "claude-code");
  });

  it("recognises what only the declaration knows", () => {
    const known = knowing({ name: "inhouse", logins: ["inhouse-bot"], branches: ["ai/**/*"] });
    assert.deepEqual(toolOf("inhouse-bot[bot]", known), {
      kind: "agent",
      tool: "inhouse",
      row: "declared",
      agent: "inhouse-bot[bot]",
    });
    for (const branch of ["ai/x/y", "AI/x/y"])
      assert.deepEqual(recogniserOf(known).branch(branch), { tool: "inhouse", row: "declared" });
    assert.equal(recogniserOf(known).branch("main"), undefined);
    assert.equal(recogniserOf(known).tool("Inhouse"), "inhouse");
  });

  it("takes declared automation for no tool, and a declared tool for no automation", () => {
    const known: Known = {
      tools: [{ name: "dependabot-ai", logins: ["dependabot[bot]"], branches: [] }],
      automation: [{ name: "sweeper", logins: ["sweep-ai"] }],
    };
    assert.deepEqual(toolOf("sweep-ai", known), { kind: "automation", name: "sweeper" });
    assert.deepEqual(toolOf("dependabot[bot]", known), {
      kind: "agent",
      tool: "dependabot-ai",
      row: "declared",
      agent: "dependabot[bot]",
    });
  });
});

describe("provenanceOfPullRequest", () => {
  it("puts what GitHub knows before what anyone can write", () => {
    const body =
      "Fixes it.\n\n🤖 Generated with [Claude Code](https://claude.com/claude-code)\n\nAssisted-by: Codex:gpt-5";
    const said = provenanceOfPullRequest(pullOf({ author: "Copilot", headBranch: "cursor/fix", body }), undeclared);
    assert.deepEqual(
      said.tools.map(({ tool, confidence, evidence }) => [
        tool,
        confidence,
        evidence.map(({ source, line }) => [source, line]),
      ]),
      [
        ["copilot", "proved", [["opener", undefined]]],
        ["claude-code", "claimed", [["text", 5]]],
        ["codex", "claimed", [["text", 7]]],
        ["cursor", "claimed", [["branch", undefined]]],
      ],
    );
    assert.deepEqual(said.humans, []);
  });

  it("reads the session of a link, and leaves out what is quoted", () => {
    const body =
      "> https://app.devin.ai/sessions/0\n\nLink to Devin run: https://app.devin.ai/sessions/1a.\n<!-- CURSOR_SUMMARY -->";
    const { tools, humans } = provenanceOfPullRequest(pullOf({ body }), undeclared);
    assert.deepEqual(
      tools.map(({ tool, sessions }) => [tool, sessions]),
      [
        ["cursor", []],
        ["devin", ["https://app.devin.ai/sessions/1a"]],
      ],
    );
    assert.deepEqual(humans, ["dev"]);
  });

  it("takes bots that open a pull request for what they are", () => {
    const { tools, automation, unknownBots } = provenanceOfPullRequest(pullOf({ author: "renovate[bot]" }), undeclared);
    assert.deepEqual([tools, automation, unknownBots], [[], ["renovate"], []]);
    assert.deepEqual(provenanceOfPullRequest(pullOf({ author: "new[bot]" }), undeclared).unknownBots, ["new[bot]"]);
  });
});

describe("humans", () => {
  it("are the author and co-authors who are people, by name, once", () => {
    const message =
      "x\n\nCo-authored-by: Ann <ann@example.com>\nCo-authored-by: <bo@example.com>\nCo-authored-by: Dev <dev@example.com>\nSigned-off-by: Cy <cy@example.com>";
    const { humans } = provenanceOfCommit(
      commitOf(message, { committer: { name: "Di", email: "di@example.com" } }),
      undeclared,
    );
    assert.deepEqual(humans, [dev.name, "Ann", "bo@example.com"]);
  });
});
