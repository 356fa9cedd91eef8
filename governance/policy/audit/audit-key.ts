/** The key of the audit bucket outlives mistakes: without it, locked evidence is unreadable. */
import { auditBucketsOf, declaredOn, partsOf, type AuditBucket, type Check } from "./audit-store.ts";
import { undecidedFinding, violation, type Finding } from "../finding.ts";
import { every, field, is, isUnknown, numberOf, some, type Certainty } from "../property.ts";
import { awsTypes, kmsTypes, ofType, type ResourceRecord } from "../resource.ts";

/** What AWS waits at most, and without a setting, before it deletes a key. */
const mostDays = 30;

const fix = "Use the AuditBucket component: 30 days, yearly rotation, and a key policy that denies deletion.";

/** How keys of the stack that encrypt its audit bucket could be lost early. */
export function auditKeyFindings(stack: readonly ResourceRecord[], audit: string): Finding[] {
  const buckets = auditBucketsOf(stack, audit, awsTypes.encryption);
  return ofType(stack, kmsTypes.key, kmsTypes.externalKey, kmsTypes.replicaKey).flatMap((key) => {
    const encrypts = some(buckets.map((of) => every([of.certain ? "yes" : "unknown", isKeyOf(key, of)])));
    return encrypts === "no" ? [] : findingsOf(key, encrypts);
  });
}

function findingsOf({ name, urn, props }: ResourceRecord, encrypts: Certainty): Finding[] {
  const musts = (wanted: Certainty): string =>
    checksOf(props)
      .filter(({ answer }) => answer !== "yes" && (answer === "no" ? encrypts : "unknown") === wanted)
      .map(({ must }) => must)
      .join(", ");
  const [violated, open] = [musts("yes"), musts("unknown")];
  return [
    ...(violated ? [violation(name, `evidence could become unreadable; its key must ${violated}.`, fix, urn)] : []),
    ...(open ? [undecidedFinding(name, `not known yet; a key of evidence must ${open}.`, fix, urn)] : []),
  ];
}

function checksOf(props: unknown): Check[] {
  const rotation = field(props, "enableKeyRotation") ?? field(props, "keyRotationEnabled");
  return [
    { answer: isLong(field(props, "deletionWindowInDays")), must: `wait ${mostDays} days before it is deleted` },
    { answer: is(rotation, true), must: "rotate" },
    { answer: isNotOff(field(props, "isEnabled") ?? field(props, "enabled")), must: "be enabled" },
  ];
}

function isLong(days: unknown): Certainty {
  if (isUnknown(days)) return "unknown";
  return days === undefined || numberOf(days) >= mostDays ? "yes" : "no";
}

function isNotOff(enabled: unknown): Certainty {
  return enabled === undefined ? "yes" : is(enabled, true);
}

/** Whether a key encrypts the bucket: by any of its names, or by where the name of the key comes from. */
function isKeyOf(key: ResourceRecord, of: AuditBucket): Certainty {
  const aliases = ofType(of.stack, kmsTypes.alias).filter(({ props, origins }) => {
    return isNameOf(field(props, "targetKeyId"), key) || (origins?.["targetKeyId"] ?? []).includes(key.urn);
  });
  const sources = [key, ...aliases];
  const settings = partsOf(of, awsTypes.encryption).map(({ part, belongs }) =>
    every([belongs, isNamedBy(part, "rules", field(part.props, "rules"), sources)]),
  );
  const inline = ["serverSideEncryptionConfiguration", "serverSideEncryptionConfigurations"].map((property) => {
    return of.bucket ? isNamedBy(of.bucket, property, declaredOn(of.bucket, property), sources) : "no";
  });
  return some([...settings, ...inline]);
}

function isNamedBy(
  resource: ResourceRecord,
  property: string,
  value: unknown,
  sources: readonly ResourceRecord[],
): Certainty {
  const origins = resource.origins?.[property];
  if (sources.some(({ urn }) => origins?.includes(urn))) return "yes";
  const names = keyNamesIn(value);
  if (names.some((name) => sources.some((source) => isNameOf(name, source)))) return "yes";
  return names.some(isUnknown) && origins === undefined ? "unknown" : "no";
}

/** Every `kmsMasterKeyId` within a setting, wherever the bucket's type puts it. */
function keyNamesIn(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return isUnknown(value) ? [value] : [];
  return Object.entries(value).flatMap(([name, inner]) => (name === "kmsMasterKeyId" ? [inner] : keyNamesIn(inner)));
}

function isNameOf(name: unknown, { props }: ResourceRecord): boolean {
  if (typeof name !== "string" || name === "") return false;
  return ["arn", "keyId", "name"].some((property) => field(props, property) === name);
}
