import assert from "node:assert/strict";
import { awsTypes, UNKNOWN } from "../../../../governance/index.ts";
import { forcedDestructionFindings } from "../../../../governance/policy/audit/audit-destruction.ts";
import { record } from "../records.ts";

const audit = "meridian-pay-ai-audit";
const judge = (props: Record<string, unknown>) =>
  forcedDestructionFindings(record(awsTypes.bucket[0], { bucket: audit, ...props }, "evidence"), audit).map(
    ({ outcome, subject }) => `${outcome}: ${subject}`,
  );

describe("forcedDestructionFindings", () => {
  it("reports an audit bucket that a destroy empties", () => {
    const bucket = record(awsTypes.bucket[0], { bucket: audit, forceDestroy: true });
    assert.deepEqual(forcedDestructionFindings(bucket, audit), [
      {
        outcome: "violation",
        subject: audit,
        urn: bucket.urn,
        message: "forceDestroy lets a destroy delete every object first; the audit bucket must keep them.",
        fix: "Remove forceDestroy, and retain the bucket on destroy as the AuditBucket component does.",
      },
    ]);
  });
  it("allows one that it keeps, in whatever form", () => {
    for (const forceDestroy of [undefined, null, false, "false"]) assert.deepEqual(judge({ forceDestroy }), []);
  });
  it("takes a value of another type for true", () => {
    for (const forceDestroy of ["true", 1, {}]) assert.deepEqual(judge({ forceDestroy }), [`violation: ${audit}`]);
  });
  it("leaves other buckets alone", () => {
    for (const bucket of ["website", undefined, 7]) assert.deepEqual(judge({ bucket, forceDestroy: true }), []);
  });
  it("stays undecided while name or setting are unknown", () => {
    assert.deepEqual(judge({ forceDestroy: UNKNOWN }), [`undecided: ${audit}`]);
    assert.deepEqual(judge({ bucket: UNKNOWN, forceDestroy: true }), ["undecided: evidence"]);
    assert.deepEqual(judge({ bucket: UNKNOWN }), []);
    assert.match(
      forcedDestructionFindings(record(awsTypes.bucket[0], { bucket: audit, forceDestroy: UNKNOWN }), audit)[0]
        ?.message ?? "",
      /^not known yet: forceDestroy lets/,
    );
  });
});
