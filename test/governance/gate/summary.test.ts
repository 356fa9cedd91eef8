import assert from "node:assert/strict";
import {
  by,
  change,
  circumstances,
  commit,
  document,
  file,
  idOf,
  judged,
  model,
  nothing,
  pull,
  traced,
} from "./changes.ts";
import { judge } from "../../../governance/gate/index.ts";
import { parsed } from "../example.ts";

const denial = { source: "trailer", row: "assisted-by", confidence: "claimed" } as const;

describe("a report", () => {
  it("shows who took part, proved tools first, and what nobody can prove", () => {
    const commits = [
      by("copilot", { sessions: ["s1"], models: [model("gpt-5")] }),
      by("claude-code", { ...traced, confidence: "proved", source: "author" }),
      by("claude-code", { ...traced, sessions: ["s2"] }),
      { ...nothing, automation: ["dependabot"] },
      { ...nothing, denials: [denial] },
      {
        commit: commit(6, { author: { name: "Ann\u0007", email: "ann@example.com" } }),
        provenance: { ...nothing, denials: [denial, denial] },
      },
    ];
    const files = [file("AGENTS.md"), file("src/a.ts")];
    assert.deepEqual(judged({ commits, pull: [by("copilot", { source: "branch", sessions: ["s1"] })] }, { files }), {
      repository: "docs",
      pull: 7,
      trigger: "pull_request",
      head: idOf(1),
      tier: "standard",
      document,
      verdict: "pass",
      tools: [
        { tool: "claude-code", state: "enabled", confidence: "proved", models: traced.models, sessions: 2, commits: 2 },
        { tool: "copilot", state: "enabled", confidence: "claimed", models: [model("gpt-5")], sessions: 1, commits: 1 },
      ],
      automation: ["dependabot"],
      commits: 6,
      withoutTool: 2,
      denials: ["Jane", "Ann?"],
      aiPaths: [{ path: "AGENTS.md", tools: ["claude-code", "copilot"] }],
      findings: [],
      left: [
        { rule: "gate-path-require-owners", to: "GitHub's rule asks the code owners" },
        {
          rule: "gate-change-require-approvals",
          to: "GitHub's rules count them: a review does not start this check",
        },
      ],
    });
  });

  it("names who denies in the text of the pull request by account", () => {
    assert.deepEqual(judged({ pull: [{ ...nothing, denials: [denial] }] }).denials, [pull.author]);
  });

  it("takes GitHub's list of agent tasks for proof that a tool took part", () => {
    const tasks = by("devin", { source: "task", confidence: "proved" });
    const { verdict, tools } = judge(change({ tasks }), parsed(), circumstances);
    assert.deepEqual(
      [verdict, tools.map(({ tool, confidence }) => [tool, confidence])],
      ["blocked", [["devin", "proved"]]],
    );
  });

  it("about a range has no pull request", () => {
    const { pull: _, ...range } = change({ trigger: "range" });
    const report = judge(range, parsed(), circumstances);
    assert.deepEqual(
      [report.pull, report.trigger, report.verdict, report.withoutTool],
      [undefined, "range", "pass", 1],
    );
  });
});
