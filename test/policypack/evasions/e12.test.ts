import assert from "node:assert/strict";
import { auditBucket } from "../../governance/policy/records.ts";
import type { SampleResource } from "../../support/policy/request.ts";
import { rulesAgainst, sampleOf } from "./judged.ts";

const store = auditBucket().map((part) => ({ ...sampleOf(part), protect: true }));
const unprotected = store.map((part) => ({ ...part, protect: false }));
const component = { type: "ai-governance:index:AuditBucket", name: "audit" };

/** Rules about the organisation's stack that have more to say of one stack than of another. */
async function newly(before: readonly SampleResource[], after: readonly SampleResource[]): Promise<string[]> {
  const known = await rulesAgainst(before, "organization");
  return (await rulesAgainst(after, "organization")).filter((name) => !known.includes(name));
}

describe("E12 protection taken away", () => {
  it("is reported where a slip could delete the audit store", async () => {
    assert.deepEqual(await newly(store, unprotected), ["pulumi-resource-require-protection"]);
  });

  it("is reported where the audit store is removed from the program", async () => {
    assert.deepEqual(await newly(store, []), ["aws-bucket-require-locked-audit"]);
    assert.deepEqual(await newly([...store, component], [component]), ["aws-bucket-require-locked-audit"]);
  });

  it("is reported where the lock of the gate is removed", async () => {
    assert.ok((await rulesAgainst(store, "organization")).includes("github-organization-require-gate-lock"));
  });
});
