import assert from "node:assert/strict";
import { parsed } from "../example.ts";
import { by, commit, findingsOf, idOf, judged, model, nothing, outcomesOf, together, traced } from "./changes.ts";

const id = idOf(1).slice(0, 7);
const lacks = ["violation gate-commit-require-provenance"];
const opener = (tool: string) => by(tool, { source: "opener", confidence: "proved" });
const task = (tool: string) => by(tool, { source: "task", confidence: "proved", sessions: ["t1"] });

describe("gate-commit-require-provenance", () => {
  it("reports everything that a commit lacks in one finding", () => {
    assert.deepEqual(findingsOf({ commits: [by("claude-code")] }), [
      {
        rule: "gate-commit-require-provenance",
        outcome: "violation",
        message: `Commit ${id} tells no session, model and prompt digest of Claude Code; tools.claude-code.provenance asks for it in every commit.`,
        fix: "Add to its message (git rebase -i, reword): AI-Session: claude-code:<id>, Assisted-by: claude-code:<model>, AI-Prompt-Digest: <digest>. `ai-governance capture install` writes them into the commits to come.",
        commit: idOf(1),
      },
    ]);
  });

  it("asks each tool of a commit for its own, in the same finding", () => {
    const [finding, ...others] = findingsOf({
      commits: [together(by("claude-code", { ...traced, sessions: [] }), by("copilot"))],
    });
    assert.deepEqual(others, []);
    assert.equal(
      finding?.message,
      `Commit ${id} tells no session of Claude Code and no session of GitHub Copilot coding agent; tools.claude-code.provenance and tools.copilot.provenance ask for it in every commit.`,
    );
  });

  it("allows a commit that tells everything", () => {
    assert.deepEqual(findingsOf({ commits: [by("claude-code", traced)] }), []);
  });

  it("asks for a context digest where the declaration does", () => {
    const declaration = parsed(["[session, model, prompt-digest]", "[context-digest]"]);
    assert.deepEqual(outcomesOf(judged({ commits: [by("claude-code", traced)] }, {}, declaration)), lacks);
    const told = { ...traced, contextDigests: ["hmac-sha256:01234567:bb"] };
    assert.deepEqual(outcomesOf(judged({ commits: [by("claude-code", told)] }, {}, declaration)), []);
  });

  it("takes a session and a model that name no tool for those of the tool that took part", () => {
    const loose = { source: "trailer", row: "entire-checkpoint", confidence: "claimed" } as const;
    const evidence = [
      { ...loose, session: "c1" },
      { ...loose, model: model("claude-opus-4-8") },
    ];
    const named = by("claude-code", { promptDigests: traced.promptDigests });
    assert.deepEqual(findingsOf({ commits: [{ ...named, evidence: [...named.evidence, ...evidence] }] }), []);
  });

  it("does not take another tool's session for the tool's own", () => {
    const both = together(by("copilot", { sessions: ["s"] }), by("claude-code", { ...traced, sessions: [] }));
    assert.deepEqual(outcomesOf(judged({ commits: [both] })), lacks);
  });

  it("judges every commit of the tool, and none that names no tool", () => {
    const findings = findingsOf({
      commits: [by("copilot"), nothing, by("copilot", { sessions: ["s"] }), by("copilot")],
    });
    assert.deepEqual(
      findings.map(({ commit: its }) => its),
      [idOf(1), idOf(4)],
    );
  });

  it("judges a tool that only the pull request names by no commit", () => {
    assert.deepEqual(findingsOf({ pull: [by("claude-code", { source: "text" })] }), []);
  });

  it("takes unsigned commits for the opener's, whatever others say", () => {
    const told = { commits: [nothing, nothing], pull: [opener("copilot")] };
    assert.deepEqual(outcomesOf(judged(told)), [...lacks, ...lacks]);
    const named = { commits: [by("copilot", { sessions: ["s"] }), nothing], pull: [opener("copilot")] };
    assert.deepEqual(findingsOf(named), [
      {
        rule: "gate-commit-require-provenance",
        outcome: "violation",
        message: `Commit ${idOf(2).slice(0, 7)} tells no session of GitHub Copilot coding agent (which opened the pull request, and nobody else signed the commit); tools.copilot.provenance asks for it in every commit.`,
        fix: "Add to its message (git rebase -i, reword): AI-Session: copilot:<id>. `ai-governance capture install` writes them into the commits to come. If a person wrote it, they sign it with a key that GitHub knows (git commit --amend --no-edit -S), or open a pull request of their own.",
        commit: idOf(2),
      },
    ]);
  });

  it("takes a signed commit for that of whoever signed it: a person, a bot, another tool, GitHub for a merge", () => {
    const signed = (number: number, provenance = nothing, parents = [idOf(number - 1)]) => ({
      commit: commit(number, { verified: true, parents }),
      provenance,
    });
    const bot = { ...nothing, automation: ["dependabot"] };
    const commits = [
      signed(1),
      signed(2, bot),
      signed(3, by("claude-code", traced)),
      signed(4, nothing, [idOf(3), idOf(9)]),
    ];
    assert.deepEqual(findingsOf({ commits, pull: [opener("copilot")] }), []);
  });

  it("takes a signed commit for the opener's that names it", () => {
    const signed = { commit: commit(1, { verified: true }), provenance: by("copilot", { confidence: "proved" }) };
    assert.deepEqual(outcomesOf(judged({ commits: [signed], pull: [opener("copilot")] })), lacks);
  });

  it("takes a merge for the opener's that nobody signed: it can bring in anything", () => {
    const merge = { commit: commit(2, { parents: [idOf(1), idOf(9)] }), provenance: nothing };
    assert.deepEqual(outcomesOf(judged({ commits: [merge], pull: [opener("copilot")] })), lacks);
    assert.deepEqual(outcomesOf(judged({ commits: [merge], pull: [by("copilot", { source: "text" })] })), []);
  });

  it("does not take another tool's or a bot's name, which anyone can write, for an answer of the opener", () => {
    const bot = { ...nothing, automation: ["dependabot"] };
    const merge = { commit: commit(3, { parents: [idOf(1), idOf(9)] }), provenance: by("claude-code", traced) };
    const stranger = { commit: commit(4, { verified: true }), provenance: { ...nothing, unknownBots: ["x[bot]"] } };
    const told = { commits: [bot, by("claude-code", traced), merge, stranger], pull: [opener("copilot")] };
    const findings = findingsOf(told).filter(({ rule }) => rule === "gate-commit-require-provenance");
    assert.deepEqual(
      findings.map(({ commit: its }) => its),
      [1, 2, 3, 4].map(idOf),
    );
  });

  it("judges a merge that names a tool", () => {
    const merge = { commit: commit(2, { parents: [idOf(1), idOf(9)] }), provenance: by("copilot") };
    assert.deepEqual(outcomesOf(judged({ commits: [nothing, merge] })), lacks);
  });

  it("takes GitHub's own list of tasks for the session of each commit, never the text of the pull request", () => {
    const commits = [by("copilot", { source: "author" }), nothing];
    assert.deepEqual(outcomesOf(judged({ commits, pull: [task("copilot")] })), []);
    assert.deepEqual(outcomesOf(judged({ commits: [nothing], pull: [opener("copilot"), task("copilot")] })), []);
    assert.deepEqual(outcomesOf(judged({ commits, pull: [task("claude-code")] })), lacks);
    const text = by("copilot", { source: "text", sessions: ["s"] });
    assert.deepEqual(outcomesOf(judged({ commits, pull: [text] })), lacks);
  });

  it("finds the same of commits however many there are, one finding each", () => {
    const many = Array.from({ length: 30 }, () => by("copilot"));
    assert.equal(findingsOf({ commits: many }).length, 30);
  });
});
