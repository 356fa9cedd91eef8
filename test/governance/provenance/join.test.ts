import assert from "node:assert/strict";
import { joinProvenance, provenanceOfCommit, type Known } from "../../../governance/provenance/index.ts";
import { commitOf, undeclared } from "./people.ts";

const link = "https://github.com/o/r/sessions/1";

/** Tools with their sessions. */
function sessions(trailers: readonly string[], known: Known = undeclared): object {
  const { tools } = provenanceOfCommit(commitOf(["x", "", ...trailers].join("\n")), known);
  return Object.fromEntries(tools.map(({ tool, sessions }) => [tool, sessions]));
}

describe("evidence that names no tool", () => {
  it("belongs to the tool that mostly writes it, where that took part", () =>
    assert.deepEqual(sessions([`Agent-Logs-Url: ${link}`, "Assisted-by: Copilot", "Assisted-by: Codex"]), {
      copilot: [link],
      codex: [],
    }));

  it("belongs to the only tool that took part", () =>
    assert.deepEqual(sessions([`Agent-Logs-Url: ${link}`, "Assisted-by: Claude"]), { "claude-code": [link] }));

  it("belongs to none of several others", () =>
    assert.deepEqual(sessions([`Agent-Logs-Url: ${link}`, "Assisted-by: Claude", "Assisted-by: Codex"]), {
      "claude-code": [],
      codex: [],
    }));

  it("names the tool that mostly writes it where no other is named, as it is declared", () => {
    const known = { tools: [{ name: "agent", logins: ["Copilot"], branches: [] }], automation: [] };
    assert.deepEqual(sessions([`Agent-Logs-Url: ${link}`], known), { agent: [link] });
    assert.deepEqual(sessions(["Entire-Checkpoint: a3b2c4d5e6f7"]), { entire: ["a3b2c4d5e6f7"] });
  });

  it("names none where only digests are told", () => {
    const digest = `hmac-sha256:1f0c2d3e:${"0a".repeat(32)}`;
    const { tools, promptDigests } = provenanceOfCommit(commitOf(`x\n\nAI-Prompt-Digest: ${digest}`), undeclared);
    assert.deepEqual([tools, promptDigests], [[], [digest]]);
  });
});

describe("joinProvenance", () => {
  it("joins what several commits say", () => {
    const codex = { name: "Codex", email: "codex@openai.com" };
    const proved = { author: codex, committer: codex, verified: true };
    const messages = ["Assisted-by: Claude:claude-opus-4-6\nAI-Session: claude-code:s1", "Assisted-by: none"];
    const commits = [
      commitOf(messages[0] ?? ""),
      commitOf(messages[0] ?? "", { author: { name: "Ann", email: "ann@example.com" } }),
      commitOf(messages[1] ?? "", proved),
    ];
    const { tools, evidence, denials, ...rest } = joinProvenance(
      commits.map((one) => provenanceOfCommit(one, undeclared)),
    );
    assert.deepEqual(
      tools.map(({ evidence: all, ...part }) => ({ ...part, amount: all.length })),
      [
        { tool: "codex", confidence: "proved", models: [], sessions: [], amount: 2 },
        {
          tool: "claude-code",
          confidence: "claimed",
          models: [{ written: "claude-opus-4-6", name: "claude-opus-4-6" }],
          sessions: ["s1"],
          amount: 4,
        },
      ],
    );
    assert.deepEqual(rest, {
      automation: [],
      unknownBots: [],
      humans: ["Dev", "Ann"],
      promptDigests: [],
      contextDigests: [],
    });
    assert.deepEqual([evidence.length, denials.length], [8, 1]);
  });

  it("sorts by trust, then by amount of evidence, then by name", () => {
    const said = ["zed", "beta", "zed", "alpha"].map((tool) => `Assisted-by: ${tool}`).join("\n");
    const { tools } = joinProvenance([provenanceOfCommit(commitOf(said), undeclared)]);
    assert.deepEqual(
      tools.map(({ tool }) => tool),
      ["zed", "alpha", "beta"],
    );
  });

  it("is nothing of nothing", () =>
    assert.deepEqual(joinProvenance([]), {
      tools: [],
      automation: [],
      unknownBots: [],
      humans: [],
      promptDigests: [],
      contextDigests: [],
      denials: [],
      evidence: [],
    }));
});
