import assert from "node:assert/strict";
import { renderMarkdown, renderText, type PlanReport } from "../../../governance/plan/index.ts";
import {
  permissionSentences,
  resourceSentence,
  safeguardSentence,
  summaryOf,
  whereText,
} from "../../../governance/plan/sentences.ts";

const nowhere = { repositories: [], unlisted: false };
const at = (...repositories: string[]) => ({ repositories, unlisted: false });
const counts = { create: 0, update: 0, replace: 0, delete: 0, forget: 0, same: 0, hidden: 0 };

const quiet: PlanReport = {
  version: 1,
  repositories: ["docs", "ledger"],
  weakened: { repositories: 0, of: 2, share: 0 },
  permissions: [],
  safeguards: [],
  lockOuts: null,
  undecided: [],
  resources: { ...counts, same: 3, changed: [] },
  requests: { github: 0, aws: 0 },
};

const full: PlanReport = {
  ...quiet,
  weakened: { repositories: 1, of: 2, share: 0.5 },
  permissions: [
    {
      subject: "codex",
      permission: "push codex/**/*",
      before: nowhere,
      after: at("docs"),
      gained: at("docs"),
      lost: nowhere,
      undecided: nowhere,
    },
  ],
  safeguards: [
    { outcome: "weakened", safeguard: "approvals", detail: "2 to 1", where: at("ledger"), tier: "critical" },
    { outcome: "undecided", safeguard: "the bucket's policy", detail: "" },
    { outcome: "strengthened", safeguard: "kill switch of codex", detail: "" },
  ],
  lockOuts: [
    { who: "codex", ruleset: "ai-tier-critical", rule: "update", certainty: "certain", reason: "it must not push" },
    { who: "jules", ruleset: "ai-tier-critical", rule: "update", certainty: "possible", reason: "it must not push" },
  ],
  undecided: ["something `odd`\u001b[31m"],
  resources: { ...counts, update: 1, delete: 2, changed: [{ action: "update", type: "a:b:C", name: "it" }] },
  requests: { github: 2, aws: 1 },
};

describe("renderText", () => {
  it("tells everything there is, by section", () => {
    assert.deepEqual(renderText(full).split("\n"), [
      "This change weakens 1 of 2 repositories (50 %), strengthens one safeguard and cannot be told in full.",
      "",
      "Weakened",
      "  Approvals, 2 to 1: tier critical (ledger)",
      "",
      "Reach of tools",
      "  codex may now push codex/**/* in docs",
      "",
      "Strengthened",
      "  kill switch of codex: the whole organisation",
      "",
      "Locked out",
      "  codex is locked out by update of ai-tier-critical: it must not push",
      "  jules may be locked out by update of ai-tier-critical: it must not push",
      "",
      "Cannot be told",
      "  something `odd`?[31m",
      "",
      "Resources",
      "  1 to update, 2 to delete.",
      "  About 2 requests to GitHub and 1 to AWS.",
      "",
    ]);
  });
  it("leaves out what there is nothing of", () => {
    assert.deepEqual(renderText(quiet).split("\n"), [
      "Nothing changes for governance.",
      "",
      "Resources",
      "  3 unchanged.",
      "  About 0 requests to GitHub and 0 to AWS.",
      "",
    ]);
  });
  it("says how to have lock-outs judged, where there is anything to judge", () => {
    const text = renderText({ ...full, lockOuts: null });
    assert.match(text, /\nLocked out\n {2}not judged: name the declaration with --declaration governance\.yaml\n/);
    assert.doesNotMatch(renderText({ ...full, lockOuts: [] }), /Locked out/);
  });
});

describe("renderMarkdown", () => {
  it("puts what matters first and folds the rest, names in code spans", () => {
    assert.deepEqual(renderMarkdown(full).split("\n"), [
      "### AI governance plan",
      "",
      "This change weakens 1 of 2 repositories (50 %), strengthens one safeguard and cannot be told in full.",
      "",
      "**Weakened**",
      "",
      "- Approvals, `2 to 1`: tier `critical` (`ledger`)",
      "",
      "**Reach of tools**",
      "",
      "- `codex` may now `push codex/**/*` in `docs`",
      "",
      "**Locked out**",
      "",
      "- `codex` is locked out by `update` of `ai-tier-critical`: it must not push",
      "- `jules` may be locked out by `update` of `ai-tier-critical`: it must not push",
      "",
      "**Cannot be told**",
      "",
      "- `something ?odd??[31m`",
      "",
      "<details><summary>Strengthened</summary>",
      "",
      "- `kill switch of codex`: the whole organisation",
      "",
      "</details>",
      "",
      "<details><summary>Tools before and after</summary>",
      "",
      "| tool | permission | before | after |",
      "| --- | --- | --- | --- |",
      "| `codex` | `push codex/**/*` | none | `docs` |",
      "",
      "</details>",
      "",
      "<details><summary>Resources and requests</summary>",
      "",
      "- update `it` (`a:b:C`)",
      "",
      "1 to update, 2 to delete.",
      "About 2 requests to GitHub and 1 to AWS.",
      "",
      "</details>",
      "",
    ]);
  });
  it("leaves out what there is nothing of, and says how to have lock-outs judged", () => {
    assert.deepEqual(renderMarkdown(quiet).split("\n"), [
      "### AI governance plan",
      "",
      "Nothing changes for governance.",
      "",
      "<details><summary>Resources and requests</summary>",
      "",
      "3 unchanged.",
      "About 0 requests to GitHub and 0 to AWS.",
      "Locked out: not judged: name the declaration with --declaration governance.yaml.",
      "",
      "</details>",
      "",
    ]);
  });
  it("keeps a bar in a name from ending its cell", () => {
    const [change] = full.permissions;
    assert.ok(change);
    const text = renderMarkdown({ ...full, permissions: [{ ...change, subject: "a|b" }] });
    assert.match(text, /^\| `a\\\|b` \| /m);
  });
});

describe("whereText", () => {
  const listed = ["a", "b", "c", "d"];
  for (const [repositories, unlisted, expected] of [
    [[], false, ""],
    [["a"], false, "a"],
    [["a", "b"], false, "a, b"],
    [[], true, "unlisted repositories"],
    [["a"], true, "a and unlisted ones"],
    [["a", "b"], true, "a, b and unlisted ones"],
    [["a", "b", "c"], true, "every repository but d"],
    [["a", "b", "c", "d"], true, "every repository"],
  ] as const) {
    it(`says "${expected}"`, () => {
      assert.equal(whereText({ repositories, unlisted }, listed, String), expected);
    });
  }
  it("writes eight names out, and counts the ninth", () => {
    const names = Array.from({ length: 9 }, (_, index) => `r${index}`);
    const text = (count: number) => whereText({ repositories: names.slice(0, count), unlisted: false }, names, String);
    assert.equal(text(8), "r0, r1, r2, r3, r4, r5, r6, r7");
    assert.equal(text(9), "r0, r1, r2, r3, r4, r5, r6, r7 and 1 more");
  });
});

describe("permissionSentences", () => {
  const change = (permission: string, over: object) => ({
    subject: "codex",
    permission,
    before: nowhere,
    after: nowhere,
    gained: nowhere,
    lost: nowhere,
    undecided: nowhere,
    ...over,
  });
  it("puts permissions of one tool in the same repositories into one sentence", () => {
    const changes = [
      change("work", { gained: at("docs"), lost: at("ledger") }),
      change("push", { gained: at("docs"), undecided: at("ledger") }),
    ];
    assert.deepEqual(permissionSentences(changes, ["docs", "ledger"], String), [
      "codex may now work or push in docs",
      "codex may no longer work in ledger",
      "codex may or may not push in ledger",
    ]);
  });
});

describe("safeguardSentence", () => {
  const said = (change: object) =>
    safeguardSentence({ outcome: "weakened", safeguard: "rule x", detail: "", ...change }, ["a", "b"], String);
  it("names what is no control by itself, and the place as far as it is known", () => {
    assert.equal(said({}), "rule x: the whole organisation");
    assert.equal(said({ where: at("a") }), "rule x: a");
    assert.equal(
      said({ where: at("a"), tier: "standard", detail: "on to off" }),
      "rule x, on to off: tier standard (a)",
    );
  });
});

describe("summaryOf", () => {
  const weakened = (repositories: number, of: number) => ({ weakened: { repositories, of, share: repositories / of } });
  const safeguard = (outcome: "strengthened" | "weakened", name: string) => ({ outcome, safeguard: name, detail: "" });
  const said = (over: Partial<PlanReport>) =>
    summaryOf({ ...quiet, safeguards: [safeguard("weakened", "a")], ...over });

  it("never rounds some to none, nor to all", () => {
    assert.equal(said(weakened(1, 1000)), "This change weakens 1 of 1000 repositories (1 %).");
    assert.equal(said(weakened(999, 1000)), "This change weakens 999 of 1000 repositories (99 %).");
    assert.equal(said(weakened(1, 3)), "This change weakens 1 of 3 repositories (33 %).");
    assert.equal(said(weakened(3, 3)), "This change weakens 3 of 3 repositories (100 %).");
  });
  it("counts safeguards by name", () => {
    const safeguards = [safeguard("strengthened", "a"), safeguard("strengthened", "a"), safeguard("weakened", "c")];
    assert.equal(said({ safeguards }), "This change weakens nothing and strengthens one safeguard.");
    assert.equal(
      said({ safeguards: [...safeguards, safeguard("strengthened", "b")] }),
      "This change weakens nothing and strengthens 2 safeguards.",
    );
  });
  it("says so where nothing can be told, and where nothing is", () => {
    assert.equal(said({ safeguards: [], undecided: ["x"] }), "Not everything can be told.");
    assert.equal(said({ safeguards: [] }), "Nothing changes for governance.");
    assert.equal(said({ safeguards: [], lockOuts: full.lockOuts }), "This change weakens nothing.");
    assert.equal(said({ safeguards: [], permissions: full.permissions }), "This change weakens nothing.");
  });
});

describe("resourceSentence", () => {
  it("names every action there is, and adds up what stays", () => {
    const resources = { create: 1, update: 2, replace: 3, delete: 4, forget: 5, same: 6, hidden: 7, changed: [] };
    assert.equal(
      resourceSentence({ ...quiet, resources }),
      "1 to create, 2 to update, 3 to replace, 4 to delete, 5 to leave behind as they are, 13 unchanged.",
    );
  });
});
