/** The audit bucket is write-once: object lock in compliance mode, versions, encryption, TLS only, private. */
import { leastRetentionDays } from "../declaration/schema.ts";
import { violation, undecidedFinding, type Finding } from "./finding.ts";
import { every, field, is, isUnknown, listOf, some, type Certainty } from "./property.ts";
import { awsTypes, ofType, type ResourceRecord } from "./resource.ts";
import { deniesPlainHttp } from "./bucket-policy.ts";

/** What the declaration says of the audit store. */
export interface AuditStore {
  readonly bucket: string;
  readonly retentionDays: number;
}

const fix = "Use the AuditBucket component with bucket and retention of governance.yaml.";

/**
 * What the stack's audit bucket lacks. A stack without a bucket of that name has no findings: use `auditBucketAbsent` where there must
 * be one. A bucket whose name is not known yet, and its parts, are judged as if they were the audit bucket, but never as violations.
 */
export function auditBucketFindings(stack: readonly ResourceRecord[], audit: AuditStore): Finding[] {
  return ofType(stack, ...awsTypes.bucket)
    .filter(({ props }) => isAuditBucket(props, audit) !== "no")
    .flatMap((bucket) => judge(bucket, stack, audit));
}

/** A finding if no bucket of the stack is, or may be, the audit bucket. */
export function auditBucketAbsent(stack: readonly ResourceRecord[], audit: AuditStore): Finding[] {
  if (ofType(stack, ...awsTypes.bucket).some(({ props }) => isAuditBucket(props, audit) !== "no")) return [];
  return [
    violation(audit.bucket, "the stack declares no audit bucket of this name; the organisation stack must.", fix),
  ];
}

function isAuditBucket(props: unknown, audit: AuditStore): Certainty {
  return is(field(props, "bucket"), audit.bucket);
}

interface Check {
  readonly answer: Certainty;
  readonly must: string;
}

function judge(bucket: ResourceRecord, stack: readonly ResourceRecord[], audit: AuditStore): Finding[] {
  const certain = isAuditBucket(bucket.props, audit) === "yes";
  const of = (kind: keyof typeof awsTypes): ResourceRecord[] =>
    ofType(stack, ...awsTypes[kind]).filter((part) => belongs(part, bucket, audit) !== "no");
  const parts = (kind: keyof typeof awsTypes, test: (props: unknown) => Certainty): Certainty =>
    allGood(of(kind).map((part) => ({ belongs: belongs(part, bucket, audit), good: test(part.props) })));
  const checks: Check[] = [
    { answer: is(field(bucket.props, "objectLockEnabled"), true), must: "be created with object lock" },
    {
      answer: parts("objectLock", (props) => locks(props, audit)),
      must: `lock objects in COMPLIANCE mode for ${audit.retentionDays} days`,
    },
    {
      answer: parts("versioning", (props) => is(field(props, "versioningConfiguration", "status"), "Enabled")),
      must: "keep versions",
    },
    { answer: parts("encryption", encrypts), must: "encrypt by default" },
    { answer: parts("publicAccess", blocksPublicAccess), must: "block public access in all four ways" },
    {
      answer: parts("policy", (props) => deniesPlainHttp(field(props, "policy"), audit.bucket)),
      must: "deny requests without TLS",
    },
  ];
  return findingsOf(bucket, certain ? audit.bucket : bucket.name, certain, checks);
}

// One good part, and no weak one beside it: which of two settings holds is decided by the order in which they are written.
function allGood(parts: readonly { readonly belongs: Certainty; readonly good: Certainty }[]): Certainty {
  return every([
    some(parts.map(({ belongs, good }) => every([belongs, good]))),
    ...parts.map(({ belongs, good }) => (belongs === "yes" || good === "yes" ? good : "unknown")),
  ]);
}

function findingsOf(bucket: ResourceRecord, subject: string, certain: boolean, checks: readonly Check[]): Finding[] {
  const failed = checks.filter(({ answer }) => answer === "no").map(({ must }) => must);
  const open = checks.filter(({ answer }) => answer === "unknown").map(({ must }) => must);
  const violated = certain ? failed : [];
  const undecided = certain ? open : [...failed, ...open];
  return [
    ...(violated.length > 0
      ? [
          violation(
            subject,
            `evidence could be changed or read; the audit bucket must ${violated.join(", ")}.`,
            fix,
            bucket.urn,
          ),
        ]
      : []),
    ...(undecided.length > 0
      ? [undecidedFinding(subject, `not known yet; the audit bucket must ${undecided.join(", ")}.`, fix, bucket.urn)]
      : []),
  ];
}

/** Whether a part is about the bucket: by name, or, while the name is unknown, by where it comes from. */
function belongs(part: ResourceRecord, bucket: ResourceRecord, audit: AuditStore): Certainty {
  const name = field(part.props, "bucket");
  if (!isUnknown(name)) return name === audit.bucket || name === field(bucket.props, "bucket") ? "yes" : "no";
  const origins = part.origins?.["bucket"];
  if (origins === undefined) return "unknown";
  return origins.includes(bucket.urn) ? "yes" : "no";
}

const daysPerYear = 365;

function locks(props: unknown, { retentionDays }: AuditStore): Certainty {
  const retention = field(props, "rule", "defaultRetention");
  const days = field(retention, "days");
  const years = field(retention, "years");
  const wanted = Math.max(retentionDays, leastRetentionDays);
  const long =
    Number(isUnknown(days) ? 0 : (days ?? 0)) + daysPerYear * Number(isUnknown(years) ? 0 : (years ?? 0)) >= wanted;
  const enough: Certainty = long ? "yes" : isUnknown(days) || isUnknown(years) ? "unknown" : "no";
  return every([is(field(retention, "mode"), "COMPLIANCE"), isUnknown(retention) ? "unknown" : enough]);
}

function encrypts(props: unknown): Certainty {
  const { items, complete } = listOf(field(props, "rules"));
  const answers = items.map((rule): Certainty => {
    const algorithm = field(rule, "applyServerSideEncryptionByDefault", "sseAlgorithm");
    return isUnknown(algorithm) ? "unknown" : typeof algorithm === "string" && algorithm !== "" ? "yes" : "no";
  });
  return some([...answers, complete ? "no" : "unknown"]);
}

function blocksPublicAccess(props: unknown): Certainty {
  const ways = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
  return every(ways.map((way) => is(field(props, way), true)));
}
