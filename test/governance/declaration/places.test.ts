import assert from "node:assert/strict";
import { edited, exampleText, problemsOf } from "../example.ts";

const small = (limits: string) =>
  [
    ["limits: { changedLines: 400, changedFiles: 20 }\n    actions", `limits: &small ${limits}\n    actions`],
    [
      "provenance: [session, model]\n    limits: { changedLines: 400, changedFiles: 20 }",
      "provenance: [session, model]\n    limits: { <<: *small }",
    ],
  ] as const;

describe("the place of a mistake", () => {
  it("is the right one of several fields that came in through a merge key", () => {
    const rule = "found 0, allowed: a whole number of lines from 1 to 1000000";
    assert.deepEqual(problemsOf(edited(...small("{ changedFiles: 20, changedLines: 0 }"))), [
      `governance.yaml:65:54: at tools.codex.limits.changedLines: ${rule}`,
      `governance.yaml:65:54: at tools.cursor.limits.changedLines: ${rule}`,
    ]);
  });

  it("is the mapping that lacks a field, though the field stands in another one inside it", () => {
    const text = edited([
      'branches: ["devin/**/*"]\n    repositories: []',
      'branches: ["devin/**/*"]\n      repositories: []',
    ]);
    assert.deepEqual(problemsOf(text), [
      "governance.yaml:78:3: at tools.devin.repositories: missing. Write: Repositories the tool may work in; everywhere else it is fenced.",
      "governance.yaml:87:7: at tools.devin.identities.repositories: unknown field, allowed: appId, logins, signedCommits, branches.",
    ]);
  });

  it("is the key of an unknown field, in a list too", () => {
    const waiver = "rule: github-ruleset-disallow-broad-bypass, target: {repository: docs}, reason: Agreed.";
    const text = `${exampleText}\nwaivers:\n  - {${waiver}, approvedBy: octocat, expires: 2027-03-31, because: x}\n`;
    assert.deepEqual(problemsOf(text), [
      "governance.yaml:136:137: at waivers[0].because: unknown field, allowed: rule, target, reason, approvedBy, expires.",
    ]);
  });

  it("is in the order of the text, in one line too", () => {
    assert.deepEqual(problemsOf(edited(["repositories: [docs, design-system]", "repositories: [docs, docs, a b]"])), [
      'governance.yaml:63:26: at tools.codex.repositories[1]: found "docs", which is also at tools.codex.repositories[0]; a repository must be listed once',
      "governance.yaml:63:32: at tools.codex.repositories[2]: found \"a b\", allowed: a repository name without its owner: letters, digits, '.', '_' and '-', at most 100",
      'governance.yaml:63:32: at tools.codex.repositories[2]: found "a b", allowed: a repository that a tier lists.',
    ]);
  });

  it("is none where aliases multiply without end", () => {
    const tenfold = (name: string, of: string) => `${name}: &${name} [${Array(10).fill(of).join(", ")}]`;
    const text = [tenfold("a", "x"), tenfold("b", "*a"), tenfold("c", "*b"), tenfold("d", "*c"), tenfold("e", "*d")];
    assert.deepEqual(problemsOf(text.join("\n")), [
      "governance.yaml:1:1: Excessive alias count indicates a resource exhaustion attack",
    ]);
  });
});

describe("what is said of a mistake", () => {
  it("names a field that is written twice without the blanks before its colon", () => {
    const [problem] = problemsOf(
      edited(["    reason: Not evaluated\n", "    reason: Not evaluated\n    reason : Twice\n"]),
    );
    assert.equal(problem, "governance.yaml:104:5: found the field reason a second time in this mapping; write it once");
  });

  it("asks for a mapping where tiers are a list, and does not guess their names", () => {
    assert.deepEqual(problemsOf(edited(["tiers:\n", "tiers: []\nformer:\n"])), [
      "governance.yaml:12:8: at tiers: found a list, allowed: a mapping",
      "governance.yaml:13:1: at former: unknown field, allowed: version, organization, tiers, defaultTier, aiPaths, tools, automation, gate, codeSecurity, actions, capture, audit, waivers.",
    ]);
  });
});
