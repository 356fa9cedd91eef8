import assert from "node:assert/strict";
import { ownTypes, UNKNOWN } from "../../../governance/index.ts";
import { requestsOf } from "../../../governance/plan/requests.ts";
import type { Action, ResourceChange } from "../../../governance/plan/sides.ts";
import { record } from "../policy/records.ts";

type Props = Record<string, unknown>;
const actions: readonly Action[] = ["create", "update", "replace", "delete", "forget", "same"];

function change(type: string, action: Action, before?: Props, after?: Props, custom = true): ResourceChange {
  const sides = { ...(before && { before: record(type, before) }), ...(after && { after: record(type, after) }) };
  return { urn: "urn:it", type, name: "it", action, custom, ...sides };
}
const github = (...changes: readonly ResourceChange[]) => requestsOf(changes).github;
const byAction = (type: string, props: Props = {}) =>
  actions.map((action) => github(change(type, action, props, props)));

describe("requestsOf", () => {
  it("counts a write and a read back of each resource", () => {
    assert.deepEqual(byAction("github:index/team:Team"), [2, 2, 3, 1, 0, 0]);
  });
  it("counts more for a code-security configuration, which is attached and waited for", () => {
    assert.deepEqual(byAction(ownTypes.codeSecurity), [8, 8, 12, 4, 0, 0]);
  });
  it("counts what goes to AWS by itself, and nothing of components, other providers and stacks", () => {
    const create = (type: string, custom = true) => change(type, "create", undefined, {}, custom);
    const changes = [
      create("aws:s3/bucket:Bucket"),
      create("github:index/team:Team"),
      create("ai-governance:index:RepositoryMergeSettings"),
      create("ai-governance:index:AuditBucket", false),
      create("random:index/randomId:RandomId"),
      create("my:github:Team"),
    ];
    assert.deepEqual(requestsOf(changes), { github: 4, aws: 2 });
  });

  describe("of an app's scope", () => {
    const scope = (action: Action, before?: unknown[], after?: unknown[]) =>
      github(change(ownTypes.appScope, action, before && { repositories: before }, after && { repositories: after }));
    it("counts each repository that comes or goes twice", () => {
      assert.equal(scope("update", ["a", "b"], ["b", "c"]), 7);
      assert.equal(scope("update", ["a"], ["a"]), 3);
      assert.equal(scope("create", undefined, ["a"]), 5);
      assert.equal(scope("replace", ["a"], ["b"]), 7);
    });
    it("counts nothing where nothing is written", () => {
      assert.deepEqual(
        (["same", "forget", "delete"] as const).map((action) =>
          scope(action, ["a"], action === "delete" ? undefined : ["b"]),
        ),
        [0, 0, 0],
      );
    });
  });

  describe("of property values", () => {
    const values = (count: number, tier = "standard") =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`r${index}`, { "ai-tier": tier }]));
    const written = (before: unknown, after: unknown, action: Action = "update") =>
      github(change(ownTypes.propertyValues, action, { values: before }, { values: after }));
    it("shares a request between 30 repositories with equal values, and a page between 100", () => {
      assert.equal(written({}, values(30)), 2);
      assert.equal(written({}, values(31)), 3);
      assert.equal(written({}, values(100)), 5);
      assert.equal(written({}, values(101)), 6);
    });
    it("counts a request for each set of values", () => {
      assert.equal(written({}, { a: { "ai-tier": "standard" }, b: { "ai-tier": "critical" } }), 3);
    });
    it("counts only what changes, and one page at least", () => {
      assert.equal(written(values(40), values(40)), 1);
      assert.equal(written(values(40), { ...values(40), r0: { "ai-tier": "critical" } }), 2);
      assert.equal(written(values(2), values(1)), 2);
      assert.equal(written({}, {}), 1);
    });
    it("does not count values that nobody knows, on either side", () => {
      assert.equal(written(UNKNOWN, values(1)), 2);
      assert.equal(written(null, null), 1);
      assert.equal(written({ a: UNKNOWN }, { a: UNKNOWN }), 1);
      assert.equal(written({ a: { "ai-tier": "standard" } }, { a: { "ai-tier": UNKNOWN } }), 2);
    });
    it("counts nothing where nothing is written, and the values that are given back where they go", () => {
      assert.deepEqual([written({}, values(1), "same"), written({}, values(1), "forget")], [0, 0]);
      assert.equal(github(change(ownTypes.propertyValues, "delete", { values: values(3) })), 2);
      assert.equal(github(change(ownTypes.propertyValues, "create", undefined, { values: values(3) })), 2);
    });
  });
});
