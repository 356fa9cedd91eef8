import assert from "node:assert/strict";
import { UNKNOWN, type ResourceRecord } from "../../../../governance/index.ts";
import { auditKeyFindings } from "../../../../governance/policy/audit/audit-key.ts";
import { kmsTypes } from "../../../../governance/policy/resource.ts";
import { auditBucket, record } from "../records.ts";

const audit = "meridian-pay-ai-audit";
const arn = "arn:aws:kms:eu-west-1:111122223333:key/1";
const good = { arn, keyId: "1", deletionWindowInDays: 30, enableKeyRotation: true, isEnabled: true };
const keyOf = (over: object = {}, type: string = kmsTypes.key) => record(type, { ...good, ...over }, "evidence");
const encryptedBy = (kmsMasterKeyId: unknown) => ({
  encryption: { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId } }] },
});
const musts = (stack: readonly ResourceRecord[]) =>
  auditKeyFindings(stack, audit).map(({ outcome, message }) => `${outcome}: ${message.replace(/^.*? must /, "")}`);
const judge = (over: object, type?: string) => musts([...auditBucket(encryptedBy(arn)), keyOf(over, type)]);
const weak = { deletionWindowInDays: 7 };

describe("auditKeyFindings", () => {
  for (const [says, over, ...expected] of [
    ["a key as the component makes it", {}],
    ["AWS's own waiting time", { deletionWindowInDays: undefined }],
    ["a day less", { deletionWindowInDays: 29 }, "violation: wait 30 days before it is deleted."],
    ["a waiting time in words", { deletionWindowInDays: "long" }, "violation: wait 30 days before it is deleted."],
    ["an unknown waiting time", { deletionWindowInDays: UNKNOWN }, "undecided: wait 30 days before it is deleted."],
    ["no rotation", { enableKeyRotation: false }, "violation: rotate."],
    ["no word of rotation", { enableKeyRotation: undefined }, "violation: rotate."],
    ["unknown rotation", { enableKeyRotation: UNKNOWN }, "undecided: rotate."],
    ["a disabled key", { isEnabled: false }, "violation: be enabled."],
    ["no word of being enabled", { isEnabled: undefined }],
    ["an unknown state", { isEnabled: UNKNOWN }, "undecided: be enabled."],
    [
      "several at once",
      { deletionWindowInDays: 7, enableKeyRotation: false, isEnabled: UNKNOWN },
      "violation: wait 30 days before it is deleted, rotate.",
      "undecided: be enabled.",
    ],
  ] as const) {
    it(`judges ${says}`, () => assert.deepEqual(judge(over), expected));
  }

  it("says it at the key", () => {
    const key = keyOf(weak);
    const fix = "Use the AuditBucket component: 30 days, yearly rotation, and a key policy that denies deletion.";
    const rest = { subject: "evidence", urn: key.urn, fix };
    assert.deepEqual(auditKeyFindings([...auditBucket(encryptedBy(arn)), key], audit), [
      {
        outcome: "violation",
        message: "evidence could become unreadable; its key must wait 30 days before it is deleted.",
        ...rest,
      },
    ]);
    assert.deepEqual(auditKeyFindings([...auditBucket(encryptedBy(UNKNOWN)), key], audit), [
      {
        outcome: "undecided",
        message: "not known yet; a key of evidence must wait 30 days before it is deleted.",
        ...rest,
      },
    ]);
  });

  it("judges the other types of keys", () => {
    const external = { enableKeyRotation: undefined, isEnabled: undefined, enabled: false };
    assert.deepEqual(judge(external, kmsTypes.externalKey), ["violation: rotate, be enabled."]);
    const replica = { enableKeyRotation: undefined, keyRotationEnabled: true, enabled: true, isEnabled: undefined };
    assert.deepEqual(judge(replica, kmsTypes.replicaKey), []);
    assert.deepEqual(judge({ ...replica, keyRotationEnabled: false }, kmsTypes.replicaKey), ["violation: rotate."]);
  });

  it("knows the key by ARN, id or alias", () => {
    const alias = record(kmsTypes.alias, { name: "alias/evidence", arn: "arn:alias", targetKeyId: "1" });
    for (const name of [arn, "1", "alias/evidence", "arn:alias"]) {
      assert.equal(musts([...auditBucket(encryptedBy(name)), keyOf(weak), alias]).length, 1, name);
    }
    const later = {
      ...alias,
      props: { ...alias.props, targetKeyId: UNKNOWN },
      origins: { targetKeyId: [keyOf().urn] },
    };
    assert.equal(musts([...auditBucket(encryptedBy("alias/evidence")), keyOf(weak), later]).length, 1);
    const others = { ...alias, props: { ...alias.props, targetKeyId: "2" } };
    assert.deepEqual(musts([...auditBucket(encryptedBy("alias/evidence")), keyOf(weak), others]), []);
  });

  it("leaves keys of others alone", () => {
    assert.deepEqual(musts([keyOf(weak)]), []);
    for (const name of ["arn:aws:kms:eu-west-1:111122223333:key/2", "", null, undefined]) {
      assert.deepEqual(musts([...auditBucket(encryptedBy(name)), keyOf({ ...weak, keyId: "" })]), [], String(name));
    }
  });

  it("finds the key of a first preview through its origin", () => {
    const key = keyOf({ ...weak, arn: UNKNOWN, keyId: UNKNOWN });
    const stack = (...origins: string[]) =>
      auditBucket(encryptedBy(UNKNOWN)).map((part) =>
        part.name === "encryption" ? { ...part, origins: { rules: origins } } : part,
      );
    assert.deepEqual(musts([...stack(key.urn), key]), ["violation: wait 30 days before it is deleted."]);
    assert.deepEqual(musts([...stack("urn:other"), key]), []);
    const alias = record(kmsTypes.alias, { name: "alias/evidence", targetKeyId: UNKNOWN });
    const later = { ...alias, origins: { targetKeyId: [key.urn] } };
    for (const origin of [key.urn, alias.urn]) assert.equal(musts([...stack(origin), key, later]).length, 1);
  });

  it("judges the key that the bucket itself names", () => {
    const rule = { applyServerSideEncryptionByDefault: { kmsMasterKeyId: arn } };
    const rules = { applyServerSideEncryptionByDefaults: [{ kmsMasterKeyId: arn }] };
    for (const bucket of [
      { serverSideEncryptionConfiguration: { rule } },
      { serverSideEncryptionConfigurations: [{ rules: [rules] }] },
    ]) {
      assert.equal(musts([...auditBucket({ encryption: undefined, bucket }), keyOf(weak)]).length, 1);
    }
  });

  it("judges the key that an encryption names in a stack that does not declare the bucket", () => {
    const parts = auditBucket(encryptedBy(arn)).filter(({ name }) => name === "encryption");
    assert.equal(musts([...parts, keyOf(weak)]).length, 1);
    assert.deepEqual(musts([...parts, keyOf({ ...weak, arn: "arn:other" })]), []);
  });

  it("does not blame a key whose bucket may be another one", () => {
    const [bucket, ...parts] = auditBucket({ ...encryptedBy(arn), bucket: { bucket: UNKNOWN } });
    assert.ok(bucket);
    const later = parts.map((part) => {
      return { ...part, props: { ...part.props, bucket: UNKNOWN }, origins: { bucket: [bucket.urn] } };
    });
    assert.deepEqual(musts([bucket, ...later, keyOf(weak)]), ["undecided: wait 30 days before it is deleted."]);
  });

  it("stays undecided about a key of a bucket whose name is unknown", () => {
    assert.deepEqual(
      musts([
        ...auditBucket({ ...encryptedBy(arn), bucket: { bucket: UNKNOWN } }).slice(0, 1),
        ...auditBucket(encryptedBy(arn))
          .filter(({ name }) => name === "encryption")
          .map((part) => ({ ...part, props: { ...part.props, bucket: UNKNOWN } })),
        keyOf(weak),
      ]),
      ["undecided: wait 30 days before it is deleted."],
    );
  });
});
