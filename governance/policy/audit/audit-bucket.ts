/** The audit bucket is write-once: object lock in compliance mode, and versions. */
import { leastRetentionDays } from "../../declaration/retention.ts";
import { auditBucketsOf, bucketFindings, bucketsNamed, declaredOn, onlyOf, partsAre } from "./audit-store.ts";
import type { AuditBucket } from "./audit-store.ts";
import { violation, type Finding } from "../finding.ts";
import { every, field, is, isUnknown, numberOf, some, type Certainty } from "../property.ts";
import { awsTypes, type ResourceRecord } from "../resource.ts";

/** What the declaration says of the audit store. */
export interface AuditStore {
  readonly bucket: string;
  readonly retentionDays: number;
}

const fix = "Use the AuditBucket component with bucket and retention of governance.yaml.";

/**
 * What the stack's audit bucket lacks to be write-once. A stack without a bucket of that name has no findings: use `auditBucketAbsent`
 * where there must be one. A bucket whose name is not known yet is judged as if it were the audit bucket, but never as a violation.
 */
export function auditBucketFindings(stack: readonly ResourceRecord[], audit: AuditStore): Finding[] {
  const days = keptDays(audit);
  return auditBucketsOf(stack, audit.bucket, [...awsTypes.objectLock, ...awsTypes.versioning]).flatMap((of) =>
    bucketFindings(
      of,
      [
        { answer: isLockable(of), must: "be created with object lock" },
        { answer: isLocked(of, days), must: `lock objects in COMPLIANCE mode for ${days} days` },
        { answer: isVersioned(of), must: "keep versions" },
      ],
      "evidence could be changed or deleted",
      fix,
    ),
  );
}

/** A finding if no bucket of the stack is, or may be, the audit bucket. */
export function auditBucketAbsent(stack: readonly ResourceRecord[], audit: AuditStore): Finding[] {
  if (bucketsNamed(stack, audit.bucket).length > 0) return [];
  return [
    violation(audit.bucket, "the stack declares no audit bucket of this name; the organisation stack must.", fix),
  ];
}

/** Days that evidence is kept: those declared, and never fewer than the law demands. */
export function keptDays({ retentionDays }: Pick<AuditStore, "retentionDays">): number {
  return Math.max(retentionDays, leastRetentionDays);
}

function isLockable({ bucket }: AuditBucket): Certainty {
  if (bucket === undefined) return "yes";
  const inline = field(declaredOn(bucket, "objectLockConfiguration"), "objectLockEnabled");
  return some([is(field(bucket.props, "objectLockEnabled"), true), is(inline, "Enabled")]);
}

function isLocked(of: AuditBucket, days: number): Certainty {
  const ofRule = (rule: unknown): Certainty => {
    return locks(onlyOf(field(rule, "defaultRetention") ?? field(rule, "defaultRetentions")), days);
  };
  return partsAre(of, awsTypes.objectLock, ({ props }) => ofRule(field(props, "rule")), {
    value: declaredOn(of.bucket, "objectLockConfiguration"),
    test: (lock) => ofRule(onlyOf(field(lock, "rule") ?? field(lock, "rules"))),
  });
}

function isVersioned(of: AuditBucket): Certainty {
  const test = ({ props }: ResourceRecord): Certainty =>
    is(field(props, "versioningConfiguration", "status"), "Enabled");
  return partsAre(of, awsTypes.versioning, test, {
    value: declaredOn(of.bucket, "versioning", "versionings"),
    test: (versioning) => is(field(onlyOf(versioning), "enabled"), true),
  });
}

const daysPerYear = 365;

function locks(retention: unknown, wanted: number): Certainty {
  const days = field(retention, "days");
  const years = field(retention, "years");
  const least = atLeast(days) + daysPerYear * atLeast(years);
  const enough: Certainty = least >= wanted ? "yes" : isUnknown(days) || isUnknown(years) ? "unknown" : "no";
  return every([is(field(retention, "mode"), "COMPLIANCE"), enough]);
}

/** What is not said, or not known, counts for nothing. */
function atLeast(value: unknown): number {
  return isUnknown(value) || value === undefined ? 0 : numberOf(value);
}
