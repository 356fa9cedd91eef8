import assert from "node:assert/strict";
import { provenanceOfTasks, type AgentTask, type Known } from "../../../governance/provenance/index.ts";
import { undeclared } from "./people.ts";

const head = { branch: "copilot/fix", pullId: 7 };

/** Sessions and models of the tools. */
function read(tasks: readonly AgentTask[], known: Known = undeclared): object[] {
  return provenanceOfTasks(tasks, head, known).tools.map(({ tool, confidence, sessions, models }) => ({
    tool,
    confidence,
    sessions,
    models: models.map(({ name }) => name),
  }));
}

const told = (sessions: string[], models: string[] = []): object[] => [
  { tool: "copilot", confidence: "proved", sessions, models },
];

describe("provenanceOfTasks", () => {
  it("takes the sessions that worked on the head branch", () => {
    const sessions = [
      { id: "s1", head_ref: "copilot/fix", model: "Claude Sonnet 4.6", prompt: "secret" },
      { id: "s2", head_ref: "refs/heads/copilot/fix", model: null },
      { id: "s3", head_ref: "copilot/other", model: "gpt-5" },
    ];
    assert.deepEqual(read([{ id: "t1", sessions }]), told(["s1", "s2"], ["claude-sonnet-4-6"]));
    assert.doesNotMatch(JSON.stringify(provenanceOfTasks([{ id: "t1", sessions }], head, undeclared)), /secret/);
  });

  it("takes the task that made the branch or the pull request, with sessions that tell no branch", () => {
    const branch = {
      id: "t1",
      artifacts: [{ type: "branch", data: { head_ref: "copilot/fix" } }],
      sessions: [{ id: "s1" }],
    };
    const pull = {
      id: "t2",
      artifacts: [{ type: "pull", data: { id: 7n } }],
      sessions: [{ id: "s2" }, { id: "s3", head_ref: "x" }],
    };
    assert.deepEqual(read([branch, pull]), told(["s1", "s2"]));
  });

  it("takes the task itself where its sessions were not asked for", () => {
    const artifacts = [{ type: "branch", data: { head_ref: "copilot/fix" } }];
    assert.deepEqual(
      read([{ id: "t1", html_url: "https://github.com/t1", artifacts }]),
      told(["https://github.com/t1"]),
    );
    assert.deepEqual(read([{ id: "t1", artifacts }]), told(["t1"]));
  });

  it("takes no task of another branch or pull request", () => {
    const other = [
      { id: "t1", artifacts: [{ type: "pull", data: { id: 8 } }, { type: "branch" }], sessions: [{ id: "s1" }] },
      { id: "t2" },
    ];
    assert.deepEqual(read(other), []);
    assert.deepEqual(provenanceOfTasks([{ ...other[0], id: "t" }], { branch: "y" }, undeclared).evidence, []);
  });

  it("calls Copilot as it is declared", () => {
    const known = { tools: [{ name: "github-agent", logins: ["Copilot"], branches: [] }], automation: [] };
    assert.deepEqual(read([{ id: "t", sessions: [{ id: "s", head_ref: head.branch }] }], known), [
      { tool: "github-agent", confidence: "proved", sessions: ["s"], models: [] },
    ]);
  });
});
