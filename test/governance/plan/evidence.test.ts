import assert from "node:assert/strict";
import type { ResourceRecord } from "../../../governance/index.ts";
import { auditBucket as urnPart } from "../../../governance/plan/organization-settings.ts";
import { auditBucket, record } from "../policy/records.ts";
import { outcomes, planned } from "./previews.ts";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const between = (before: readonly ResourceRecord[], after: readonly ResourceRecord[]) =>
  outcomes(planned(before, after));
const lock = (defaultRetention: object | string) => auditBucket({ objectLock: { rule: { defaultRetention } } });
const compliance = (over: object) => lock({ mode: "COMPLIANCE", ...over });

describe("planOf, about the bucket of evidence", () => {
  for (const [says, over, setting] of [
    [
      "a mode that owners may lift",
      { objectLock: { rule: { defaultRetention: { mode: "GOVERNANCE", days: 400 } } } },
      "evidence is locked in COMPLIANCE mode",
    ],
    [
      "versions that are no longer kept",
      { versioning: { versioningConfiguration: { status: "Suspended" } } },
      "the bucket keeps versions",
    ],
    ["objects that are no longer encrypted", { encryption: {} }, "the bucket encrypts"],
    [
      "a bucket that opens to the public",
      { publicAccess: { blockPublicAcls: true, ignorePublicAcls: true, restrictPublicBuckets: true } },
      "the bucket has blockPublicPolicy",
    ],
  ] as const) {
    it(`says weakened of ${says}, and strengthened of the way back`, () => {
      const of = `${setting} (meridian-pay-ai-audit) | organisation`;
      assert.deepEqual(between(auditBucket(), auditBucket(over)), [`weakened | ${of}`]);
      assert.deepEqual(between(auditBucket(over), auditBucket()), [`strengthened | ${of}`]);
    });
  }
  it("says weakened of each way that opens to the public", () => {
    const open = auditBucket({ publicAccess: {} });
    const ways = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
    assert.deepEqual(
      between(auditBucket(), open),
      ways.map((way) => `weakened | the bucket has ${way} (meridian-pay-ai-audit) | organisation`),
    );
  });
  it("says weakened of a bucket that is no longer there", () => {
    assert.deepEqual(between(auditBucket(), auditBucket({ bucket: undefined })), [
      "weakened | the bucket exists, with object lock (meridian-pay-ai-audit) | organisation",
    ]);
  });
  it("names the bucket by its resource while its own name is not known", () => {
    const [bucket, ...parts] = auditBucket({ bucket: { bucket: unknown, objectLockEnabled: true } });
    assert.ok(bucket);
    assert.deepEqual(between([bucket], []), ["weakened | the bucket exists, with object lock (bucket) | organisation"]);
    assert.equal(parts.length, 5);
  });

  const days = "days that evidence is kept (meridian-pay-ai-audit) | organisation";
  for (const [says, before, after, expected] of [
    ["a day less", { days: 400 }, { days: 399 }, [`weakened | ${days}`]],
    ["a day more", { days: 400 }, { days: 401 }, [`strengthened | ${days}`]],
    ["a year for its days", { days: 365 }, { years: 1 }, []],
    ["two years after one and a day", { days: 366 }, { years: 2 }, [`strengthened | ${days}`]],
    ["a century and more, which nobody tells apart", { years: 110 }, { years: 120 }, []],
    ["days that are not known", { days: 400 }, { days: unknown }, [`undecided | ${days}`]],
    ["years that are not known", { days: 400 }, { years: unknown }, [`undecided | ${days}`]],
  ] as const) {
    it(`says ${expected[0]?.split(" ")[0] ?? "nothing"} of ${says}`, () => {
      assert.deepEqual(between(compliance(before), compliance(after)), expected);
    });
  }
  it("cannot tell of a retention that is not known", () => {
    assert.deepEqual(between(compliance({ days: 400 }), lock(unknown)), [
      "undecided | evidence is locked in COMPLIANCE mode (meridian-pay-ai-audit) | organisation",
      `undecided | ${days}`,
    ]);
  });

  it("reads a part whose bucket is not known by where it comes from", () => {
    const type = "aws:s3/bucketVersioning:BucketVersioning";
    const [bucket] = auditBucket();
    const other = record("aws:s3/bucket:Bucket", { bucket: "web" }, "web");
    assert.ok(bucket);
    const versioning = (status: string, origin: string) => {
      const part = record(type, { bucket: unknown, versioningConfiguration: { status } }, "versioning");
      return { side: [bucket, other, part], over: { versioning: { propertyDependencies: { bucket: [origin] } } } };
    };
    const found = (origin: string) => {
      const [before, after] = [versioning("Enabled", origin), versioning("Suspended", origin)];
      return outcomes(planned(before.side, after.side, undefined, before.over));
    };
    assert.deepEqual(found(bucket.urn), [
      "weakened | the bucket keeps versions (meridian-pay-ai-audit) | organisation",
    ]);
    assert.deepEqual(found(other.urn), []);
  });

  for (const [type, property, setting] of [
    ["aws:iam/role:Role", "assumeRolePolicy", "who may write evidence"],
    ["aws:iam/rolePolicy:RolePolicy", "policy", "what the writer of evidence may do"],
    ["aws:kms/key:Key", "policy", "who may use the key of evidence"],
  ] as const) {
    it(`cannot tell of another text of ${property} of ${type} below the bucket, and leaves others alone`, () => {
      const with_ = (policy: string, path: string) => [
        { ...record(type, { [property]: policy }), urn: `urn:pulumi:test::test::${path}${type}::it` },
      ];
      assert.deepEqual(between(with_("one", urnPart), with_("two", urnPart)), [
        `undecided | ${setting} | organisation`,
      ]);
      assert.deepEqual(between(with_("one", ""), with_("two", "")), []);
    });
  }
  it("leaves other types below the bucket alone", () => {
    const type = "aws:s3/bucketLogging:BucketLogging";
    const logging = (targetBucket: string) => [
      { ...record(type, { targetBucket }), urn: `urn:pulumi:test::test::${urnPart}${type}::it` },
    ];
    const said = between(logging("one"), logging("two")).filter((line) => !line.startsWith("undecided"));
    assert.deepEqual(said, []);
  });
});
