import assert from "node:assert/strict";
import { auditBucketPolicy } from "../../../../components/audit-bucket-policies.ts";
import { awsTypes, UNKNOWN } from "../../../../governance/index.ts";
import { auditExpirationFindings } from "../../../../governance/policy/audit/audit-expiration.ts";
import { auditKeyFindings } from "../../../../governance/policy/audit/audit-key.ts";
import { auditOverwriteFindings } from "../../../../governance/policy/audit/audit-overwrites.ts";
import { auditPrivacyFindings } from "../../../../governance/policy/audit/audit-privacy.ts";
import { kmsTypes } from "../../../../governance/policy/resource.ts";
import { auditBucket, record } from "../records.ts";

const bucket = "meridian-pay-ai-audit";
const outcomes = (found: readonly { readonly outcome: string }[]) => found.map(({ outcome }) => outcome);

describe("auditExpirationFindings about older versions, in the words of the bucket's own rules", () => {
  const after = (days: unknown) => {
    const lifecycleRules = [{ enabled: true, noncurrentVersionExpiration: { days } }];
    const stack = [record(awsTypes.bucket[0], { bucket, lifecycleRules })];
    return outcomes(auditExpirationFindings(stack, { bucket, retentionDays: 400 }));
  };
  it("reads when they go", () => {
    assert.deepEqual([after(400), after(399), after(UNKNOWN)], [[], ["violation"], ["undecided"]]);
  });
});

describe("auditKeyFindings about doubts", () => {
  const key = (props: object) => record(kmsTypes.key, { keyId: "1", enableKeyRotation: true, ...props }, "key");
  const judge = (rules: unknown, props: object) =>
    outcomes(auditKeyFindings([...auditBucket({ encryption: { rules } }), key(props)], bucket));

  it("takes encryption that is unknown as a whole for one that may be by any key", () => {
    for (const rules of [UNKNOWN, [{ applyServerSideEncryptionByDefault: UNKNOWN }]]) {
      assert.deepEqual(judge(rules, { deletionWindowInDays: 7 }), ["undecided"]);
    }
  });
  it("has none about a key that encrypts something else", () => {
    const rules = [{ applyServerSideEncryptionByDefault: { kmsMasterKeyId: "another" } }];
    assert.deepEqual(judge(rules, { deletionWindowInDays: UNKNOWN }), []);
  });
});

describe("auditOverwriteFindings about conditions of the denial of puts", () => {
  const own = auditBucketPolicy(`arn:aws:s3:::${bucket}`, "arn:aws:kms:eu-west-1:111122223333:key/1").Statement;
  const under = (condition: object) => {
    const Statement = own.map((each) =>
      each.Sid === "DenyOverwrite" ? { ...each, Condition: { ...each.Condition, ...condition } } : each,
    );
    return outcomes(auditOverwriteFindings(auditBucket({ policy: { policy: { Statement } } }), { bucket }));
  };
  it("accepts that the request creates an object, and no other truth", () => {
    assert.deepEqual(under({ Bool: { "s3:ObjectCreationOperation": "true" } }), []);
    assert.deepEqual(under({ Bool: { "aws:MultiFactorAuthPresent": "true" } }), ["violation"]);
  });
});

describe("auditPrivacyFindings about a part that names no bucket", () => {
  it("does not take it for the audit bucket's", () => {
    const judge = (over: object) => {
      const stack = auditBucket().map((each) =>
        each.name === "policy" ? { ...each, props: { ...each.props, ...over } } : each,
      );
      return auditPrivacyFindings(stack, { bucket }).map(({ message }) => message.replace(/^.* must /, ""));
    };
    assert.deepEqual(judge({}), []);
    assert.deepEqual(judge({ bucket: undefined }), ["deny requests without TLS."]);
  });
});
