/** A pull request of each tool, of a person and of a bot: what the gate says, and why. */
import type { NewCommit } from "../../../local/environment/commits.ts";
import assert from "node:assert/strict";
import { claude, tom } from "../../attacks/trial.ts";
import type { GateTrial } from "./organization.ts";
import { gateRun, openWith, saying, saidBy } from "./pulls.ts";

interface Case {
  readonly title: string;
  readonly login: string;
  readonly repo: string;
  readonly branch: string;
  readonly commits: readonly NewCommit[];
  readonly conclusion: "success" | "failure";
  readonly text: readonly string[];
}

const lines = (count: number): string => "export {};\n".repeat(count);

const cases: readonly Case[] = [
  {
    title: "lets Copilot through, which names its session",
    ...{ login: "copilot-swe-agent[bot]", repo: "docs", branch: "copilot/tidy", conclusion: "success" },
    commits: [
      saying(
        "Tidy\n\nAgent-Logs-Url: https://github.com/meridian-pay/docs/sessions/0b0c1f5e-1c1c-4d4d-8e8e-9f9f9f9f9f9f",
      ),
    ],
    text: ["docs#1 passes (tier standard, 1 commit, head <id>)."],
  },
  {
    title: "blocks Claude Code without a prompt digest",
    ...{ login: claude, repo: "storefront", branch: "claude/total", conclusion: "failure" },
    commits: [
      saying(
        "Add a total\n\nAssisted-by: claude-code:claude-opus-4-8\nClaude-Session: https://claude.ai/code/session_01",
      ),
    ],
    text: [
      "storefront#1 is blocked: 1 problem (tier standard, 1 commit, head <id>).",
      "Every commit of a tool says of its origin what the declaration asks for [gate-commit-require-provenance]",
      "- Commit <id> tells no prompt digest of Claude Code; tools.claude-code.provenance asks for it in every commit.",
      "Fix: Add to its message (git rebase -i, reword): AI-Prompt-Digest: <digest>. `ai-governance capture install` writes them into the commits to come.",
    ],
  },
  {
    title: "blocks Codex, which is constrained, over its limit of lines",
    ...{ login: "chatgpt-codex-connector[bot]", repo: "docs", branch: "codex/big", conclusion: "failure" },
    commits: [saying("Add much\n\nAI-Session: codex:42", { "src/big.ts": lines(401) })],
    text: [
      "docs#2 is blocked: 1 problem (tier standard, 1 commit, head <id>).",
      "A tool's change stays within its limits of lines and files [gate-change-limit-size]",
      "- The change has 401 changed lines; a change that OpenAI Codex took part in must have at most 400 changed lines (tools.codex.limits.changedLines).",
      "Fix: Split it into smaller pull requests.",
    ],
  },
  {
    title: "blocks Cursor without a model",
    ...{ login: "cursor[bot]", repo: "design-system", branch: "cursor/theme", conclusion: "failure" },
    commits: [saying("Change the theme\n\nAI-Session: cursor:42")],
    text: [
      "design-system#1 is blocked: 1 problem (tier standard, 1 commit, head <id>).",
      "Every commit of a tool says of its origin what the declaration asks for [gate-commit-require-provenance]",
      "- Commit <id> tells no model of Cursor background agent; tools.cursor.provenance asks for it in every commit.",
      "Fix: Add to its message (git rebase -i, reword): Assisted-by: cursor:<model>. `ai-governance capture install` writes them into the commits to come.",
    ],
  },
  {
    title: "blocks Devin, which is quarantined, under a branch name that its fence does not reach",
    ...{ login: "devin-ai-integration[bot]", repo: "docs", branch: "fix/typo", conclusion: "failure" },
    commits: [saying("Fix a typo")],
    text: [
      "docs#3 is blocked: 1 problem (tier standard, 1 commit, head <id>).",
      "No tool that took part is quarantined or disabled [gate-tool-require-trust]",
      "- Devin took part (opened the pull request; commit <id>: author); Devin is quarantined (Pushed generated credentials to a sample repository on 2026-10-28; under review), and nothing that it had a part in is merged.",
      "Fix: Keep the pull request open until Devin is trusted again, or let people take the work over: a new branch name, commits of their own.",
    ],
  },
  {
    title: "blocks Jules, which is disabled, likewise",
    ...{ login: "google-labs-jules[bot]", repo: "docs", branch: "fix/link", conclusion: "failure" },
    commits: [saying("Fix a link")],
    text: [
      "docs#4 is blocked: 1 problem (tier standard, 1 commit, head <id>).",
      "No tool that took part is quarantined or disabled [gate-tool-require-trust]",
      "- Google Jules took part (opened the pull request; commit <id>: author); Google Jules is disabled (No data-processing agreement), and nothing that it had a part in is merged.",
      "Fix: Close the pull request; write the change without Google Jules.",
    ],
  },
  {
    title: "blocks a tool that nobody declared, in a person's pull request",
    ...{ login: tom, repo: "docs", branch: "feature/aider", conclusion: "failure" },
    commits: [saying("Add a page\n\nCo-authored-by: aider (gpt-5.1) <aider@aider.chat>")],
    text: [
      "docs#5 is blocked: 1 problem (tier standard, 1 commit, head <id>).",
      "Every AI tool and bot that took part is declared [gate-tool-require-declaration]",
      "- The change claims that aider took part (commit <id>: trailer in line 3); the governance document declares no such tool, and every AI tool must be declared.",
      "Fix: Ask the platform team to declare it: tools.aider in governance.yaml. Until then write the change without it. If it is one of these, call it so: copilot, claude-code, codex, cursor, devin, jules and openhands.",
    ],
  },
  {
    title: "lets a person through who names no tool, and shows that as a claim",
    ...{ login: tom, repo: "docs", branch: "feature/page", conclusion: "success" },
    commits: [saying("Add a page")],
    text: [
      "docs#6 passes (tier standard, 1 commit, head <id>).",
      "The commit names no AI tool: a claim of whoever wrote it, which nothing here proves.",
    ],
  },
  {
    title: "lets declared automation through",
    ...{ login: "dependabot[bot]", repo: "docs", branch: "dependabot/npm/zod-5", conclusion: "success" },
    commits: [saying("Bump zod")],
    text: ["docs#7 passes (tier standard, 1 commit, head <id>).", "Bots that are no AI tools took part: dependabot."],
  },
];

export function toolCases(copy: () => Promise<GateTrial>): void {
  describe("a pull request of each tool", () => {
    let trial: GateTrial;
    before(async () => void (trial = await copy()));
    after(() => trial.close());

    for (const { title, login, repo, branch, commits, conclusion, text } of cases) {
      it(title, async () => {
        await openWith(trial, login, repo, branch, commits);
        const run = await gateRun(trial);
        assert.deepEqual({ conclusion: run.conclusion, text: saidBy(run) }, { conclusion, text });
        const verdict = conclusion === "success" ? "pass" : "blocked";
        assert.ok(run.summary.startsWith(`### AI governance gate: ${verdict}\n`), run.summary);
      });
    }
  });
}
