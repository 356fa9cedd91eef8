import assert from "node:assert/strict";
import fc from "fast-check";
import { auditBucketPolicy, type PolicyStatement } from "../../../../components/audit-bucket-policies.ts";
import { awsTypes, UNKNOWN } from "../../../../governance/index.ts";
import { auditOverwriteFindings } from "../../../../governance/policy/audit/audit-overwrites.ts";
import { auditBucket, record } from "../records.ts";

const name = "meridian-pay-ai-audit";
const arn = `arn:aws:s3:::${name}`;
const administratorRole = "arn:aws:iam::111122223333:role/deployer";
const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/1";
const own = auditBucketPolicy(arn, keyArn).Statement;
const governed = auditBucketPolicy(arn, keyArn, administratorRole).Statement;

const put = "deny puts without s3:if-none-match";
const remove = "deny deleting objects and versions";
const retention = "deny changing or bypassing an object's retention";
const replication = "deny replication into it";
const lifecycle = "deny lifecycle rules and its own deletion";
const settings = "deny changes of its settings to all but the declared role";

type Store = Parameters<typeof auditOverwriteFindings>[1];
const musts = (policy: unknown, store: Store = { bucket: name }) =>
  auditOverwriteFindings(auditBucket({ policy: { policy } }), store).map(
    ({ outcome, message }) => `${outcome}: ${message.replace(/^.*audit bucket must /, "")}`,
  );
const said = (statements: readonly object[], store?: Store) => musts(JSON.stringify({ Statement: statements }), store);
const without = (statements: readonly PolicyStatement[], sid: string) => statements.filter(({ Sid }) => Sid !== sid);
const changed = (sid: string, over: object, statements = own) =>
  statements.map((statement) => (statement.Sid === sid ? { ...statement, ...over } : statement));

describe("auditOverwriteFindings", () => {
  it("finds nothing in the policy of the AuditBucket component, with or without an account of its own", () => {
    assert.deepEqual(said(own), []);
    assert.deepEqual(said(governed), []);
    assert.deepEqual(said(governed, { bucket: name, administratorRole }), []);
  });

  it("names everything that a bare bucket does not deny, in one finding", () => {
    const bare = record(awsTypes.bucket[0], { bucket: name });
    assert.deepEqual(auditOverwriteFindings([bare], { bucket: name, administratorRole }), [
      {
        outcome: "violation",
        subject: name,
        urn: bare.urn,
        message:
          `evidence could be replaced or hidden; the audit bucket must ${put}, ${remove}, ${retention}, ` +
          `${replication}, ${lifecycle}, ${settings}.`,
        fix: "Use the AuditBucket component: its policy denies all this to everyone.",
      },
    ]);
  });

  for (const [sid, ...musts] of [
    ["DenyOverwrite", put],
    ["DenyDelete", remove, retention],
    ["DenyOtherRetention", retention],
    ["DenyReplication", replication],
    ["DenyBucketDeletionAndExpiry", lifecycle],
  ] as const) {
    it(`misses ${sid}`, () => assert.deepEqual(said(without(own, sid)), [`violation: ${musts.join(", ")}.`]));
  }

  for (const [sid, action, must] of [
    ["DenyDelete", "s3:DeleteObject", remove],
    ["DenyDelete", "s3:DeleteObjectVersion", remove],
    ["DenyDelete", "s3:BypassGovernanceRetention", retention],
    ["DenyReplication", "s3:ReplicateObject", replication],
    ["DenyReplication", "s3:ReplicateDelete", replication],
    ["DenyBucketDeletionAndExpiry", "s3:DeleteBucket", lifecycle],
    ["DenyBucketDeletionAndExpiry", "s3:PutLifecycleConfiguration", lifecycle],
  ] as const) {
    it(`misses ${action} in ${sid}`, () => {
      const actions = own.find(({ Sid }) => Sid === sid)?.Action as readonly string[];
      assert.deepEqual(said(changed(sid, { Action: actions.filter((one) => one !== action) })), [
        `violation: ${must}.`,
      ]);
    });
  }

  const Null = { "s3:if-none-match": "true" };
  for (const [says, Condition, isDenial] of [
    ["whatever header", undefined, true],
    ["no header", { Null }, true],
    ["no header, in another case", { null: { "S3:If-None-Match": [true] } }, true],
    ["no header where an object is created", { Null, BoolIfExists: { "s3:ObjectCreationOperation": [true] } }, true],
    ["the header", { Null: { "s3:if-none-match": "false" } }, false],
    ["the header or none", { Null: { "s3:if-none-match": ["true", "false"] } }, false],
    ["no other header", { Null: { "s3:if-match": "true" } }, false],
    ["a header that says true", { Bool: { "s3:if-none-match": "true" } }, false],
    ["no header where no object is created", { Null, Bool: { "s3:ObjectCreationOperation": "false" } }, false],
    ["no word of creation", { Null, NullIfExists: { "s3:ObjectCreationOperation": "true" } }, false],
    ["no header from one place", { Null, IpAddress: { "aws:SourceIp": "10.0.0.0/8" } }, false],
    ["no header for any of several", { "ForAnyValue:Null": Null }, false],
  ] as const) {
    it(`${isDenial ? "accepts" : "does not accept"} a denial of puts with ${says}`, () => {
      assert.deepEqual(said(changed("DenyOverwrite", { Condition })), isDenial ? [] : [`violation: ${put}.`]);
    });
  }

  for (const [says, over] of [
    ["some principals", { Principal: { AWS: administratorRole } }],
    ["all principals but one", { Principal: undefined, NotPrincipal: { AWS: administratorRole } }],
    ["some objects", { Resource: `${arn}/2026/*` }],
    ["the bucket", { Resource: arn }],
    ["another bucket", { Resource: "arn:aws:s3:::other/*" }],
    ["people without a second factor", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } }],
    ["puts without the header", { Condition: { Null } }],
  ] as const) {
    it(`takes a denial for ${says} for none`, () => {
      assert.deepEqual(said(changed("DenyOtherRetention", over)), [`violation: ${retention}.`]);
    });
  }

  it("gives equal answers for equal policies", () => {
    const forms = fc.record({
      Principal: fc.constantFrom<unknown>("*", { AWS: "*" }, { AWS: ["*"] }),
      Resource: fc.constantFrom<unknown>(`${arn}/*`, [`${arn}/*`], [arn, `${arn}/*`], "*"),
    });
    fc.assert(
      fc.property(forms, fc.subarray([...own], { minLength: 0 }), fc.boolean(), (form, kept, wide) => {
        const deny = (Action: unknown) => ({ Effect: "Deny", Action, ...form });
        const actions = own
          .filter(({ Sid }) => /^Deny(Delete|OtherRetention|Replication)$/.test(Sid))
          .map(({ Action }) => Action);
        const all = wide ? [{ ...deny(undefined), NotAction: ["s3:Get*", "s3:PutObject"] }] : [deny(actions.flat())];
        const rest = own.filter(({ Sid }) => /^Deny(Overwrite|Bucket)/.test(Sid));
        assert.deepEqual(said([...kept, ...all, ...rest]), []);
      }),
    );
  });

  for (const [says, Condition, isDenial] of [
    ["nobody", undefined, true],
    ["that role", { ArnNotEquals: { "aws:PrincipalArn": administratorRole } }, true],
    ["that role by its text", { StringNotEquals: { "aws:principalarn": [administratorRole] } }, true],
    ["that role by a pattern without wildcard", { ArnNotLike: { "aws:PrincipalArn": administratorRole } }, true],
    [
      "that role and another",
      { ArnNotEquals: { "aws:PrincipalArn": [administratorRole, `${administratorRole}2`] } },
      false,
    ],
    ["no role by an empty list", { ArnNotEquals: { "aws:PrincipalArn": [] } }, false],
    ["no text by an empty list", { StringNotEquals: { "aws:PrincipalArn": [] } }, false],
    ["that role among several", { "ForAnyValue:ArnNotEquals": { "aws:PrincipalArn": administratorRole } }, false],
    ["another role", { ArnNotEquals: { "aws:PrincipalArn": `${administratorRole}2` } }, false],
    ["every role", { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/*" } }, false],
    ["all others", { ArnEquals: { "aws:PrincipalArn": administratorRole } }, false],
    ["whom the ARN of a source names", { ArnNotEquals: { "aws:SourceArn": administratorRole } }, false],
    ["that role if it says so", { ArnNotEqualsIfExists: { "aws:PrincipalArn": administratorRole } }, false],
  ] as const) {
    it(`${isDenial ? "accepts" : "does not accept"} a denial of settings that leaves out ${says}`, () => {
      assert.deepEqual(
        said(changed("DenySettings", { Condition }, governed), { bucket: name, administratorRole }),
        isDenial ? [] : [`violation: ${settings}.`],
      );
    });
  }

  for (const action of governed.find(({ Sid }) => Sid === "DenySettings")?.Action as readonly string[]) {
    it(`misses ${action} among the settings`, () => {
      const actions = governed.find(({ Sid }) => Sid === "DenySettings")?.Action as readonly string[];
      const rest = changed("DenySettings", { Action: actions.filter((one) => one !== action) }, governed);
      assert.deepEqual(said(rest, { bucket: name, administratorRole }), [`violation: ${settings}.`]);
    });
  }

  it("stays undecided about an unknown policy, and about an unknown statement", () => {
    assert.deepEqual(musts(UNKNOWN), [`undecided: ${[put, remove, retention, replication, lifecycle].join(", ")}.`]);
    assert.deepEqual(musts({ Statement: [...without(own, "DenyOverwrite"), { Condition: UNKNOWN }] }), [
      `undecided: ${put}.`,
    ]);
  });

  it("takes what is no policy for one that denies nothing", () => {
    for (const none of [undefined, null, "no JSON", 7, [], {}]) {
      assert.deepEqual(musts(none), [`violation: ${[put, remove, retention, replication, lifecycle].join(", ")}.`]);
    }
  });

  it("accepts the policy of the bucket itself, unless another stands beside", () => {
    const good = { policy: JSON.stringify({ Statement: own }) };
    const judge = (policy: object | undefined) =>
      auditOverwriteFindings(auditBucket({ bucket: good, policy: policy && { ...policy } }), { bucket: name });
    assert.deepEqual(judge(undefined), []);
    assert.deepEqual(
      judge({ policy: "{}" }).map(({ outcome }) => outcome),
      ["violation"],
    );
  });

  it("judges a policy of the bucket in a stack that does not declare it", () => {
    const weak = record(awsTypes.policy[0], {
      bucket: name,
      policy: JSON.stringify({ Statement: without(own, "DenyOverwrite") }),
    });
    assert.deepEqual(
      auditOverwriteFindings([weak], { bucket: name }).map(({ outcome, urn }) => [outcome, urn]),
      [["violation", weak.urn]],
    );
    assert.deepEqual(auditOverwriteFindings([record(awsTypes.policy[0], { bucket: "other" })], { bucket: name }), []);
  });
});
