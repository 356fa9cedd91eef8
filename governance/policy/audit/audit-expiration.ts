/** No lifecycle rule takes evidence away before its time. */
import { keptDays, type AuditStore } from "./audit-bucket.ts";
import { auditBucketsOf, declaredOn, onlyOf, partsOf, subjectOf, type AuditBucket } from "./audit-store.ts";
import { undecidedFinding, violation, type Finding } from "../finding.ts";
import { every, field, is, isUnknown, listOf, numberOf, some, type Certainty } from "../property.ts";
import { bucketWeakenings, type ResourceRecord } from "../resource.ts";

const fix = "Remove the expiration: evidence is locked, and the AuditBucket component has no lifecycle rules.";

/** Lifecycle rules that expire evidence of the stack's audit bucket, or hide it, before its retention ends. */
export function auditExpirationFindings(stack: readonly ResourceRecord[], audit: AuditStore): Finding[] {
  return auditBucketsOf(stack, audit.bucket, bucketWeakenings.lifecycle).flatMap((of) => {
    const parts = partsOf(of, bucketWeakenings.lifecycle).map(({ part, belongs }) => ({
      urn: part.urn,
      belongs,
      rules: field(part.props, "rules"),
    }));
    const inline = { urn: of.urn, belongs: "yes" as const, rules: declaredOn(of.bucket, "lifecycleRules") };
    return [...parts, inline].flatMap(({ urn, belongs, rules }) => {
      const certain = every([belongs, of.certain ? "yes" : "unknown"]);
      return findingsOf(of, urn, certain, effectsOf(rules, keptDays(audit)));
    });
  });
}

/** Something that lifecycle rules may do. */
interface Effect {
  readonly answer: Certainty;
  readonly does: string;
}

function findingsOf(of: AuditBucket, urn: string, certain: Certainty, effects: readonly Effect[]): Finding[] {
  const doing = (wanted: Certainty): string =>
    [...new Set(effects.filter(({ answer }) => every([certain, answer]) === wanted).map(({ does }) => does))].join(
      ", ",
    );
  const must = "none must take evidence away before its time.";
  const [does, may] = [doing("yes"), doing("unknown")];
  const perhaps = `not known yet, a lifecycle rule perhaps ${may}; ${must}`;
  return [
    ...(does ? [violation(subjectOf(of), `a lifecycle rule ${does}; ${must}`, fix, urn)] : []),
    ...(may ? [undecidedFinding(subjectOf(of), perhaps, fix, urn)] : []),
  ];
}

function effectsOf(rules: unknown, days: number): Effect[] {
  const { items, complete } = listOf(rules);
  return [
    ...items.flatMap((rule) => effectsOfRule(rule, days)),
    ...(complete ? [] : [{ answer: "unknown", does: `expires objects before ${days} days` } as const]),
  ];
}

function effectsOfRule(rule: unknown, days: number): Effect[] {
  const expiration = onlyOf(field(rule, "expiration") ?? field(rule, "expirations"));
  const versions = onlyOf(field(rule, "noncurrentVersionExpiration") ?? field(rule, "noncurrentVersionExpirations"));
  const after = field(expiration, "days");
  // AWS takes one of the three: beside days, what is unknown is AWS's own answer.
  const beside = (property: string): unknown => {
    const value = field(expiration, property);
    return isUnknown(value) && isGiven(after) === "yes" ? undefined : value;
  };
  const effects: Effect[] = [
    { answer: every([isGiven(after), isEarly(after, days)]), does: `expires objects before ${days} days` },
    // From that date on, objects that were written the day before expire too.
    { answer: isGiven(beside("date")), does: "expires objects from a date on" },
    { answer: is(beside("expiredObjectDeleteMarker"), true), does: "removes delete markers" },
    {
      answer: every([isGiven(versions), isEarly(field(versions, "noncurrentDays") ?? field(versions, "days"), days)]),
      does: `deletes older versions before ${days} days`,
    },
  ];
  return effects.map(({ answer, does }) => ({ answer: every([isOn(rule), answer]), does }));
}

/** A rule that does not say it is off is on. */
function isOn(rule: unknown): Certainty {
  const off = some([is(field(rule, "status"), "Disabled"), is(field(rule, "enabled"), false)]);
  return off === "yes" ? "no" : off === "no" ? "yes" : "unknown";
}

/** AWS answers 0 or an empty text for what is left out. */
function isGiven(value: unknown): Certainty {
  if (isUnknown(value)) return "unknown";
  return value === undefined || value === 0 || value === "" ? "no" : "yes";
}

/** What is no number of days counts as too early. */
function isEarly(days: unknown, wanted: number): Certainty {
  if (isUnknown(days)) return "unknown";
  return numberOf(days) >= wanted ? "no" : "yes";
}
