import assert from "node:assert/strict";
import { awsTypes, UNKNOWN, type ResourceRecord } from "../../../../governance/index.ts";
import { auditPrivacyFindings } from "../../../../governance/policy/audit/audit-privacy.ts";
import { bucketOwnership, bucketWeakenings, iamTypes, kmsTypes } from "../../../../governance/policy/resource.ts";
import { auditBucket, record } from "../records.ts";

const name = "meridian-pay-ai-audit";
const account = "111122223333";
const mine = `arn:aws:iam::${account}:role/auditor`;
const store = { bucket: name, account };

const musts = (stack: readonly ResourceRecord[], of: Parameters<typeof auditPrivacyFindings>[1] = store) =>
  auditPrivacyFindings(stack, of).map(({ outcome, message }) => `${outcome}: ${message.replace(/^.*must /, "")}`);

const tlsOnly = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: "*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const policyOf = (...statements: object[]) => ({ policy: { policy: JSON.stringify({ Statement: statements }) } });
const denying = (over: object) => musts(auditBucket(policyOf({ ...tlsOnly, ...over })));
const letting = (Principal: unknown, of = store) => {
  const allow = { Effect: "Allow", Principal, Action: "s3:GetObject", Resource: `arn:aws:s3:::${name}/*` };
  return musts(auditBucket(policyOf(tlsOnly, allow)), of);
};
const [encrypted, closed, tls, outside, acl] = [
  "encrypt by default with a KMS key",
  "block public access in all four ways",
  "deny requests without TLS",
  "allow nobody outside its account by policy",
  "grant nothing to others by ACL",
] as const;

describe("auditPrivacyFindings", () => {
  it("finds nothing in a private bucket, and nothing without one", () => {
    assert.deepEqual(musts(auditBucket()), []);
    assert.deepEqual(musts([]), []);
    assert.deepEqual(musts([record(awsTypes.bucket[0], { bucket: "website", acl: "public-read" })]), []);
  });

  it("names everything that an open bucket lacks, in one finding", () => {
    const bare = record(awsTypes.bucket[1], { bucket: name, acl: "public-read" });
    assert.deepEqual(auditPrivacyFindings([bare], store), [
      {
        outcome: "violation",
        subject: name,
        urn: bare.urn,
        message: `evidence could be read by others; the audit bucket must ${[encrypted, closed, tls, acl].join(", ")}.`,
        fix: "Use the AuditBucket component, and let nobody else in by policy or ACL.",
      },
    ]);
  });

  it("does not take a name that ends like its account for the account", () => {
    const AWS = `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${account}`;
    assert.deepEqual(letting({ AWS }), [`violation: ${outside}.`]);
  });

  const byAlgorithm = (sseAlgorithm: unknown) => [{ applyServerSideEncryptionByDefault: { sseAlgorithm } }];
  for (const [says, rules, answer] of [
    ["a key", byAlgorithm("aws:kms"), undefined],
    ["two layers under a key", byAlgorithm("aws:kms:dsse"), undefined],
    ["S3's own key", byAlgorithm("AES256"), "violation"],
    ["no rule", [], "violation"],
    ["a rule of no kind", [null], "violation"],
    ["rules of which one has S3's own key", [...byAlgorithm("aws:kms"), ...byAlgorithm("AES256")], "violation"],
    ["an unknown key", byAlgorithm(UNKNOWN), "undecided"],
    ["unknown rules", UNKNOWN, "undecided"],
    ["an unknown rule", [UNKNOWN], "undecided"],
  ] as const) {
    it(`judges encryption by ${says}`, () => {
      const expected = answer === undefined ? [] : [`${answer}: ${encrypted}.`];
      assert.deepEqual(musts(auditBucket({ encryption: { rules } })), expected);
    });
  }

  it("accepts encryption and policy that the bucket itself declares, in the words of both types", () => {
    const { policy } = policyOf(tlsOnly).policy;
    const byDefault = { sseAlgorithm: "aws:kms" };
    for (const own of [
      { serverSideEncryptionConfiguration: { rule: { applyServerSideEncryptionByDefault: byDefault } } },
      { serverSideEncryptionConfigurations: [{ rules: [{ applyServerSideEncryptionByDefaults: [byDefault] }] }] },
    ]) {
      const alone = { encryption: undefined, policy: undefined };
      assert.deepEqual(musts(auditBucket({ ...alone, bucket: { objectLockEnabled: true, policy, ...own } })), []);
      assert.deepEqual(musts(auditBucket({ ...alone, bucket: { policy: "", ...own } })), [`violation: ${tls}.`]);
    }
    const plain = { serverSideEncryptionConfiguration: { rule: UNKNOWN } };
    assert.deepEqual(musts(auditBucket({ encryption: undefined, bucket: plain })), [`undecided: ${encrypted}.`]);
  });

  const ways = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
  for (const way of Object.keys(ways)) {
    it(`reports a public access block without ${way}`, () => {
      const blocked = (value: unknown) => musts(auditBucket({ publicAccess: { ...ways, [way]: value } }));
      for (const open of [false, undefined, null, "true"]) assert.deepEqual(blocked(open), [`violation: ${closed}.`]);
      assert.deepEqual(blocked(UNKNOWN), [`undecided: ${closed}.`]);
    });
  }

  for (const [says, over] of [
    ["allows", { Effect: "Allow", Principal: { AWS: mine } }],
    ["is for one principal", { Principal: { AWS: mine } }],
    ["is about no action", { Action: "s3:" }],
    ["is about reads", { Action: ["s3:GetObject"] }],
    ["leaves objects out", { Resource: `arn:aws:s3:::${name}` }],
    ["leaves the bucket out", { Resource: `arn:aws:s3:::${name}/*` }],
    ["covers a folder", { Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/public/*`] }],
    ["is about another bucket", { Resource: ["arn:aws:s3:::other", "arn:aws:s3:::other/*"] }],
    ["is about requests with TLS", { Condition: { Bool: { "aws:SecureTransport": "true" } } }],
    ["has no value to test", { Condition: { Bool: { "aws:SecureTransport": [] } } }],
    ["tests something else", { Condition: { Bool: { "aws:ViaAWSService": "false" } } }],
    ["tests in another way", { Condition: { Null: { "aws:SecureTransport": "false" } } }],
    [
      "is narrowed by a second condition",
      { Condition: { Bool: { "aws:SecureTransport": "false" }, StringEquals: { "aws:PrincipalOrgID": "o" } } },
    ],
  ] as const) {
    it(`reports a policy against plain HTTP that ${says}`, () =>
      assert.deepEqual(denying(over), [`violation: ${tls}.`]));
  }

  it("accepts other forms of the same policy", () => {
    const forms = [
      { Principal: { AWS: ["*"] }, Action: ["*"], Condition: { Bool: { "AWS:SecureTransport": [false] } } },
      { Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`] },
      { Condition: { BoolIfExists: { "aws:SecureTransport": "False" } } },
    ];
    for (const form of forms) assert.deepEqual(denying(form), []);
  });

  it("stays undecided about an unknown policy", () => {
    assert.deepEqual(musts(auditBucket({ policy: { policy: UNKNOWN } })), [`undecided: ${tls}, ${outside}.`]);
  });

  for (const [says, principal] of [
    ["everyone", "*"],
    ["everyone of AWS", { AWS: "*" }],
    ["another account", { AWS: "444455556666" }],
    ["another account's role beside one's own", { AWS: [mine, "arn:aws:iam::444455556666:role/reader"] }],
    ["a service", { Service: "logging.s3.amazonaws.com" }],
    ["another account by its canonical id", { CanonicalUser: account }],
    ["someone who is gone", { AWS: "AROA1234567890" }],
    ["whoever a pattern of accounts names", { AWS: "arn:aws:iam::1111222233334:root" }],
  ] as const) {
    it(`reports a policy that lets in ${says}`, () => assert.deepEqual(letting(principal), [`violation: ${outside}.`]));
  }

  it("reports a policy that lets in all but some", () => {
    const allow = { Effect: "Allow", NotPrincipal: { AWS: mine }, Action: "s3:GetObject", Resource: "*" };
    assert.deepEqual(musts(auditBucket(policyOf(tlsOnly, allow))), [`violation: ${outside}.`]);
  });

  it("reports an open policy of the bucket itself beside a good one", () => {
    const allow = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" };
    assert.deepEqual(musts(auditBucket({ bucket: policyOf(allow).policy })), [`violation: ${outside}.`]);
  });

  it("lets its own account in, by whatever form", () => {
    for (const name of [account, mine, `arn:aws:iam::${account}:root`, `arn:aws-cn:sts::${account}:assumed-role/a/b`]) {
      assert.deepEqual(letting({ AWS: name }), [], name);
    }
  });

  it("takes the account of the stack's roles and keys where none is declared, and waits for it", () => {
    const of = { bucket: name };
    const stack = auditBucket(
      policyOf(tlsOnly, { Effect: "Allow", Principal: { AWS: mine }, Action: "s3:GetObject", Resource: "*" }),
    );
    const role = (arn: unknown) => record(iamTypes.role, { arn });
    const key = record(kmsTypes.key, { arn: `arn:aws:kms:eu-west-1:${account}:key/1` });
    assert.deepEqual(musts(stack, of), [`undecided: ${outside}.`]);
    for (const none of [UNKNOWN, undefined, "arn:aws:test:::role"]) {
      assert.deepEqual(musts([...stack, role(none)], of), [`undecided: ${outside}.`]);
    }
    assert.deepEqual(musts([...stack, role(mine)], of), []);
    assert.deepEqual(musts([...stack, key], of), []);
    assert.deepEqual(musts([...stack, role("arn:aws:iam::444455556666:role/x")], of), [`violation: ${outside}.`]);
  });

  const listed = (props: object) => [...auditBucket(), record(bucketWeakenings.acl[0], { bucket: name, ...props })];
  const granted = (grantee: object, over: object = {}) =>
    listed({ accessControlPolicy: { owner: { id: "me" }, grants: [{ grantee, permission: "READ" }], ...over } });
  const owned = (rule: unknown) => [
    ...auditBucket({ bucket: { grants: [{ id: "me" }] } }),
    record(bucketOwnership[0], { bucket: name, rule }),
  ];
  for (const [says, stack, expected] of [
    ["a private list", listed({ acl: "private" }), undefined],
    ["a list for the owner", listed({ acl: "bucket-owner-full-control" }), undefined],
    ["a list for the owner to read", listed({ acl: "bucket-owner-read" }), undefined],
    ["a public list", listed({ acl: "public-read" }), "violation"],
    ["a list for all accounts", listed({ acl: "authenticated-read" }), "violation"],
    ["an unknown list", listed({ acl: UNKNOWN }), "undecided"],
    ["a grant to the owner", granted({ type: "CanonicalUser", id: "me" }), undefined],
    ["a grant to another", granted({ type: "CanonicalUser", id: "you" }), "violation"],
    [
      "a grant to a group",
      granted({ type: "Group", uri: "http://acs.amazonaws.com/groups/global/AllUsers" }),
      "violation",
    ],
    ["a grant to an unknown", granted({ type: "CanonicalUser", id: UNKNOWN }), "undecided"],
    ["a grant of an unknown owner", granted({ id: "me" }, { owner: { id: UNKNOWN } }), "undecided"],
    ["unknown grants", granted({}, { grants: UNKNOWN }), "undecided"],
    ["an unknown list of grants", listed({ accessControlPolicy: UNKNOWN }), "undecided"],
    ["grants of the bucket to one", auditBucket({ bucket: { grants: [{ id: "you" }, { id: "you" }] } }), "undecided"],
    ["no grants of the bucket", auditBucket({ bucket: { grants: [] } }), undefined],
    ["a grant of no owner", granted({ id: "you" }, { owner: undefined }), "undecided"],
    ["a grant of no owner to a group", granted({ uri: "AllUsers" }, { owner: undefined }), "violation"],
    ["grants of the bucket that have no effect", owned({ objectOwnership: "BucketOwnerEnforced" }), undefined],
    ["grants of the bucket that have effect", owned({ objectOwnership: "ObjectWriter" }), "undecided"],
    ["grants of the bucket of unknown effect", owned(UNKNOWN), "undecided"],
    ["grants of the bucket to two", auditBucket({ bucket: { grants: [{ id: "me" }, { id: "you" }] } }), "violation"],
    ["a grant of the bucket to a group", auditBucket({ bucket: { grants: [{ uri: "AllUsers" }] } }), "violation"],
    ["a canned list of the bucket", auditBucket({ bucket: { acl: "public-read-write" } }), "violation"],
    ["no canned list of the bucket", auditBucket({ bucket: { acl: "" } }), undefined],
  ] as const) {
    it(`judges ${says}`, () => {
      assert.deepEqual(
        musts(stack).filter((said) => said.endsWith(`${acl}.`)),
        expected === undefined ? [] : [`${expected}: ${acl}.`],
      );
    });
  }

  it("judges a list of the bucket in a stack that does not declare it", () => {
    const list = record(bucketWeakenings.acl[1], { bucket: name, acl: "public-read" });
    assert.deepEqual(musts([list]), [`violation: ${acl}.`]);
    assert.deepEqual(musts([{ ...list, props: { bucket: name, acl: "private" } }]), []);
    const open = { bucket: name, accessControlPolicy: { grants: [{ grantee: { id: "you" } }] } };
    assert.deepEqual(musts([{ ...list, props: open }]), [`undecided: ${acl}.`]);
  });
});
