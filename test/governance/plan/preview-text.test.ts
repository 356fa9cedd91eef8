import assert from "node:assert/strict";
import { githubTypes, UNKNOWN } from "../../../governance/index.ts";
import { planOf, readPreview } from "../../../governance/plan/index.ts";
import { PreviewError } from "../../../governance/plan/preview.ts";
import { withoutBypass } from "../../../governance/plan/repository-safeguards.ts";
import { plainValue } from "../../../governance/plan/values.ts";
import { record, repositoryRuleset } from "../policy/records.ts";
import { changed, organization, planned, previewText } from "./previews.ts";

const step = (op: string, name: string) => ({ op, urn: `urn:pulumi:a::b::c::${name}` });
const hidden = (steps: readonly object[], same: number) =>
  readPreview(JSON.stringify({ steps, changeSummary: { same } })).hidden;

describe("readPreview", () => {
  it("counts errors", () => {
    const failed = (...severities: readonly (string | undefined)[]) =>
      JSON.stringify({ steps: [step("same", "a")], diagnostics: severities.map((severity) => ({ severity })) });
    assert.throws(() => readPreview(failed("error", "warning", "error")), {
      name: "PreviewError",
      message:
        'found a preview that failed: pulumi reports 2 errors under "diagnostics". Mend that, then preview again.',
    });
    assert.equal(readPreview(failed("warning", undefined)).steps.length, 1);
  });
  for (const text of ["null", "7", '"steps"', "{}"]) {
    it(`takes ${text} for something else`, () => {
      assert.throws(() => readPreview(text), PreviewError);
    });
  }
  it("reads a preview that has steps only, or a summary only", () => {
    assert.equal(readPreview(JSON.stringify({ steps: [step("same", "a")] })).steps.length, 1);
    assert.equal(readPreview('{"changeSummary": {"same": 3}}').hidden, 3);
  });
  it("takes JSON behind a blank for JSON that is cut off", () => {
    assert.throws(() => readPreview(' {"steps": [ '), { message: /^found JSON that is cut off or damaged\. / });
  });
  it("does not count a resource as hidden that a refresh or a step of its own shows", () => {
    assert.equal(hidden([step("refresh", "a"), step("same", "a"), step("refresh", "b")], 3), 1);
    assert.equal(hidden([step("refresh", "a"), step("update", "a"), step("update", "b")], 2), 2);
    assert.equal(hidden([step("same", "a"), step("same", "b")], 1), 0);
  });
});

describe("planOf", () => {
  it("lists what changes, and counts the rest", () => {
    const { resources } = planned(organization, changed({ placement: undefined }));
    assert.deepEqual(resources.changed, [
      { action: "delete", type: "ai-governance:index:RepositoryPropertyValues", name: "placement" },
    ]);
    assert.deepEqual([resources.delete, resources.same], [1, organization.length - 1]);
  });
  it("is about no repository where nothing is declared", () => {
    const text = JSON.stringify({ steps: [step("same", "a")], changeSummary: {} });
    assert.deepEqual(planOf(readPreview(text)).repositories, []);
  });
  it("counts by names only those that something weakens", () => {
    const before = [repositoryRuleset()];
    const stronger = [
      repositoryRuleset({ rules: { ...(repositoryRuleset().props["rules"] as object), creation: true } }),
    ];
    const report = planOf(readPreview(previewText(before, stronger)));
    assert.deepEqual(report.weakened, { repositories: 0, of: 1, share: 0 });
    assert.deepEqual(report.repositories, ["payments-api"]);
  });
  it("says of what it cannot tell whether it is weaker", () => {
    const before = repositoryRuleset({ rules: { commitMessagePattern: { operator: "regex", pattern: "a" } } });
    const after = repositoryRuleset({ rules: { commitMessagePattern: { operator: "regex", pattern: "b" } } });
    assert.deepEqual(planned([before], [after]).undecided, [
      "whether this is weaker: rule commitMessagePattern.pattern: payments-api",
    ]);
  });
});

describe("plainValue", () => {
  it("takes for unknown what a preview hides or cannot know, in whole or in part", () => {
    const mark = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    for (const value of [mark, `a-${mark}`, "[secret]", { "4dabf18193072939515e22adb298388d": "x", value: 1 }]) {
      assert.equal(plainValue(value), UNKNOWN);
    }
    assert.deepEqual(plainValue([mark, { a: mark, b: 1 }]), [UNKNOWN, { a: UNKNOWN, b: 1 }]);
  });
  it("leaves out what the provider notes, and null", () => {
    assert.deepEqual(plainValue({ __defaults: ["a"], a: null, b: 0, c: false, d: "" }), {
      a: undefined,
      b: 0,
      c: false,
      d: "",
    });
  });
});

describe("withoutBypass", () => {
  const reviews = { requiredApprovingReviewCount: 2 };
  it("takes away every way to pass, and leaves the rules", () => {
    const ruleset = repositoryRuleset({ bypassActors: [{ actorType: "Team" }] });
    assert.deepEqual(withoutBypass(ruleset).props, { ...ruleset.props, bypassActors: [] });
    const graphql = record(githubTypes.branchProtection, {
      enforceAdmins: false,
      forcePushBypassers: ["/a"],
      requiredPullRequestReviews: [{ ...reviews, pullRequestBypassers: ["/a"] }],
    });
    const bound = { enforceAdmins: true, forcePushBypassers: [] };
    assert.deepEqual(withoutBypass(graphql).props, { ...bound, requiredPullRequestReviews: [reviews] });
    const rest = record(githubTypes.branchProtectionV3, {
      requiredPullRequestReviews: { ...reviews, bypassPullRequestAllowances: { users: ["a"] } },
    });
    assert.deepEqual(withoutBypass(rest).props, { ...bound, requiredPullRequestReviews: reviews });
  });
  it("leaves reviews alone that are not there or not known, and resources that have no rules", () => {
    for (const unread of [undefined, null, UNKNOWN]) {
      const protection = record(githubTypes.branchProtection, { requiredPullRequestReviews: unread });
      assert.equal(withoutBypass(protection).props["requiredPullRequestReviews"], unread);
    }
    const team = record("github:index/team:Team", { enforceAdmins: false });
    assert.equal(withoutBypass(team), team);
  });
});
