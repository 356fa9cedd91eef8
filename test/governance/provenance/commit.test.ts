import assert from "node:assert/strict";
import { provenanceOfCommit, type Evidence, type Known } from "../../../governance/provenance/index.ts";
import { commitOf, dev, undeclared } from "./people.ts";

/** Evidence of the trailers of a message, without their place. */
function said(trailers: string, known: Known = undeclared): object[] {
  const { evidence } = provenanceOfCommit(commitOf(`Add a page\n\n${trailers}`), known);
  return evidence.filter(({ source }) => source === "trailer").map(shown);
}

function shown({ row, tool, model, session, human }: Evidence): object {
  return {
    row,
    ...(tool !== undefined && { tool }),
    ...(model !== undefined && { model: model.name }),
    ...(session !== undefined && { session }),
    ...(human !== undefined && { human }),
  };
}

const opus = "claude-opus-4-6";
const cases: readonly (readonly [trailer: string, ...said: object[]])[] = [
  [
    "Assisted-by: Claude:claude-3-opus coccinelle sparse",
    { row: "assisted-by", tool: "claude-code", model: "claude-3-opus" },
  ],
  ["Assisted-by: Copilot: Claude Sonnet 4.6", { row: "assisted-by", tool: "copilot", model: "claude-sonnet-4-6" }],
  ["Assisted-by: Claude Code (Sonnet 4.6)", { row: "assisted-by", tool: "claude-code", model: "claude-sonnet-4-6" }],
  [
    "Assisted-by: Claude Code:claude-opus-4-7[1m]",
    { row: "assisted-by", tool: "claude-code", model: "claude-opus-4-7" },
  ],
  ["Assisted-by: Claude Opus 4.6 <noreply@anthropic.com>", { row: "assisted-by", tool: "claude-code", model: opus }],
  ["Assisted-by: Claude Code", { row: "assisted-by", tool: "claude-code" }],
  ["Assisted-by: gemini-cli", { row: "assisted-by", tool: "gemini" }],
  ["Assisted-by: Codex 5.3", { row: "assisted-by", tool: "codex", model: "gpt-5.3-codex" }],
  ["Assisted-by: Copilot: my model", { row: "assisted-by", tool: "copilot", model: "my-model" }],
  ["Assisted-by: Some New Tool", { row: "assisted-by", tool: "some-new-tool" }],
  ["Assisted-by: generic LLM chatbot", { row: "assisted-by", tool: "generic-llm-chatbot" }],
  ["Generated-by: GitHub Copilot", { row: "generated-by", tool: "copilot" }],
  ["Co-authored-by-AI: GitHub Copilot (GPT-5.1)", { row: "co-authored-by-ai", tool: "copilot", model: "gpt-5.1" }],
  [
    "Co-Authored-By: Claude Opus 4.6 (1M context) <noreply@anthropic.com>",
    { row: "claude-code", tool: "claude-code", model: opus },
  ],
  ["Co-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>", { row: "copilot-cli", tool: "copilot" }],
  ["Co-authored-by: Copilot <1+Copilot@users.noreply.github.com>", { row: "copilot-agent", tool: "copilot" }],
  ["Co-authored-by: aider (gpt-5) <aider@aider.chat>", { row: "aider", tool: "aider", model: "gpt-5" }],
  [
    "Co-authored-by: claude[bot] <41898282+claude[bot]@users.noreply.github.com>",
    { row: "claude-action", tool: "claude-code" },
  ],
  ["Co-authored-by: Claude <claude@example.com>", { row: "person", human: "Claude" }],
  ["Co-authored-by: Claude Opus 4.6 <claude@example.com>", { row: "claude-code", tool: "claude-code", model: opus }],
  [
    "Co-authored-by: Ann <ann@example.com>, Codex <codex@openai.com>",
    { row: "person", human: "Ann" },
    { row: "codex", tool: "codex" },
  ],
  [
    "Claude-Session: https://claude.ai/code/session_1",
    { row: "claude-session", tool: "claude-code", session: "https://claude.ai/code/session_1" },
  ],
  ["AI-Session: codex:abc", { row: "ai-session", tool: "codex", session: "abc" }],
  ["Signed-off-by: Ann <ann@example.com>"],
];

describe("provenanceOfCommit", () => {
  for (const [trailer, ...wanted] of cases) it(`reads ${trailer}`, () => assert.deepEqual(said(trailer), wanted));

  it("gives a session that names no tool to the only tool of the commit", () => {
    const { tools } = provenanceOfCommit(
      commitOf("x\n\nAgent-Logs-Url: https://github.com/o/r/sessions/1\nAssisted-by: codex:gpt-5"),
      undeclared,
    );
    assert.deepEqual(
      tools.map(({ tool, sessions, models }) => ({ tool, sessions, models })),
      [
        {
          tool: "codex",
          sessions: ["https://github.com/o/r/sessions/1"],
          models: [{ written: "gpt-5", name: "gpt-5" }],
        },
      ],
    );
  });

  const codex = { name: "Codex", email: "codex@openai.com" };
  const github = { name: "GitHub", email: "noreply@github.com" };
  for (const [what, facts, wanted] of [
    ["proved where one signed as both", { committer: codex, verified: true }, ["author proved", "committer proved"]],
    ["claimed where nobody signed", { committer: codex, verified: false }, ["author claimed", "committer claimed"]],
    ["proved where GitHub signed", { committer: github, verified: true }, ["author proved"]],
    ["claimed where it says that GitHub committed", { committer: github, verified: false }, ["author claimed"]],
    ["claimed where somebody else signed", { committer: dev, verified: true }, ["author claimed"]],
  ] as const)
    it(`takes author and committer for ${what}`, () => {
      const { tools, humans } = provenanceOfCommit(commitOf("x", { author: codex, ...facts }), undeclared);
      const said = tools.flatMap(({ evidence }) => evidence.map(({ source, confidence }) => `${source} ${confidence}`));
      assert.deepEqual([said, humans], [wanted, []]);
    });

  it("puts what is proved before what is claimed", () => {
    const commit = commitOf("x\n\nAssisted-by: claude-code", { author: codex, committer: codex, verified: true });
    assert.deepEqual(
      provenanceOfCommit(commit, undeclared).tools.map(({ tool, confidence }) => [tool, confidence]),
      [
        ["codex", "proved"],
        ["claude-code", "claimed"],
      ],
    );
  });

  it("keeps a denial apart from the tools", () => {
    const { tools, denials } = provenanceOfCommit(commitOf("x\n\nAssisted-by: none"), undeclared);
    assert.deepEqual(
      [tools, denials],
      [[], [{ source: "trailer", confidence: "claimed", line: 3, row: "assisted-by" }]],
    );
  });

  it("calls a tool as the declaration that has one of its accounts calls it", () => {
    const known = { tools: [{ name: "claude", logins: ["claude[bot]"], branches: [] }], automation: [] };
    assert.deepEqual(said("Assisted-by: Claude Code", known), [{ row: "assisted-by", tool: "claude" }]);
  });

  it("tells automation and bots that nobody knows from tools", () => {
    const bots = "dependabot[bot] 49699333+dependabot[bot] new[bot] 1+new[bot] release 2+release".split(" ");
    const message = [0, 2, 4].map((at) => `Co-authored-by: ${bots[at]} <${bots[at + 1]}@users.noreply.github.com>`);
    const known = { tools: [], automation: [{ name: "release-bot", logins: ["release"] }] };
    const { tools, automation, unknownBots, humans } = provenanceOfCommit(commitOf(message.join("\n")), known);
    assert.deepEqual(
      [tools, automation, unknownBots, humans],
      [[], ["dependabot", "release-bot"], ["new[bot]"], ["Dev"]],
    );
  });
});
