import assert from "node:assert/strict";
import { judge } from "../../../governance/gate/index.ts";
import { parsed } from "../example.ts";
import { change, circumstances, commit, outcomesOf, pull } from "./changes.ts";
import type { Change } from "../../../governance/gate/index.ts";

const verdictOf = (over: Partial<Change>) => {
  const report = judge(change(over), parsed(), circumstances);
  return [
    report.verdict,
    ...outcomesOf(report),
    ...report.tools.map(({ tool, confidence }) => `${tool} ${confidence}`),
  ];
};
const saying = (message: string, over: Parameters<typeof commit>[1] = {}) => commit(1, { message, ...over });
const copilot = { name: "copilot-swe-agent[bot]", email: "198982749+Copilot@users.noreply.github.com" };
const digest = `hmac-sha256:01234567:${"a".repeat(64)}`;

describe("the gate on commits as they are written", () => {
  it("passes a commit of a person", () => {
    assert.deepEqual(verdictOf({}), ["pass"]);
  });

  it("passes Claude Code with its session, model and digest", () => {
    const message = `Fix\n\nAssisted-by: claude-code:claude-opus-4-8\nAI-Session: claude-code:s1\nAI-Prompt-Digest: ${digest}\n`;
    assert.deepEqual(verdictOf({ commits: [saying(message)] }), ["pass", "claude-code claimed"]);
  });

  it("blocks Claude Code that names itself only, by the address that it signs with", () => {
    const message = "Fix\n\nCo-Authored-By: Claude Opus 4.8 <noreply@anthropic.com>\n";
    assert.deepEqual(verdictOf({ commits: [saying(message)] }), [
      "blocked",
      "violation gate-commit-require-provenance",
      "claude-code claimed",
    ]);
  });

  it("passes Copilot with the link to its session", () => {
    const message =
      "Fix\n\nAgent-Logs-Url: https://github.com/meridian-pay/docs/sessions/0b9e7c4e-4a8e-4b53-8f0e-0d8e5b1c2a3f\n";
    const signed = saying(message, { author: copilot, committer: copilot, verified: true });
    const opened = { ...pull, author: "Copilot", isBot: true, headBranch: "copilot/fix" };
    assert.deepEqual(verdictOf({ commits: [signed], pull: opened }), ["pass", "copilot proved"]);
  });

  it("blocks what was squashed from a stopped tool's commits, in whichever paragraph it is named", () => {
    const message =
      "Fix (#7)\n\n* One\n\nCo-authored-by: Devin AI <158243242+devin-ai-integration[bot]@users.noreply.github.com>\n\n* Two\n\nMore.\n";
    assert.deepEqual(verdictOf({ commits: [saying(message)] }), [
      "blocked",
      "violation gate-tool-require-trust",
      "devin claimed",
    ]);
  });

  it("blocks a branch in a stopped tool's namespace", () => {
    assert.deepEqual(verdictOf({ pull: { ...pull, headBranch: "devin/fix" } }), [
      "blocked",
      "violation gate-tool-require-trust",
      "devin claimed",
    ]);
  });

  it("passes Dependabot, and blocks a bot that nothing knows", () => {
    const bot = (name: string) => ({ name: `${name}[bot]`, email: `1+${name}[bot]@users.noreply.github.com` });
    const by = (name: string) => ({
      pull: { ...pull, author: `${name}[bot]`, isBot: true },
      commits: [saying("Bump", { author: bot(name), committer: bot(name) })],
    });
    assert.deepEqual(verdictOf(by("dependabot")), ["pass"]);
    assert.deepEqual(verdictOf(by("mystery")), ["blocked", "violation gate-tool-require-declaration"]);
  });

  it("takes a repository's name in whatever case for the one that is declared", () => {
    const message = "Fix\n\nCopilot-Session: 0b9e7c4e-4a8e-4b53-8f0e-0d8e5b1c2a3f\n";
    const reportOf = (repository: string) =>
      judge(change({ repository, commits: [saying(message)] }), parsed(), circumstances);
    assert.deepEqual([reportOf("DOCS").verdict, reportOf("DOCS").repository], ["pass", "docs"]);
    assert.deepEqual([reportOf("Ledger").verdict, reportOf("Ledger").tier], ["blocked", "critical"]);
    assert.deepEqual([reportOf("Unlisted").tier, reportOf("Unlisted").repository], ["standard", "Unlisted"]);
  });

  it("passes who denies, and shows the denial", () => {
    const denied = { commits: [saying("Fix\n\nAssisted-by: none\n")] };
    assert.deepEqual(verdictOf(denied), ["pass"]);
    assert.deepEqual(judge(change(denied), parsed(), circumstances).denials, ["Jane"]);
  });
});
