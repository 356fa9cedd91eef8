import assert from "node:assert/strict";
import { UNKNOWN, type ResourceRecord } from "../../../../governance/index.ts";
import { storeProtectionFindings } from "../../../../governance/policy/audit/store-protection.ts";
import { auditBucket, record } from "../records.ts";

const bucket = "meridian-pay-ai-audit";
const found = (stack: readonly ResourceRecord[]) =>
  storeProtectionFindings(stack, bucket).map(({ outcome, subject, urn }) => [
    outcome,
    subject,
    urn?.split("::").at(-1),
  ]);
const guarded = ["bucket", "objectLock", "versioning", "encryption", "policy"];

describe("storeProtectionFindings", () => {
  it("reports the bucket and what keeps it", () => {
    assert.deepEqual(found(auditBucket()).sort(), guarded.map((part) => ["violation", bucket, part]).sort());
  });

  it("says what a slip deletes, and how to keep it", () => {
    const [finding] = storeProtectionFindings(auditBucket(), bucket);
    assert.equal(finding?.message, "a slip deletes its Bucket, bucket; it must be protected.");
    assert.equal(finding?.fix, "Set the option protect: true on bucket, or use the AuditBucket component.");
  });

  it("allows what is protected, and finds the rest", () => {
    const all = auditBucket().map((part) => ({ ...part, isProtected: true }));
    assert.deepEqual(found(all), []);
    const but = all.map((part) => (part.name === "objectLock" ? { ...part, isProtected: false } : part));
    assert.deepEqual(found(but), [["violation", bucket, "objectLock"]]);
  });

  it("takes parts of the AuditBucket component for kept, and of no other", () => {
    const component = (type: string) => {
      const parent = record(type, {}, "audit");
      return [parent, ...auditBucket().map((part) => ({ ...part, parent: parent.urn }))];
    };
    assert.deepEqual(found(component("ai-governance:index:AuditBucket")), []);
    assert.equal(found(component("acme:index:AuditBucket")).length, guarded.length);
    const orphans = component("ai-governance:index:AuditBucket").slice(1);
    assert.equal(found(orphans).length, guarded.length);
  });

  it("leaves other buckets alone, and stacks without one", () => {
    const other = auditBucket().map((part) => ({ ...part, props: { ...part.props, bucket: "assets" } }));
    assert.deepEqual(found(other), []);
    assert.deepEqual(found([]), []);
    const shapeless = auditBucket().map((part) => ({ ...part, props: { bucket: [bucket] } }));
    assert.deepEqual(found(shapeless), []);
  });

  describe("while names are unknown", () => {
    const parts = auditBucket();
    const [store, ...rest] = parts as [ResourceRecord, ...ResourceRecord[]];
    const from = (urn: string, name: unknown = UNKNOWN) =>
      rest.map((part) => ({ ...part, props: { bucket: name }, origins: { bucket: [urn] } }));

    it("finds the parts by the bucket that they come from", () => {
      assert.deepEqual(found([store, ...from(store.urn)]), found(parts));
      const other = { ...store, props: { bucket: "assets" } };
      assert.deepEqual(found([other, ...from(other.urn)]), []);
    });

    it("goes by a name that is known, wherever it comes from", () => {
      assert.deepEqual(found([store, ...from(store.urn, "assets")]), [["violation", bucket, "bucket"]]);
    });

    it("stays undecided where nothing tells", () => {
      const unnamed = { ...store, props: { bucket: UNKNOWN } };
      assert.deepEqual(
        found([unnamed, ...from(unnamed.urn)]).sort(),
        guarded.map((part) => ["undecided", part, part]).sort(),
      );
      const [finding] = storeProtectionFindings([unnamed], bucket);
      assert.equal(finding?.message, `not known yet whether Bucket belongs to ${bucket}; if so, it must be protected.`);
      assert.deepEqual(found([{ ...rest[0], props: { bucket: UNKNOWN } } as ResourceRecord]), [
        ["undecided", "objectLock", "objectLock"],
      ]);
    });
  });

  describe("about the key", () => {
    const key = record("aws:kms/key:Key", {}, "key");
    const kept = auditBucket().map((part) => ({ ...part, isProtected: true }));
    const using = (name: string) =>
      kept.map((part) => (part.name === name ? { ...part, origins: { rules: ["urn:other", key.urn] } } : part));

    it("reports the one that the store's encryption uses", () => {
      assert.deepEqual(found([...using("encryption"), key]), [["violation", bucket, "key"]]);
      assert.deepEqual(found([...using("encryption"), { ...key, isProtected: true }]), []);
    });

    it("leaves keys of others alone", () => {
      assert.deepEqual(found([...kept, key]), []);
      const assets = using("encryption").map((part) => ({ ...part, props: { bucket: "assets" } }));
      assert.deepEqual(found([...assets, key]), []);
    });
  });
});
