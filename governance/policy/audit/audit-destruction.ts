/** A destroy never empties the audit bucket. */
import { undecidedFinding, violation, type Finding } from "../finding.ts";
import { every, field, is, isUnknown, type Certainty } from "../property.ts";
import type { ResourceRecord } from "../resource.ts";

const message = "forceDestroy lets a destroy delete every object first; the audit bucket must keep them.";
const fix = "Remove forceDestroy, and retain the bucket on destroy as the AuditBucket component does.";

/** Whether a bucket that is, or may be, the audit bucket is emptied when it is destroyed. */
export function forcedDestructionFindings({ props, name, urn }: ResourceRecord, audit: string): Finding[] {
  const isAudit = is(field(props, "bucket"), audit);
  const answer = every([isAudit, isForced(field(props, "forceDestroy"))]);
  if (answer === "yes") return [violation(audit, message, fix, urn)];
  const subject = isAudit === "yes" ? audit : name;
  return answer === "unknown" ? [undecidedFinding(subject, `not known yet: ${message}`, fix, urn)] : [];
}

/** Whatever is not plainly off is on. */
function isForced(value: unknown): Certainty {
  if (isUnknown(value)) return "unknown";
  return value === undefined || value === false || value === "false" ? "no" : "yes";
}
