import assert from "node:assert/strict";
import { awsBucketRequireLockedAudit as rule } from "../../../../policypack/rules/aws/aws-bucket-require-locked-audit.ts";
import { parsed } from "../../../governance/example.ts";
import { UNKNOWN_STRING, urnOf } from "../../../support/policy/request.ts";
import type { SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const settings = { role: "organization", bucket: "acme-audit", retentionDays: 400 };
const fix = "Fix: Use the AuditBucket component with bucket and retention of governance.yaml.";

function part(type: string, props: object): SampleResource {
  return { type: `aws:s3/${type}`, name: type, props: { bucket: "acme-audit", ...props } };
}

function lock(days: number | string, mode = "COMPLIANCE"): SampleResource {
  return part("bucketObjectLockConfiguration:BucketObjectLockConfiguration", {
    rule: { defaultRetention: { mode, days } },
  });
}

const bucket = part("bucket:Bucket", { objectLockEnabled: true });
const parts = [part("bucketVersioning:BucketVersioning", { versioningConfiguration: { status: "Enabled" } })];

describe(rule.name, () => {
  it("reports an organisation stack without audit bucket", async () => {
    assert.deepEqual(await told(runStackRule(rule, [], settings)), [
      ["acme-audit: the stack declares no audit bucket of this name; the organisation stack must.", fix],
    ]);
  });

  it("reports everything that an open bucket lacks in one finding, at the bucket", async () => {
    const open = part("bucket:Bucket", {});
    const { findings } = await runStackRule(rule, [open], settings);
    assert.deepEqual(
      findings.map(({ message, urn }) => [...message.split("\n").slice(1), urn]),
      [
        [
          "acme-audit: evidence could be changed or deleted; the audit bucket must be created with object lock, " +
            "lock objects in COMPLIANCE mode for 400 days, keep versions.",
          fix,
          urnOf(open),
        ],
      ],
    );
  });

  it("reports a lock that is too short, or that an administrator can lift", async () => {
    for (const weak of [lock(399), lock(400, "GOVERNANCE")]) {
      const [lines] = await told(runStackRule(rule, [bucket, weak, ...parts], settings));
      assert.match(lines?.[0] ?? "", /must lock objects in COMPLIANCE mode for 400 days\.$/);
    }
  });

  it("allows a bucket that nobody can change", async () => {
    assert.deepEqual(await runStackRule(rule, [bucket, lock(400), ...parts], settings), { findings: [] });
  });

  it("demands no audit bucket of a repository stack, and judges one it declares", async () => {
    const repositoryStack = { ...settings, role: "repository" };
    assert.deepEqual(await runStackRule(rule, [], repositoryStack), { findings: [] });
    assert.equal((await told(runStackRule(rule, [bucket], repositoryStack))).length, 1);
  });

  it("ignores other buckets in a repository stack", async () => {
    const logs = part("bucket:Bucket", { bucket: "logs" });
    assert.deepEqual(await runStackRule(rule, [logs], { ...settings, role: "repository" }), { findings: [] });
  });

  it("stays undecided while the retention is unknown", async () => {
    const { findings } = await runStackRule(rule, [bucket, lock(UNKNOWN_STRING), ...parts], settings);
    assert.deepEqual(
      findings.map(({ level, message }) => [level, message.split("\n")[1]?.split(":")[0]]),
      [["advisory", "Undecided"]],
    );
  });

  it("is told of bucket and retention", () => {
    const expected = { role: "repository", bucket: "meridian-pay-ai-audit", retentionDays: 400 };
    assert.deepEqual(rule.told({ declaration: parsed(), role: "repository" }), expected);
  });

  it("rejects a misspelt setting", async () => {
    const misspelt = { role: "organization", bucket: "acme-audit", retentionDay: 400 };
    await assert.rejects(
      runStackRule(rule, [], misspelt),
      /unknown key "retentionDay"\. Did you mean "retentionDays"\?/,
    );
  });
});
