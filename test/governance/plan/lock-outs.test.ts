import assert from "node:assert/strict";
import type { ResourceRecord } from "../../../governance/index.ts";
import { passesPattern } from "../../../governance/plan/metadata-pattern.ts";
import { parsed } from "../example.ts";
import { rules, tierRuleset } from "../policy/records.ts";
import { fence, planned } from "./previews.ts";

const declaration = parsed();
const noReply = { operator: "ends_with", pattern: "@users.noreply.github.com" };
const staff = { operator: "ends_with", pattern: "@meridian-pay.example" };

const withRule = (rule: object, over: object = {}) =>
  tierRuleset("critical", { rules: { ...rules, ...rule }, ...over });
const lockOuts = (before: readonly ResourceRecord[], after: ResourceRecord): string[] =>
  (planned(before, [after], declaration).lockOuts ?? []).map(
    ({ who, rule, certainty }) => `${who} ${certainty} ${rule}`,
  );
const before = [tierRuleset("critical")];

describe("lockOutsOf", () => {
  it("judges nobody without the declaration", () => {
    assert.equal(planned(before, [withRule({ commitAuthorEmailPattern: staff })]).lockOuts, null);
  });
  it("names tools and automation whose addresses an author pattern refuses", () => {
    const found = lockOuts(before, withRule({ commitAuthorEmailPattern: staff }));
    assert.ok(found.includes("claude-code certain commitAuthorEmailPattern"), String(found));
    assert.ok(found.includes("dependabot certain commitAuthorEmailPattern"), String(found));
  });
  it("leaves apps alone whose addresses match, and cannot tell of machine users", () => {
    assert.deepEqual(lockOuts(before, withRule({ commitAuthorEmailPattern: noReply })), [
      "copilot possible commitAuthorEmailPattern",
      "cursor possible commitAuthorEmailPattern",
      "openhands possible commitAuthorEmailPattern",
      "release-bot possible commitAuthorEmailPattern",
    ]);
  });
  it("cannot tell which of two committers GitHub writes", () => {
    const found = lockOuts(before, withRule({ committerEmailPattern: noReply }));
    assert.ok(found.includes("claude-code possible committerEmailPattern"), String(found));
  });
  it("turns a negated pattern round", () => {
    const bots = { operator: "contains", pattern: "[bot]", negate: true };
    assert.ok(
      lockOuts(before, withRule({ commitAuthorEmailPattern: bots })).includes("devin certain commitAuthorEmailPattern"),
    );
  });
  it("judges signatures by what the declaration says of each account", () => {
    const unsigned = [tierRuleset("critical", { rules: { ...rules, requiredSignatures: false } })];
    const found = (signedCommits: boolean | undefined) => {
      const dependabot = { ...declaration.automation["dependabot"], logins: ["dependabot[bot]"], signedCommits };
      const over = { ...declaration, automation: { dependabot } };
      const { lockOuts: all } = planned(unsigned, [withRule({})], over);
      return all?.find(({ who }) => who === "dependabot")?.certainty;
    };
    assert.deepEqual([true, false, undefined].map(found), [undefined, "certain", "possible"]);
  });
  it("judges rules against new branches and pushes by ref, and cannot tell of who names no branch", () => {
    const everywhere = { refName: { includes: ["~ALL"], excludes: ["refs/heads/devin/**/*"] } };
    for (const rule of ["creation", "update"]) {
      const found = lockOuts(before, withRule({ [rule]: true }, { conditions: everywhere }));
      assert.ok(found.includes(`codex certain ${rule}`), String(found));
      assert.ok(found.includes(`dependabot possible ${rule}`), String(found));
      assert.ok(!found.includes(`devin certain ${rule}`), String(found));
    }
  });
  it("says that a linear history and restricted paths may be in the way", () => {
    const found = lockOuts(
      before,
      withRule({ requiredLinearHistory: true, filePathRestriction: { restrictedFilePaths: ["a"] } }),
    );
    assert.ok(found.includes("dependabot possible requiredLinearHistory"), String(found));
    assert.ok(found.includes("codex possible filePathRestriction"), String(found));
  });
  it("cannot tell of a pattern that names the number of an account", () => {
    const numbered = { operator: "regex", pattern: "^49699333\\+dependabot" };
    assert.ok(
      lockOuts(before, withRule({ commitAuthorEmailPattern: numbered })).includes(
        "dependabot possible commitAuthorEmailPattern",
      ),
    );
  });
  it("counts no bypass in pull requests for pushes", () => {
    const bypassActors = [{ actorType: "Integration", actorId: 29110, bypassMode: "pull_request" }];
    const found = lockOuts(before, withRule({ commitAuthorEmailPattern: staff }, { bypassActors }));
    assert.ok(found.includes("dependabot certain commitAuthorEmailPattern"), String(found));
  });
  it("leaves fences to what is told of reach", () => {
    assert.deepEqual(planned([], [fence("codex")], declaration).lockOuts, []);
  });
  it("says that messages may be in the way of everybody", () => {
    const ticket = { commitMessagePattern: { operator: "regex", pattern: "^[A-Z]+-\\d+" } };
    assert.ok(lockOuts(before, withRule(ticket)).includes("codex possible commitMessagePattern"));
  });
  it("judges names of branches where the ruleset covers them", () => {
    const rule = { branchNamePattern: { operator: "starts_with", pattern: "claude/" } };
    const conditions = {
      refName: { includes: ["~ALL"], excludes: ["refs/heads/devin/**/*"] },
      repositoryName: { includes: ["~ALL"], excludes: [] },
    };
    const found = lockOuts(before, withRule(rule, { conditions })).filter((line) => line.endsWith("branchNamePattern"));
    assert.ok(found.includes("codex certain branchNamePattern"), String(found));
    assert.ok(!found.some((line) => /^(claude-code|devin) /.test(line)), String(found));
    assert.deepEqual(lockOuts(before, withRule(rule)), [
      "dependabot possible branchNamePattern",
      "release-bot possible branchNamePattern",
    ]);
  });
  it("says nothing of rules that were there before, that are off, or that the app may pass", () => {
    const rule = { commitAuthorEmailPattern: staff };
    const dependabot = { bypassActors: [{ actorType: "Integration", actorId: 29110, bypassMode: "always" }] };
    assert.deepEqual(lockOuts([withRule(rule)], withRule({ ...rule, deletion: false })), []);
    assert.deepEqual(lockOuts(before, withRule(rule, { enforcement: "disabled" })), []);
    assert.ok(!lockOuts(before, withRule(rule, dependabot)).some((line) => line.startsWith("dependabot")));
  });
  it("names those whom a dormant rule refuses once it is switched on", () => {
    const rule = { commitAuthorEmailPattern: staff };
    assert.ok(
      lockOuts([withRule(rule, { enforcement: "disabled" })], withRule(rule)).includes(
        "jules certain commitAuthorEmailPattern",
      ),
    );
  });
});

describe("passesPattern", () => {
  for (const [operator, pattern, text, answer] of [
    ["starts_with", "a", "ab", "yes"],
    ["ends_with", "a", "ab", "no"],
    ["contains", "b", "abc", "yes"],
    ["regex", "(?i)^AB", "abc", "yes"],
    ["regex", "^(a+)+$", `${"a".repeat(60)}b`, "no"],
    ["regex", "(", "abc", "unknown"],
    ["sounds_like", "a", "a", "unknown"],
  ] as const) {
    it(`answers ${answer} for ${operator} ${pattern}`, () => {
      assert.equal(passesPattern({ operator, pattern }, text), answer);
    });
  }
});
