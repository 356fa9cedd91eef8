import assert from "node:assert/strict";
import { UNKNOWN } from "../../../governance/index.ts";
import { unlisted } from "../../../governance/plan/placement.ts";
import { reaches } from "../../../governance/plan/reach.ts";
import { coversScope, refScopesOf, scopeText } from "../../../governance/plan/ref-scopes.ts";
import { record, repositoryRuleset } from "../policy/records.ts";

const docs = { name: "docs", id: 42, properties: { "ai-tier": "standard", "ai-tools": ["codex"] } };
const others = { name: unlisted, properties: { "ai-tier": "standard" } };
const names = (includes: unknown, excludes?: unknown) => ({ repositoryName: { includes, excludes } });
const about = (value: unknown, over: object = {}) => ({ name: "ai-tier", propertyValues: value, ...over });
const properties = (includes: unknown, excludes?: unknown) => ({ repositoryProperty: { includes, excludes } });

describe("reaches", () => {
  for (const [says, conditions, answer] of [
    ["no condition", {}, "no"],
    ["unknown conditions", UNKNOWN, "unknown"],
    ["its name", names(["ledger", "docs"]), "yes"],
    ["a pattern of its name", names(["d*"]), "yes"],
    ["every name", names(["~ALL"]), "yes"],
    ["another name", names(["ledger"]), "no"],
    ["every name but its own", names(["~ALL"], ["docs"]), "no"],
    ["every name but another", names(["~ALL"], ["ledger"]), "yes"],
    ["unknown names", { repositoryName: UNKNOWN }, "unknown"],
    ["an unknown name", names(["ledger", UNKNOWN]), "unknown"],
    ["every name but an unknown one", names(["~ALL"], [UNKNOWN]), "unknown"],
    ["its number", { repositoryIds: [41, 42] }, "yes"],
    ["its number as text", { repositoryIds: ["42"] }, "yes"],
    ["another number", { repositoryIds: [41] }, "no"],
    ["an unknown number", { repositoryIds: [41, UNKNOWN] }, "unknown"],
    ["its value", properties([about(["standard"])]), "yes"],
    ["its value among others", properties([about(["critical", "standard"])]), "yes"],
    ["one of its values", properties([about(["codex"], { name: "ai-tools" })]), "yes"],
    ["another value", properties([about(["critical"])]), "no"],
    ["an unknown value", properties([about([UNKNOWN])]), "unknown"],
    ["a value of a property that it does not have", properties([about(["x"], { name: "team" })]), "no"],
    ["its value and another", properties([about(["standard"]), about(["x"], { name: "team" })]), "no"],
    ["its value and an unknown condition", properties([about(["standard"]), UNKNOWN]), "unknown"],
    ["unknown properties", { repositoryProperty: UNKNOWN }, "unknown"],
    ["all but its value", properties([], [about(["standard"])]), "no"],
    ["all but another value", properties([], [about(["critical"])]), "yes"],
    ["all but an unknown condition", properties([], [UNKNOWN]), "unknown"],
    ["a property of GitHub's", properties([about(["standard"], { source: "system" })]), "unknown"],
    ["a property of unknown name", properties([about(["standard"], { name: UNKNOWN })]), "unknown"],
    ["its name and its value", { ...names(["docs"]), ...properties([about(["standard"])]) }, "yes"],
    ["its name and another value", { ...names(["docs"]), ...properties([about(["critical"])]) }, "no"],
    ["its name and another number", { ...names(["docs"]), repositoryIds: [41] }, "no"],
  ] as const) {
    it(`answers ${answer} for ${says}`, () => {
      assert.equal(reaches(conditions, docs), answer);
    });
  }

  it("cannot tell of a repository whose value is not known", () => {
    const open = { ...docs, properties: { "ai-tier": UNKNOWN } };
    assert.equal(reaches(properties([about(["standard"])]), open), "unknown");
    assert.equal(reaches(properties([], [about(["standard"])]), open), "unknown");
  });
  it("reaches repositories that nobody lists by every name and by defaults, never by a pattern or a number", () => {
    assert.equal(reaches(names(["~ALL"]), others), "yes");
    assert.equal(reaches(names(["*"]), others), "no");
    assert.equal(reaches(properties([about(["standard"])]), others), "yes");
    assert.equal(reaches({ repositoryIds: [42] }, others), "no");
    assert.equal(reaches({ repositoryIds: [42, UNKNOWN] }, others), "unknown");
  });
  it("reaches a repository of unknown number by no number that is known", () => {
    for (const id of [undefined, UNKNOWN]) {
      assert.equal(reaches({ repositoryIds: [42] }, { ...docs, id }), "no");
      assert.equal(reaches({ repositoryIds: [UNKNOWN] }, { ...docs, id }), "unknown");
    }
    assert.equal(reaches({ repositoryIds: [Number.NaN] }, { ...docs, id: undefined }), "no");
  });
  it("reaches a repository that only its number stands for by that number alone", () => {
    const numbered = { name: "#42", id: 42, properties: { "ai-tier": "standard" } };
    assert.equal(reaches({ repositoryIds: [42] }, numbered), "yes");
    assert.equal(reaches(names(["~ALL"]), numbered), "no");
    assert.equal(reaches(properties([about(["standard"])]), numbered), "no");
  });
});

describe("refScopesOf", () => {
  const ruleset = (target: unknown, refName?: object) => repositoryRuleset({ target, conditions: { refName } });
  it("names each ref once, with what is left out of it", () => {
    const all = [
      ruleset("branch", { includes: ["~ALL", "refs/heads/x"], excludes: ["b", "a"] }),
      ruleset("branch", { includes: ["~ALL"], excludes: ["a", "b"] }),
      ruleset("push"),
      record("github:index/team:Team", { target: "branch" }),
    ];
    assert.deepEqual(refScopesOf(all), [
      { target: "branch", ref: "~ALL", excluded: ["a", "b"] },
      { target: "branch", ref: "refs/heads/x", excluded: ["a", "b"] },
      { target: "push", ref: undefined, excluded: [] },
    ]);
  });
  it("takes a ruleset of unknown target for one about refs", () => {
    assert.equal(refScopesOf([ruleset(UNKNOWN)])[0]?.target, "ref");
  });
});

describe("coversScope", () => {
  const scope = (ref: string | undefined, ...excluded: string[]) => ({ target: "branch", ref, excluded });
  const on = (includes: unknown, excludes: unknown = [], target = "branch") => ({
    target,
    conditions: { refName: { includes, excludes } },
  });
  for (const [says, ruleset, wanted, answer] of [
    ["the same ref", on(["refs/heads/x"]), scope("refs/heads/x"), "yes"],
    ["the ref by a pattern", on(["refs/heads/*"]), scope("refs/heads/x"), "yes"],
    ["every ref", on(["~ALL"]), scope("refs/heads/x"), "yes"],
    ["another ref", on(["refs/heads/y"]), scope("refs/heads/x"), "no"],
    ["the same ref as a tag", on(["refs/heads/x"], [], "tag"), scope("refs/heads/x"), "no"],
    ["the same pattern", on(["refs/heads/x/*"]), scope("refs/heads/x/*"), "yes"],
    ["a pattern that looks wider", on(["refs/heads/**/*"]), scope("refs/heads/x/*"), "no"],
    ["a set", on(["refs/heads/*"]), scope("refs/heads/[ab]"), "no"],
    ["an unknown ref", on([UNKNOWN]), scope("refs/heads/x"), "unknown"],
    ["every ref but one", on(["~ALL"], ["a"]), scope("refs/heads/x"), "no"],
    ["every ref but one that is left out anyway", on(["~ALL"], ["a"]), scope("refs/heads/x", "a", "b"), "yes"],
    ["every ref but two, of which one is left out anyway", on(["~ALL"], ["a", "c"]), scope("refs/heads/x", "a"), "no"],
    ["every ref but an unknown one", on(["~ALL"], [UNKNOWN]), scope("refs/heads/x"), "unknown"],
    ["nothing by name, as is wanted", on(undefined), scope(undefined), "yes"],
    ["a ref by name where none is", on(["~ALL"]), scope(undefined), "no"],
  ] as const) {
    it(`answers ${answer} for ${says}`, () => {
      assert.equal(coversScope(ruleset, wanted), answer);
    });
  }
});

describe("scopeText", () => {
  it("says what is covered and what is left out", () => {
    assert.equal(scopeText({ target: "branch", ref: "refs/heads/x", excluded: [] }), "refs/heads/x");
    assert.equal(scopeText({ target: "push", ref: undefined, excluded: [] }), "any push");
    assert.equal(scopeText({ target: "branch", ref: "~ALL", excluded: ["a", "b"] }), "~ALL but a, b");
  });
});
