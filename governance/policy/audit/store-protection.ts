/** Evidence cannot be declared again: what keeps it is not deleted by a slip. */
import { violation, undecidedFinding, type Finding } from "../finding.ts";
import { field, is, isUnknown, some, type Certainty } from "../property.ts";
import { awsTypes, ofType, type ResourceRecord } from "../resource.ts";

const keyType = "aws:kms/key:Key";
const componentType = "ai-governance:index:AuditBucket";

/** Deleting one of these opens the store, and deleting the key makes what is in it unreadable. */
const partTypes = [...awsTypes.objectLock, ...awsTypes.versioning, ...awsTypes.encryption, ...awsTypes.policy];

/**
 * Parts of the audit store that the next `pulumi destroy`, or a renaming, would delete. Parts of the AuditBucket component
 * outlive their stack by `retainOnDelete`, which no preview shows, so they are taken to be kept.
 */
export function storeProtectionFindings(stack: readonly ResourceRecord[], auditBucket: string): Finding[] {
  const components = new Set(ofType(stack, componentType).map(({ urn }) => urn));
  return storeParts(stack, auditBucket).flatMap(([part, certainty]) => {
    const { type, name, urn, isProtected, parent } = part;
    if (isProtected || components.has(parent ?? "")) return [];
    const kind = type.slice(type.lastIndexOf(":") + 1);
    const fix = `Set the option protect: true on ${name}, or use the AuditBucket component.`;
    return certainty === "yes"
      ? [violation(auditBucket, `a slip deletes its ${kind}, ${name}; it must be protected.`, fix, urn)]
      : [
          undecidedFinding(
            name,
            `not known yet whether ${kind} belongs to ${auditBucket}; if so, it must be protected.`,
            fix,
            urn,
          ),
        ];
  });
}

/** What belongs to the store, or may. */
function storeParts(stack: readonly ResourceRecord[], auditBucket: string): (readonly [ResourceRecord, Certainty])[] {
  const named = (value: unknown): Certainty => is(value, auditBucket);
  const buckets = ofType(stack, ...awsTypes.bucket).map(
    (bucket) => [bucket, named(field(bucket.props, "bucket"))] as const,
  );
  const parts = ofType(stack, ...partTypes).map((part) => {
    const value = field(part.props, "bucket");
    const origins = part.origins?.["bucket"] ?? [];
    const known = buckets.filter(([{ urn }]) => origins.includes(urn)).map(([, certainty]) => certainty);
    return [part, isUnknown(value) && known.length > 0 ? some(known) : named(value)] as const;
  });
  const keys = ofType(stack, keyType).map((key) => {
    const users = [...buckets, ...parts].filter(([{ origins }]) =>
      Object.values(origins ?? {})
        .flat()
        .includes(key.urn),
    );
    return [key, some(users.map(([, certainty]) => certainty))] as const;
  });
  return [...buckets, ...parts, ...keys].filter(([, certainty]) => certainty !== "no");
}
