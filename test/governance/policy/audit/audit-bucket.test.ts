import assert from "node:assert/strict";
import { auditBucketAbsent, auditBucketFindings, awsTypes, UNKNOWN } from "../../../../governance/index.ts";
import { auditBucket, record } from "../records.ts";

const audit = { bucket: "meridian-pay-ai-audit", retentionDays: 400 };
const musts = (...args: Parameters<typeof auditBucket>) =>
  auditBucketFindings(auditBucket(...args), audit).map(
    ({ outcome, message }) => `${outcome}: ${message.replace(/^.*must /, "")}`,
  );
describe("auditBucketFindings", () => {
  it("finds nothing in a locked bucket", () => {
    assert.deepEqual(musts(), []);
  });

  it("names everything that an open bucket lacks, in one finding", () => {
    const bare = record(awsTypes.bucket[0], { bucket: audit.bucket });
    assert.deepEqual(auditBucketFindings([bare], audit), [
      {
        outcome: "violation",
        subject: audit.bucket,
        urn: bare.urn,
        message:
          "evidence could be changed or deleted; the audit bucket must be created with object lock, " +
          "lock objects in COMPLIANCE mode for 400 days, keep versions.",
        fix: "Use the AuditBucket component with bucket and retention of governance.yaml.",
      },
    ]);
  });

  const lock = (retention: object) => ({ objectLock: { rule: { defaultRetention: retention } } });
  const locked = "lock objects in COMPLIANCE mode for 400 days.";
  const weaker: readonly (readonly [says: string, over: Parameters<typeof auditBucket>[0], must: string])[] = [
    ["governance mode", lock({ mode: "GOVERNANCE", days: 400 }), locked],
    ["a shorter retention than declared", lock({ mode: "COMPLIANCE", days: 399 }), locked],
    ["one year where more is declared", lock({ mode: "COMPLIANCE", years: 1 }), locked],
    [
      "a lock on another bucket",
      { objectLock: { bucket: "other", rule: { defaultRetention: { mode: "COMPLIANCE", days: 400 } } } },
      locked,
    ],
    ["suspended versioning", { versioning: { versioningConfiguration: { status: "Suspended" } } }, "keep versions."],
  ];
  for (const [says, over, must] of weaker) {
    it(`reports ${says}`, () => assert.deepEqual(musts(over), [`violation: ${must}`]));
  }

  const beside = (kind: "objectLock" | "versioning", props: Record<string, unknown>) => [
    ...auditBucket(),
    record(awsTypes[kind][0], { bucket: audit.bucket, ...props }, "second"),
  ];
  for (const [says, stack] of [
    ["suspended versioning", beside("versioning", { versioningConfiguration: { status: "Suspended" } })],
    ["a lock of one day", beside("objectLock", { rule: { defaultRetention: { mode: "GOVERNANCE", days: 1 } } })],
  ] as const) {
    it(`reports ${says} beside a good one`, () => {
      assert.deepEqual(
        auditBucketFindings(stack, audit).map(({ outcome }) => outcome),
        ["violation"],
      );
    });
  }
  it("allows a strong part that may be another bucket's beside a good one", () => {
    const strong = { bucket: UNKNOWN, versioningConfiguration: { status: "Enabled" } };
    assert.deepEqual(auditBucketFindings(beside("versioning", strong), audit), []);
  });
  it("stays undecided about a weak part that may be another bucket's", () => {
    const stack = beside("versioning", { bucket: UNKNOWN });
    assert.deepEqual(
      auditBucketFindings(stack, audit).map(({ outcome }) => outcome),
      ["undecided"],
    );
  });

  it("accepts years, longer retention and other forms of the same policy", () => {
    assert.deepEqual(musts(lock({ mode: "COMPLIANCE", years: 2 })), []);
    assert.deepEqual(musts(lock({ mode: "COMPLIANCE", days: 3650 })), []);
  });

  it("accepts what the bucket itself says, in the words of both types", () => {
    const alone = { objectLock: undefined, versioning: undefined };
    const lockOf = (days: number) => ({ mode: "COMPLIANCE", days });
    const item = (days: number, enabled = true) => ({
      objectLockConfiguration: { objectLockEnabled: "Enabled", rule: { defaultRetention: lockOf(days) } },
      versioning: { enabled },
    });
    const list = (days: number, enabled = true) => ({
      objectLockConfiguration: { objectLockEnabled: "Enabled", rules: [{ defaultRetentions: [lockOf(days)] }] },
      versionings: [{ enabled }],
    });
    for (const form of [item, list]) {
      assert.deepEqual(musts({ ...alone, bucket: form(400) }), []);
      assert.deepEqual(musts({ ...alone, bucket: form(399, false) }), [
        `violation: ${locked.replace(".", "")}, keep versions.`,
      ]);
      // A part of its own is written later.
      assert.deepEqual(musts({ bucket: form(1, false) }), []);
    }
  });

  it("takes what AWS answers for nothing declared, and waits for what comes from another resource", () => {
    const [bucket, lock] = auditBucket();
    assert.ok(bucket && lock);
    const open = { ...bucket, props: { ...bucket.props, versioning: UNKNOWN } };
    const outcome = (origins: Record<string, string[]>) =>
      auditBucketFindings([{ ...open, origins }, lock], audit).map(({ outcome }) => outcome);
    assert.deepEqual(outcome({}), ["violation"]);
    assert.deepEqual(outcome({ versioning: ["urn:other"] }), ["undecided"]);
    assert.deepEqual(outcome({ versionings: ["urn:other"] }), ["undecided"]);
  });

  it("judges parts of the bucket in a stack that does not declare it", () => {
    const [, ...parts] = auditBucket();
    assert.deepEqual(auditBucketFindings(parts, audit), []);
    const weak = record(awsTypes.objectLock[1], { bucket: audit.bucket, rule: { defaultRetention: { days: 1 } } });
    assert.deepEqual(
      auditBucketFindings([weak], audit).map(({ outcome, subject, urn }) => [outcome, subject, urn]),
      [["violation", audit.bucket, weak.urn]],
    );
    const elsewhere = record(awsTypes.objectLock[0], { bucket: UNKNOWN });
    assert.deepEqual(auditBucketFindings([elsewhere], audit), []);
    assert.deepEqual(auditBucketFindings([...parts, elsewhere], audit), []);
  });

  it("never accepts less than the legal minimum, whatever it is told", () => {
    assert.equal(
      auditBucketFindings(auditBucket(lock({ mode: "COMPLIANCE", days: 182 })), { ...audit, retentionDays: 30 })[0]
        ?.outcome,
      "violation",
    );
  });

  it("stays undecided about what is unknown, and reports the rest", () => {
    assert.deepEqual(musts({ ...lock(UNKNOWN as never), versioning: undefined }), [
      "violation: keep versions.",
      `undecided: ${locked}`,
    ]);
    assert.deepEqual(musts(lock({ mode: "COMPLIANCE", days: UNKNOWN })), [`undecided: ${locked}`]);
    assert.deepEqual(musts(lock({ mode: "COMPLIANCE", years: UNKNOWN })), [`undecided: ${locked}`]);
    assert.deepEqual(musts(lock({ mode: "COMPLIANCE", days: "many" })), [`violation: ${locked}`]);
  });

  it("finds the parts of a bucket that does not exist yet through their origin", () => {
    const [bucket, ...parts] = auditBucket();
    assert.ok(bucket);
    const later = parts.map((part) => ({
      ...part,
      props: { ...part.props, bucket: UNKNOWN },
      origins: { bucket: [bucket.urn] },
    }));
    assert.deepEqual(auditBucketFindings([bucket, ...later], audit), []);
    const elsewhere = later.map((part) => ({ ...part, origins: { bucket: ["urn:other"] } }));
    assert.equal(auditBucketFindings([bucket, ...elsewhere], audit)[0]?.outcome, "violation");
  });

  it("stays undecided about parts of an unknown bucket", () => {
    const later = auditBucket().map((part, index) =>
      index === 0 ? part : { ...part, props: { ...part.props, bucket: UNKNOWN } },
    );
    assert.deepEqual(
      auditBucketFindings(later, audit).map(({ outcome }) => outcome),
      ["undecided"],
    );
  });

  it("says all that an unnamed bucket lacks, and all that nobody knows of it, by the name of the resource", () => {
    const unnamed = record(awsTypes.bucket[0], { bucket: UNKNOWN, objectLockEnabled: UNKNOWN }, "evidence");
    assert.deepEqual(
      auditBucketFindings([unnamed], audit).map(({ subject, message }) => `${subject}: ${message}`),
      [
        "evidence: not known yet; the audit bucket must lock objects in COMPLIANCE mode for 400 days, keep versions, " +
          "be created with object lock.",
      ],
    );
  });

  it("leaves other buckets alone, and does not blame one whose name is unknown", () => {
    assert.deepEqual(auditBucketFindings([record(awsTypes.bucket[1], { bucket: "website" })], audit), []);
    assert.deepEqual(
      auditBucketFindings([record(awsTypes.bucket[0], { bucket: UNKNOWN })], audit).map(({ outcome }) => outcome),
      ["undecided"],
    );
  });
});

describe("auditBucketAbsent", () => {
  it("reports a stack without the audit bucket", () => {
    assert.equal(
      auditBucketAbsent([record(awsTypes.bucket[0], { bucket: "website" })], audit)[0]?.subject,
      audit.bucket,
    );
  });
  it("is satisfied by the bucket, and by one whose name is unknown", () => {
    assert.deepEqual(auditBucketAbsent(auditBucket(), audit), []);
    assert.deepEqual(auditBucketAbsent([record(awsTypes.bucket[0], { bucket: UNKNOWN })], audit), []);
  });
});
