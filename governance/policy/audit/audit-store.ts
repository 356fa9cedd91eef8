/** Which resources of a stack are the audit bucket and its parts, whatever types they are of. */
import { undecidedFinding, violation, type Finding } from "../finding.ts";
import { every, field, is, isUnknown, some, type Certainty } from "../property.ts";
import { awsTypes, ofType, type ResourceRecord } from "../resource.ts";

/** The audit bucket, or one that may be it, as far as a stack knows it. */
export interface AuditBucket {
  readonly name: string;
  /** Absent: the stack has only parts of a bucket that another stack declares. */
  readonly bucket?: ResourceRecord;
  /** The bucket or, without it, the first of those parts. */
  readonly urn: string;
  /** The name may not be known yet. */
  readonly certain: boolean;
  readonly stack: readonly ResourceRecord[];
}

/** The buckets that are, or may be, the audit bucket. */
export function bucketsNamed(stack: readonly ResourceRecord[], name: string): ResourceRecord[] {
  return ofType(stack, ...awsTypes.bucket).filter(({ props }) => is(field(props, "bucket"), name) !== "no");
}

/** The same; without one for certain, also the bucket elsewhere that parts of these types name. */
export function auditBucketsOf(
  stack: readonly ResourceRecord[],
  name: string,
  partTypes: readonly string[],
): AuditBucket[] {
  const here = bucketsNamed(stack, name).map((bucket): AuditBucket => {
    return { name, bucket, urn: bucket.urn, certain: field(bucket.props, "bucket") === name, stack };
  });
  const named = ofType(stack, ...partTypes).find(({ props }) => field(props, "bucket") === name);
  const isElsewhere = named !== undefined && !here.some(({ certain }) => certain);
  return isElsewhere ? [...here, { name, urn: named.urn, certain: true, stack }] : here;
}

interface Part {
  readonly belongs: Certainty;
  readonly part: ResourceRecord;
}

/** Resources of these types that are, or may be, about the bucket. */
export function partsOf(of: AuditBucket, types: readonly string[]): Part[] {
  return ofType(of.stack, ...types)
    .map((part) => ({ part, belongs: belongs(part, of) }))
    .filter((part) => part.belongs !== "no");
}

/** Whether a part is about the bucket: by name, or, while the name is unknown, by where it comes from. */
function belongs(part: ResourceRecord, { bucket, name }: AuditBucket): Certainty {
  const named = field(part.props, "bucket");
  if (!isUnknown(named)) return named === name ? "yes" : "no";
  if (bucket === undefined) return "no";
  const origins = part.origins?.["bucket"];
  if (origins === undefined) return "unknown";
  return origins.includes(bucket.urn) ? "yes" : "no";
}

/** A property of the bucket that says the same as a part. */
interface Inline {
  readonly value: unknown;
  readonly test: Test<unknown>;
}

type Test<Value> = (value: Value) => Certainty;

/**
 * Whether the parts of a kind are as wanted: one is, and no weak one stands beside it, for the last one written holds. Without such
 * a part, what the bucket itself says counts.
 */
export function partsAre(
  of: AuditBucket,
  types: readonly string[],
  test: Test<ResourceRecord>,
  inline?: Inline,
): Certainty {
  const noWeak = noPartIsWeak(of, types, test);
  if (of.bucket === undefined) return noWeak;
  const parts = partsOf(of, types);
  if (parts.length === 0) return inline ? inline.test(inline.value) : "no";
  return every([some(parts.map(({ belongs, part }) => every([belongs, test(part)]))), noWeak]);
}

/** Whether no part of a kind is weak; there need be none. */
export function noPartIsWeak(of: AuditBucket, types: readonly string[], test: Test<ResourceRecord>): Certainty {
  return every(
    partsOf(of, types).map(({ belongs, part }) => {
      const good = test(part);
      return belongs === "yes" || good === "yes" ? good : "unknown";
    }),
  );
}

/**
 * A property that a resource itself declares. In a preview AWS's own answer is unknown, though nobody declared anything; it then comes
 * from no other resource. The older and the newer type differ in whether they have an item or a list of one: see `onlyOf`.
 */
export function declaredOn(resource: ResourceRecord | undefined, property: string, plural = property): unknown {
  const value = field(resource?.props, property) ?? field(resource?.props, plural);
  if (!isUnknown(value)) return value;
  const origins = resource?.origins;
  const sources = origins && [...(origins[property] ?? []), ...(origins[plural] ?? [])];
  return sources?.length === 0 ? undefined : value;
}

/** The item, or the first of a list. */
export function onlyOf(value: unknown): unknown {
  return Array.isArray(value) ? (value as unknown[])[0] : value;
}

/** What must be, and whether it is. */
export interface Check {
  readonly answer: Certainty;
  readonly must: string;
}

/** The name of the bucket or, while nobody knows it, of the resource. */
export function subjectOf({ name, bucket, certain }: AuditBucket): string {
  return certain || bucket === undefined ? name : bucket.name;
}

/** One finding for all that is violated, one for all that nobody knows yet. */
export function bucketFindings(of: AuditBucket, checks: readonly Check[], what: string, fix: string): Finding[] {
  const { urn, certain } = of;
  const subject = subjectOf(of);
  const musts = (answer: Certainty): string[] =>
    checks.filter((check) => check.answer === answer).map(({ must }) => must);
  const violated = certain ? musts("no") : [];
  const open = certain ? musts("unknown") : [...musts("no"), ...musts("unknown")];
  return [
    ...(violated.length > 0
      ? [violation(subject, `${what}; the audit bucket must ${violated.join(", ")}.`, fix, urn)]
      : []),
    ...(open.length > 0
      ? [undecidedFinding(subject, `not known yet; the audit bucket must ${open.join(", ")}.`, fix, urn)]
      : []),
  ];
}
