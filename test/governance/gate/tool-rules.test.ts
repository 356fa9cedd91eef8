import assert from "node:assert/strict";
import { judge, type PullRequest } from "../../../governance/gate/index.ts";
import type { Provenance } from "../../../governance/provenance/index.ts";
import { parsed } from "../example.ts";
import {
  by,
  change,
  circumstances,
  commit,
  findingsOf,
  idOf,
  judged,
  nothing,
  outcomesOf,
  pull,
  together,
  traced,
} from "./changes.ts";
import { judgeOrigins } from "../../../governance/gate/judge.ts";

const id = idOf(1).slice(0, 7);

describe("gate-tool-require-declaration", () => {
  it("reports a tool that the declaration does not know, with the places that name it", () => {
    assert.deepEqual(findingsOf({ commits: [by("zed", { source: "author" })] }), [
      {
        rule: "gate-tool-require-declaration",
        outcome: "violation",
        message: `The change claims that zed took part (commit ${id}: author); the governance document declares no such tool, and every AI tool must be declared.`,
        fix: "Ask the platform team to declare it: tools.zed in governance.yaml. Until then write the change without it. If it is one of these, call it so: copilot, claude-code, codex, cursor, devin, jules and openhands.",
      },
    ]);
  });

  it("reports a tool that only the branch or the text of the pull request names", () => {
    for (const source of ["branch", "text"] as const)
      assert.deepEqual(outcomesOf(judged({ pull: [by("zed", { source })] })), [
        "violation gate-tool-require-declaration",
      ]);
  });

  it("takes no name of an object's own for a declared tool", () => {
    for (const name of ["constructor", "__proto__", "toString"])
      assert.deepEqual(outcomesOf(judged({ commits: [by(name)] })), ["violation gate-tool-require-declaration"]);
  });

  it("reports a bot that nothing knows once, with its places", () => {
    const bot = { ...nothing, unknownBots: ["mystery[bot]"] };
    assert.deepEqual(findingsOf({ commits: [bot, nothing, bot, bot, bot], pull: [bot] }), [
      {
        rule: "gate-tool-require-declaration",
        outcome: "violation",
        message: `The bot mystery[bot] took part (the pull request, commit ${idOf(1).slice(0, 7)}, commit ${idOf(3).slice(0, 7)} and 2 more); the governance document does not say what it is, and every bot must be declared.`,
        fix: "Ask the platform team to declare mystery[bot]: under tools in governance.yaml if it writes code by AI, else under automation.",
      },
    ]);
  });

  it("reports an opener that GitHub calls a bot and nothing knows", () => {
    const unknown = (over: Partial<PullRequest>) =>
      judge(change({ pull: { ...pull, author: "Robot", isBot: true, ...over } }), parsed(), circumstances);
    const [finding] = unknown({}).findings;
    assert.match(finding?.message ?? "", /^The bot Robot took part \(the pull request\)/);
    const named = [
      unknown({ body: "Co-authored-by: dependabot[bot] <support@github.com>" }),
      unknown({ body: "Assisted-by: claude-code" }),
      unknown({ headBranch: "copilot/fix" }),
    ];
    assert.deepEqual(
      named.map((report) => report.findings.filter(({ rule }) => rule === "gate-tool-require-declaration")),
      named.map(() => [finding]),
    );
  });

  it("allows declared automation as opener, and still reads its commits", () => {
    const opened = { pull: { ...pull, author: "dependabot[bot]", isBot: true } };
    const dependabot = { ...nothing, automation: ["dependabot"] };
    assert.deepEqual(outcomesOf(judged({ commits: [dependabot], pull: [dependabot] }, opened)), []);
    assert.deepEqual(outcomesOf(judged({ commits: [by("jules")], pull: [dependabot] }, opened)), [
      "violation gate-tool-require-trust",
    ]);
  });

  it("allows a declared tool as opener", () => {
    const opener = by("copilot", { source: "opener", confidence: "proved" });
    const told = { commits: [by("copilot", { sessions: ["s"] })], pull: [opener] };
    assert.deepEqual(outcomesOf(judged(told, { pull: { ...pull, author: "Copilot", isBot: true } })), []);
  });

  it("says where a name looks like another", () => {
    const [finding] = findingsOf({ commits: [by("cl\u0430ude-code")] });
    assert.match(finding?.message ?? "", /declares no such tool \(in its name: U\+0430\), and every/);
  });

  it("cleans names of what moves a cursor or hides", () => {
    const [finding] = findingsOf({ commits: [by("ev\u001b[2Jil\u202e\n")] });
    assert.match(finding?.message ?? "", /that ev\?\[2Jil\?\? took part/);
  });
});

describe("gate-tool-require-trust", () => {
  it("reports a quarantined tool that is only claimed, and asks nothing else of it", () => {
    assert.deepEqual(findingsOf({ commits: [by("devin")] }), [
      {
        rule: "gate-tool-require-trust",
        outcome: "violation",
        message: `The change claims that Devin took part (commit ${id}: trailer); Devin is quarantined (Pushed generated credentials to a sample repository on 2026-10-28; under review), and nothing that it had a part in is merged.`,
        fix: "Keep the pull request open until Devin is trusted again, or let people take the work over: a new branch name, commits of their own.",
      },
    ]);
  });

  it("reports a disabled tool that opened the pull request as a fact", () => {
    const [finding, ...others] = findingsOf({ pull: [by("jules", { confidence: "proved", source: "opener" })] });
    assert.deepEqual(others, []);
    assert.equal(
      finding?.message,
      "Google Jules took part (opened the pull request); Google Jules is disabled (No data-processing agreement), and nothing that it had a part in is merged.",
    );
    assert.equal(finding?.fix, "Close the pull request; write the change without Google Jules.");
  });

  it("takes the stricter of declaration and overlay, without the reason of a state that no longer holds", () => {
    const told = { commits: [by("claude-code", traced)] };
    const strict = findingsOf(told, {}, parsed(), { overlay: { "claude-code": "disabled" } });
    assert.deepEqual(
      strict.map(({ rule, message }) => [rule, message]),
      [
        [
          "gate-tool-require-trust",
          `The change claims that Claude Code took part (commit ${id}: trailer); Claude Code is disabled, and nothing that it had a part in is merged.`,
        ],
      ],
    );
    const [stopped] = findingsOf({ commits: [by("devin")] }, {}, parsed(), { overlay: { devin: "disabled" } });
    assert.match(stopped?.message ?? "", /; Devin is disabled, and nothing/);
    const loose = judged({ commits: [by("devin")] }, {}, parsed(), { overlay: { devin: "enabled" } });
    assert.deepEqual(outcomesOf(loose), ["violation gate-tool-require-trust"]);
  });

  it("names every stopped tool, whichever else took part", () => {
    const mixed = together(by("devin"), together(by("jules"), by("claude-code", traced)));
    assert.deepEqual(outcomesOf(judged({ commits: [mixed] })), [
      "violation gate-tool-require-trust",
      "violation gate-tool-require-trust",
    ]);
  });

  it("tells whoever chose a tool's name for a branch only to rename it", () => {
    const hint = / If it had no part in it, rename the branch: such names are a tool's\.$/;
    const fixes = (pullSays: Provenance[], repository = "docs") =>
      findingsOf({ pull: pullSays }, { repository }).map(({ fix }) => hint.test(fix));
    const branch = (tool: string) => by(tool, { source: "branch" });
    assert.deepEqual(fixes([branch("jules")]), [true]);
    assert.deepEqual(fixes([branch("goose")]), [true]);
    assert.deepEqual(fixes([branch("claude-code")], "ledger"), [true]);
    assert.deepEqual(fixes([branch("jules"), by("jules", { source: "text" })]), [false]);
    assert.deepEqual(fixes([by("jules", { source: "opener", confidence: "proved" })]), [false]);
  });

  it("stays undecided where commits could not be read, which no waiver lets pass", () => {
    const missing = { missing: "The clone is shallow. Run: git fetch --unshallow" };
    const report = judgeOrigins(change({ commits: missing }), { pull: [], commits: missing }, parsed(), circumstances);
    assert.deepEqual(report.findings, [
      {
        rule: "gate-tool-require-trust",
        outcome: "undecided",
        message: "The commits could not be read, so nobody can tell which tools took part; every commit must be read.",
        fix: "The clone is shallow. Run: git fetch --unshallow",
      },
    ]);
    assert.deepEqual([report.verdict, report.commits, report.withoutTool], ["undecided", undefined, undefined]);
  });

  it("stays undecided where there is no commit", () => {
    assert.deepEqual(outcomesOf(judged({ commits: [] })), ["undecided gate-tool-require-trust"]);
  });
});

describe("gate-tool-require-admission", () => {
  it("reports a tool outside its repositories", () => {
    const told = { commits: [by("claude-code", { ...traced, confidence: "proved", source: "author" })] };
    assert.deepEqual(findingsOf(told, { repository: "ledger" }), [
      {
        rule: "gate-tool-require-admission",
        outcome: "violation",
        message: `Claude Code took part (commit ${id}: author); Claude Code is not admitted to ledger, and tools must keep to their repositories.`,
        fix: "Write the change without it, or ask developer-experience to add ledger to tools.claude-code.repositories in governance.yaml.",
      },
    ]);
  });

  it("admits no tool to a repository that the declaration does not list, and judges it by the default tier", () => {
    for (const repository of ["unlisted", "constructor", "__proto__"]) {
      const report = judged({ commits: [by("claude-code", traced)] }, { repository });
      assert.deepEqual([report.tier, ...outcomesOf(report)], ["standard", "violation gate-tool-require-admission"]);
    }
  });

  it("allows people everywhere", () => {
    assert.deepEqual(outcomesOf(judged({}, { repository: "card-vault" })), []);
  });
});

describe("what exempts nothing", () => {
  const told = { commits: [by("devin")] };
  const blocked = ["violation gate-tool-require-trust"];

  it("forks", () => {
    assert.deepEqual(outcomesOf(judged(told, { pull: { ...pull, fromFork: true } })), blocked);
  });

  it("drafts", () => {
    assert.deepEqual(outcomesOf(judged(told, { pull: { ...pull, draft: true } })), blocked);
  });

  it("backports to another branch, whose commits keep their trailers", () => {
    const report = judged(told, { pull: { ...pull, baseBranch: "release/1", headBranch: "backport/7" } });
    assert.deepEqual(outcomesOf(report), blocked);
  });

  it("a tier on trial", () => {
    const trial = parsed(["approvals: 1\n", "approvals: 1\n    evaluate: { owner: platform, until: 2027-01-01 }\n"]);
    const report = judged(told, {}, trial);
    assert.deepEqual([report.verdict, ...outcomesOf(report)], ["blocked", ...blocked]);
  });

  it("a claim that no AI tool was used", () => {
    const denial = { source: "trailer", row: "assisted-by", confidence: "claimed" } as const;
    const denied = { ...by("devin"), denials: [denial] };
    assert.deepEqual(outcomesOf(judged({ commits: [denied] })), blocked);
  });
});

describe("a verified commit", () => {
  it("is no exemption either", () => {
    const signed = { commit: commit(1, { verified: true }), provenance: by("devin", { confidence: "proved" }) };
    assert.deepEqual(outcomesOf(judged({ commits: [signed] })), ["violation gate-tool-require-trust"]);
  });
});
