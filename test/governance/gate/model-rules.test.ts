import assert from "node:assert/strict";
import { parsed } from "../example.ts";
import { by, nothing, findingsOf, idOf, judged, model, outcomesOf, traced } from "./changes.ts";

const id = idOf(1).slice(0, 7);
const named = (name: string, written?: string) => by("claude-code", { ...traced, models: [model(name, written)] });
const sessionsOnly = parsed(["[session, model, prompt-digest]", "[session]"]);

describe("gate-commit-limit-models", () => {
  it("reports a model that the tool may not use", () => {
    assert.deepEqual(findingsOf({ commits: [named("claude-haiku-4-5")] }), [
      {
        rule: "gate-commit-limit-models",
        outcome: "violation",
        message: `Commit ${id} names claude-haiku-4-5 as model of Claude Code; it must be one of claude-opus-4-8, claude-sonnet-4-6.`,
        fix: "Make the change anew with an allowed model, or ask the platform team to add the model to tools.claude-code.models in governance.yaml.",
        commit: idOf(1),
      },
    ]);
  });

  it("reports a model that hides among allowed ones", () => {
    const both = by("claude-code", { ...traced, models: [model("claude-opus-4-8"), model("gpt-5.3-codex")] });
    assert.match(findingsOf({ commits: [both] })[0]?.message ?? "", /names gpt-5\.3-codex as model/);
  });

  it("allows a model by its own name or as it was written, in any case", () => {
    for (const allowed of [named("claude-opus-4-8", "Claude Opus 4.8"), named("opus", "Claude-Sonnet-4-6")])
      assert.deepEqual(findingsOf({ commits: [allowed] }), []);
  });

  it("allows only the release that is declared with its date", () => {
    const dated = parsed(["[claude-opus-4-8, claude-sonnet-4-6]", "[claude-sonnet-4-6-20260217]"]);
    const outcomes = (written: string) =>
      outcomesOf(judged({ commits: [named("claude-sonnet-4-6", written)] }, {}, dated));
    assert.deepEqual(outcomes("claude-sonnet-4-6-20260217"), []);
    assert.deepEqual(outcomes("claude-sonnet-4-6-20260301"), ["violation gate-commit-limit-models"]);
    const releases = ["claude-sonnet-4-6-20260301", "claude-sonnet-4-6-20260217"];
    const models = releases.map((written) => model("claude-sonnet-4-6", written));
    assert.deepEqual(outcomesOf(judged({ commits: [by("claude-code", { ...traced, models })] }, {}, dated)), [
      "violation gate-commit-limit-models",
    ]);
  });

  it("reports a model that only the pull request names", () => {
    const text = by("claude-code", { source: "text", models: [model("claude-haiku-4-5")] });
    const [finding] = findingsOf({ commits: [by("claude-code", traced)], pull: [text] });
    assert.equal(
      finding?.message,
      "The pull request, or its agent task, names claude-haiku-4-5 as model of Claude Code; it must be one of claude-opus-4-8, claude-sonnet-4-6.",
    );
    assert.equal(finding?.commit, undefined);
  });

  it("stays undecided while the model is unknown", () => {
    assert.deepEqual(findingsOf({ commits: [by("claude-code", { sessions: ["s"] })] }, {}, sessionsOnly), [
      {
        rule: "gate-commit-limit-models",
        outcome: "undecided",
        message: `Commit ${id} does not tell which model Claude Code used; it must be one of claude-opus-4-8, claude-sonnet-4-6.`,
        fix: "Add to its message: Assisted-by: claude-code:<model>. If Claude Code cannot tell, ask the platform team to take tools.claude-code.models out of governance.yaml.",
        commit: idOf(1),
      },
    ]);
  });

  it("tells people what to do about a commit that is taken for the opener's", () => {
    const opener = by("claude-code", { source: "opener", confidence: "proved" });
    const session = { source: "trailer", row: "entire-checkpoint", confidence: "claimed", session: "c1" } as const;
    const [finding] = findingsOf({ commits: [{ ...nothing, evidence: [session] }], pull: [opener] }, {}, sessionsOnly);
    assert.match(finding?.fix ?? "", /If a person wrote it, they sign it/);
  });

  it("leaves an unknown model to the rule that demands it", () => {
    assert.deepEqual(outcomesOf(judged({ commits: [by("claude-code", { ...traced, models: [] })] })), [
      "violation gate-commit-require-provenance",
    ]);
  });

  it("takes the model of GitHub's own list of tasks for that of each commit", () => {
    const task = by("claude-code", { source: "task", confidence: "proved", models: [model("claude-opus-4-8")] });
    const told = { commits: [by("claude-code", { sessions: ["s"] })], pull: [task] };
    assert.deepEqual(findingsOf(told, {}, sessionsOnly), []);
  });

  it("reports a model that only GitHub's list of tasks names, once", () => {
    const task = by("claude-code", { source: "task", confidence: "proved", models: [model("claude-haiku-4-5")] });
    const commits = [by("claude-code", traced), by("claude-code", traced)];
    assert.deepEqual(outcomesOf(judged({ commits, pull: [task] })), ["violation gate-commit-limit-models"]);
  });

  it("asks nothing of a tool without declared models, whether it tells its model or not", () => {
    for (const models of [[], [model("gpt-5")]])
      assert.deepEqual(findingsOf({ commits: [by("copilot", { sessions: ["s"], models })] }), []);
  });
});
