import assert from "node:assert/strict";
import fc from "fast-check";
import { denies, readPolicy, selectsSome, type Act } from "../../../../governance/policy/audit/iam-policy.ts";
import { UNKNOWN } from "../../../../governance/index.ts";

const act: Act = { action: { text: "s3:deleteobject" }, resource: { text: "arn:aws:s3:::b/", open: true } };
const denial = { Effect: "Deny", Principal: "*", Action: "s3:DeleteObject", Resource: "arn:aws:s3:::b/*" };
const answer = (over: object, policy: object = {}) =>
  denies(readPolicy({ Statement: { ...denial, ...over }, ...policy }), act);

/** Forms that AWS takes for the same. */
const lists = <Value>(value: Value) => fc.constantFrom<unknown>(value, [value], [value, value]);
const equivalent = fc
  .record({
    Principal: fc.constantFrom<unknown>(
      "*",
      { AWS: "*" },
      { AWS: ["*"] },
      { "*": "*" },
      { AWS: ["arn:aws:iam::1:root", "*"] },
    ),
    Action: fc
      .constantFrom("s3:DeleteObject", "s3:deleteobject", "S3:Delete*", "s3:*", "*", "s3:?eleteObject")
      .chain(lists),
    Resource: fc.constantFrom("arn:aws:s3:::b/*", "arn:aws-cn:s3:::b/*", "*", "arn:*:s3:::b*").chain(lists),
  })
  .map((over) => ({ ...denial, ...over }));

describe("readPolicy", () => {
  it("gives equal answers for equal policies, as JSON, object or list", () => {
    fc.assert(
      fc.property(equivalent, fc.boolean(), fc.boolean(), (statement, inList, asText) => {
        const policy = { Version: "2012-10-17", Statement: inList ? [statement] : statement };
        assert.equal(denies(readPolicy(asText ? JSON.stringify(policy) : policy), act), "yes");
      }),
    );
  });

  it("finds a denial wherever it stands among other statements", () => {
    const others = fc.array(fc.record({ Effect: fc.constantFrom("Allow", "Deny"), Action: fc.string() }));
    fc.assert(
      fc.property(others, others, equivalent, (before, after, statement) => {
        assert.equal(denies(readPolicy({ Statement: [...before, statement, ...after] }), act), "yes");
      }),
    );
  });

  it("never throws, whatever it is given", () => {
    const element = fc.constantFrom(
      "Effect",
      "Principal",
      "Action",
      "Resource",
      "Condition",
      "NotAction",
      "NotPrincipal",
    );
    const statement = fc.dictionary(element, fc.oneof(fc.jsonValue(), fc.constant("*"), fc.constant("Deny")));
    const policy = fc.record({ Statement: fc.oneof(statement, fc.array(statement), fc.jsonValue()) });
    fc.assert(fc.property(fc.oneof(fc.anything(), fc.jsonValue(), policy), (any) => void denies(readPolicy(any), act)));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          policy.map((value) => JSON.stringify(value)),
        ),
        (text) => {
          assert.equal(readPolicy(text).complete, true);
        },
      ),
    );
  });

  it("takes elements in any case, and null for none", () => {
    assert.equal(answer({}, { Statement: { effect: "Deny", PRINCIPAL: "*", action: "*", resource: "*" } }), "yes");
    assert.equal(answer({ Condition: null, NotAction: null }), "yes");
  });

  it("does not know which of two elements holds that differ in case only", () => {
    for (const policy of [
      { Statement: denial, statement: [] },
      { Statement: { ...denial, action: "s3:Get*" } },
      { Statement: { ...denial, notResource: "*", NotResource: "*" } },
    ]) {
      for (const form of [policy, JSON.stringify(policy)]) assert.equal(denies(readPolicy(form), act), "unknown");
    }
    assert.equal(denies(readPolicy({ Statement: [{ Action: "*", action: "*" }, denial] }), act), "yes");
    assert.equal(answer({ action: null }), "yes");
  });

  for (const [says, over] of [
    ["allows", { Effect: "Allow" }],
    ["has an effect in lower case", { Effect: "deny" }],
    ["is for one account", { Principal: { AWS: "arn:aws:iam::111122223333:root" } }],
    ["is for all of another kind", { Principal: { Federated: "*" } }],
    ["leaves principals out", { Principal: undefined, NotPrincipal: { AWS: "arn:aws:iam::111122223333:root" } }],
    ["leaves even everyone out", { Principal: undefined, NotPrincipal: "*" }],
    ["has no principal", { Principal: undefined }],
    ["is about another action", { Action: "s3:DeleteObjectVersion" }],
    ["has no action", { Action: undefined }],
    ["leaves the action out", { Action: undefined, NotAction: "s3:Delete*" }],
    [
      "leaves some objects out among others",
      { Resource: undefined, NotResource: ["arn:aws:s3:::c/*", "arn:aws:s3:::b/x"] },
    ],
    ["leaves no action out, which AWS refuses", { Action: undefined, NotAction: [] }],
    ["is about some objects", { Resource: "arn:aws:s3:::b/2026/*" }],
    ["leaves some objects out", { Resource: undefined, NotResource: "arn:aws:s3:::b/2026/*" }],
    ["has a condition", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o" } } }],
    ["has a principal that is no text", { Principal: { AWS: [null, "*"] } }],
    ["has principals in a list", { Principal: ["*"] }],
    ["has an action that is no text", { Action: ["*", {}] }],
    ["has a resource that is no text", { Resource: ["*", []] }],
    ["has a condition that is none", { Condition: "x" }],
    ["has a test that is none", { Condition: { Bool: ["x"] } }],
    ["has a test of objects", { Condition: { Bool: { key: {} } } }],
  ] as const) {
    it(`finds no denial in a statement that ${says}`, () => assert.equal(answer(over), "no"));
  }

  for (const [says, over] of [
    ["other actions out", { Action: undefined, NotAction: ["s3:Get*", "s3:PutObject"] }],
    ["other resources out", { Resource: undefined, NotResource: "arn:aws:s3:::c/*" }],
  ] as const) {
    it(`finds the denial in a statement that leaves ${says}`, () => assert.equal(answer(over), "yes"));
  }

  it("reads what a statement is about before what it leaves out, though AWS refuses both", () => {
    assert.equal(
      answer({ NotAction: "s3:DeleteObject", NotPrincipal: { AWS: "arn:aws:iam::111122223333:root" } }),
      "yes",
    );
  });

  it("accepts the conditions it is told to, all of them and no others", () => {
    const policy = readPolicy({
      Statement: { ...denial, Condition: { NULL: { "S3:If": true }, Bool: { b: ["true", "false"] } } },
    });
    const seen: unknown[] = [];
    assert.equal(
      denies(policy, act, (condition) => seen.push(condition) > 0),
      "yes",
    );
    assert.deepEqual(seen, [
      { operator: "null", key: "s3:if", values: ["true"] },
      { operator: "bool", key: "b", values: ["true", "false"] },
    ]);
    assert.equal(
      denies(policy, act, ({ operator }) => operator === "null"),
      "no",
    );
  });

  it("does not know what is unknown, and knows the rest", () => {
    assert.equal(denies(readPolicy(UNKNOWN), act), "unknown");
    assert.equal(denies(readPolicy({ Statement: UNKNOWN }), act), "unknown");
    assert.equal(answer({ Resource: ["arn:aws:s3:::c/*", UNKNOWN] }), "unknown");
    assert.equal(answer({ Principal: { AWS: UNKNOWN } }), "unknown");
    assert.equal(answer({ Condition: UNKNOWN }), "unknown");
    assert.equal(denies(readPolicy({ Statement: [{ Action: UNKNOWN }, denial] }), act), "yes");
  });

  it("sees whether a statement is about some of what is wanted", () => {
    const some = (patterns: string[], negated = false) => selectsSome({ patterns, negated }, act.resource);
    assert.equal(some(["arn:aws:s3:::c/*", "arn:aws:s3:::b/x"]), true);
    assert.equal(some(["arn:aws:s3:::c/*"]), false);
    assert.equal(some(["arn:aws:s3:::b/x", "arn:aws:s3:::c/*"], true), true);
    assert.equal(some(["arn:aws:s3:::c/*", "arn:aws:s3:::b*"], true), false);
    assert.equal(some([], true), true);
  });

  it("finds nothing in what is no policy", () => {
    for (const none of ["", "no JSON", "[]", "null", undefined, 7, { Statement: "x" }]) {
      assert.equal(denies(readPolicy(none), act), "no", String(none));
    }
  });
});
