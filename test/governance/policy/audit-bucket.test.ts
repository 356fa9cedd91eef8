import assert from "node:assert/strict";
import { auditBucketAbsent, auditBucketFindings, awsTypes, UNKNOWN } from "../../../governance/index.ts";
import { auditBucket, record } from "./records.ts";

const audit = { bucket: "meridian-pay-ai-audit", retentionDays: 400 };
const musts = (...args: Parameters<typeof auditBucket>) =>
  auditBucketFindings(auditBucket(...args), audit).map(
    ({ outcome, message }) => `${outcome}: ${message.replace(/^.*must /, "")}`,
  );
const policy = (statement: object): { policy: { policy: string } } => {
  const base = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: "*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  return { policy: { policy: JSON.stringify({ Statement: { ...base, ...statement } }) } };
};

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
          "evidence could be changed or read; the audit bucket must be created with object lock, lock objects in COMPLIANCE mode for 400 days, " +
          "keep versions, encrypt by default, block public access in all four ways, deny requests without TLS.",
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
    [
      "one way in",
      {
        publicAccess: {
          blockPublicAcls: true,
          blockPublicPolicy: true,
          ignorePublicAcls: true,
          restrictPublicBuckets: false,
        },
      },
      "block public access in all four ways.",
    ],
    ["no encryption", { encryption: undefined }, "encrypt by default."],
    ["no policy", { policy: undefined }, "deny requests without TLS."],
    ["a policy that is no JSON", { policy: { policy: "no" } }, "deny requests without TLS."],
    ["a policy that allows", policy({ Effect: "Allow" }), "deny requests without TLS."],
    ["a policy for one principal", policy({ Principal: { AWS: "arn:aws:iam::1:root" } }), "deny requests without TLS."],
    ["a policy for reads only", policy({ Action: ["s3:GetObject"] }), "deny requests without TLS."],
    ...(
      [
        ["leaves objects out", "arn:aws:s3:::meridian-pay-ai-audit"],
        ["leaves the bucket out", "arn:aws:s3:::meridian-pay-ai-audit/*"],
        ["covers a folder", ["arn:aws:s3:::meridian-pay-ai-audit", "arn:aws:s3:::meridian-pay-ai-audit/public/*"]],
        ["is about another bucket", ["arn:aws:s3:::other", "arn:aws:s3:::other/*"]],
      ] as const
    ).map(([says, Resource]) => [`a policy that ${says}`, policy({ Resource }), "deny requests without TLS."] as const),
    [
      "a policy narrowed by a second condition",
      policy({ Condition: { Bool: { "aws:SecureTransport": "false" }, StringEquals: { "aws:PrincipalOrgID": "o" } } }),
      "deny requests without TLS.",
    ],
    [
      "a policy against TLS",
      policy({ Condition: { Bool: { "aws:SecureTransport": "true" } } }),
      "deny requests without TLS.",
    ],
  ];
  for (const [says, over, must] of weaker) {
    it(`reports ${says}`, () => assert.deepEqual(musts(over), [`violation: ${must}`]));
  }

  const beside = (kind: "objectLock" | "publicAccess" | "policy", props: Record<string, unknown>) => [
    ...auditBucket(),
    record(awsTypes[kind][0], { bucket: audit.bucket, ...props }, "second"),
  ];
  for (const [says, stack] of [
    ["a public access block that blocks nothing", beside("publicAccess", { blockPublicAcls: false })],
    ["a lock of one day", beside("objectLock", { rule: { defaultRetention: { mode: "GOVERNANCE", days: 1 } } })],
    ["a policy that allows", beside("policy", policy({ Effect: "Allow" }).policy)],
  ] as const) {
    it(`reports ${says} beside a good one`, () => {
      assert.deepEqual(
        auditBucketFindings(stack, audit).map(({ outcome }) => outcome),
        ["violation"],
      );
    });
  }
  it("allows a strong part that may be another bucket's beside a good one", () => {
    const ways = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
    const strong = { bucket: UNKNOWN, ...Object.fromEntries(ways.map((way) => [way, true])) };
    assert.deepEqual(auditBucketFindings(beside("publicAccess", strong), audit), []);
  });
  it("stays undecided about a weak part that may be another bucket's", () => {
    const stack = beside("publicAccess", { bucket: UNKNOWN });
    assert.deepEqual(
      auditBucketFindings(stack, audit).map(({ outcome }) => outcome),
      ["undecided"],
    );
  });

  it("accepts years, longer retention and other forms of the same policy", () => {
    assert.deepEqual(musts(lock({ mode: "COMPLIANCE", years: 2 })), []);
    assert.deepEqual(musts(lock({ mode: "COMPLIANCE", days: 3650 })), []);
    assert.deepEqual(
      musts(
        policy({ Principal: { AWS: ["*"] }, Action: ["*"], Condition: { Bool: { "AWS:SecureTransport": [false] } } }),
      ),
      [],
    );
  });

  it("never accepts less than the legal minimum, whatever it is told", () => {
    assert.equal(
      auditBucketFindings(auditBucket(lock({ mode: "COMPLIANCE", days: 182 })), { ...audit, retentionDays: 30 })[0]
        ?.outcome,
      "violation",
    );
  });

  it("stays undecided about what is unknown, and reports the rest", () => {
    assert.deepEqual(musts({ policy: { policy: UNKNOWN }, versioning: undefined }), [
      "violation: keep versions.",
      "undecided: deny requests without TLS.",
    ]);
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
