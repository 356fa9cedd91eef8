import assert from "node:assert/strict";
import { UNKNOWN } from "../../../governance/index.ts";
import { compareStrength } from "../../../governance/plan/outcome.ts";
import { ruleStrengths } from "../../../governance/plan/rule-strengths.ts";
import { repositoryRuleset } from "../policy/records.ts";

const strengthOf = (rules: object, name: string) => ruleStrengths(repositoryRuleset({ rules }), []).get(name);

describe("ruleStrengths, about lists and counts", () => {
  const paths = (...restrictedFilePaths: unknown[]) =>
    strengthOf({ filePathRestriction: { restrictedFilePaths } }, "rule filePathRestriction.restrictedFilePaths");
  it("takes a list of which nothing is known for a list", () => {
    assert.deepEqual(paths(UNKNOWN), { kind: "list", things: new Set(), open: true });
  });
  it("takes a list that has more than texts for one value", () => {
    assert.equal(paths("a", { path: "b" })?.kind, "value");
  });
  it("leaves the gate's home open while that of one workflow is unknown", () => {
    const requiredWorkflows = [{ repositoryId: 1 }, { repositoryId: UNKNOWN }];
    assert.deepEqual(strengthOf({ requiredWorkflows: { requiredWorkflows } }, "repository of the required workflow"), {
      kind: "value",
      things: new Set(["1"]),
      open: true,
    });
  });
  const counted = (count: number) =>
    strengthOf({ review: { minimumApprovals: count } }, "rule review.minimumApprovals");
  it("counts up to 100", () => {
    assert.equal(counted(100)?.things.size, 100);
    assert.equal(counted(101)?.things.size, 1);
  });
  it("knows a count by the last part of its name", () => {
    assert.deepEqual(
      strengthOf({ review: { byTeam: { minimumApprovals: 2 } } }, "rule review.byTeam.minimumApprovals")?.things,
      new Set(["1", "2"]),
    );
  });
  it("cannot rank a value and the list that takes its place, and takes what was a list for one", () => {
    assert.deepEqual(compareStrength(counted(101), counted(2)), ["undecided"]);
    assert.deepEqual(compareStrength(counted(2), counted(101)), ["weakened", "strengthened"]);
  });
});
