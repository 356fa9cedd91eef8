/** Only the declared workflow writes evidence, and it can do nothing else with it. */
import { maySetOrPut, onlyPuts } from "./audit-access.ts";
import { auditBucketsOf, bucketFindings, bucketsNamed, declaredOn, noPartIsWeak } from "./audit-store.ts";
import { undecidedFinding, violation, type Finding } from "./finding.ts";
import { grantsOf, type Grant } from "./iam-grants.ts";
import { readPolicy } from "./iam-policy.ts";
import { every, field, type Certainty } from "./property.ts";
import { awsTypes, type ResourceRecord } from "./resource.ts";
import { unpinned, type Writer } from "./writer-trust.ts";

/** What the declaration says of the audit store and its one writer. */
export interface WrittenStore {
  readonly bucket: string;
  readonly writer: Writer;
}

const fix = "Remove the permission: the role that the AuditBucket component makes is the only writer.";

/** Who else may write to the audit bucket, and what the writer may do beyond putting objects. */
export function auditWriterFindings(stack: readonly ResourceRecord[], store: WrittenStore): Finding[] {
  const grants = grantsOf(stack).filter((grant) => mayConcern(grant, stack, store));
  return [...byHolder(grants).flatMap((held) => holderFindings(held, store)), ...bucketPolicyFindings(stack, store)];
}

/**
 * A document that is not known yet concerns the audit bucket if it comes from a bucket that may be it. Otherwise every stack with a role
 * for a new bucket of its own would be in doubt; what it says is judged as soon as it is known.
 */
function mayConcern({ document, origins }: Grant, stack: readonly ResourceRecord[], { bucket }: WrittenStore): boolean {
  if (readPolicy(document).complete || origins === undefined) return true;
  return bucketsNamed(stack, bucket).some(({ urn }) => origins.includes(urn));
}

/** What one holder has: permissions add up. */
function byHolder(grants: readonly Grant[]): (readonly [Grant, ...Grant[]])[] {
  const held = new Map<string, [Grant, ...Grant[]]>();
  for (const grant of grants) {
    const { kind, holder, declared, resource } = grant;
    const key = declared?.urn ?? (typeof holder === "string" ? `${kind} ${holder}` : resource.urn);
    const others = held.get(key);
    if (others) others.push(grant);
    else held.set(key, [grant]);
  }
  return [...held.values()];
}

function holderFindings(held: readonly [Grant, ...Grant[]], { bucket, writer }: WrittenStore): Finding[] {
  const [{ kind, declared, resource }] = held;
  const { urn } = resource;
  const documents = held.map(({ document }) => readPolicy(document));
  const statements = documents.flatMap((document) => document.statements);
  const complete = documents.every((document) => document.complete);
  const writes = maySetOrPut(statements, bucket);
  if (!writes && complete) return [];
  const subject = nameOf(declared ?? resource);
  const say = (message: string): Finding =>
    writes ? violation(subject, message, fix, urn) : undecidedFinding(subject, `not known yet: ${message}`, fix, urn);
  if (kind === "user" || kind === "group") {
    return [say(`a ${kind} may write to the audit bucket; only the role of the declared workflow must.`)];
  }
  const excess =
    "it may do more to the audit bucket than put objects; a writer must have s3:PutObject and the use of the key.";
  const putsOnly = writes && onlyPuts(statements, bucket);
  return [
    ...(putsOnly && complete
      ? []
      : [putsOnly ? undecidedFinding(subject, `not known yet: ${excess}`, fix, urn) : say(excess)]),
    ...(kind === "role" ? trustFindings(held[0], writer, say) : []),
  ];
}

/** Its name in AWS or, until that is known, in the program. */
function nameOf({ props, name }: ResourceRecord): string {
  const known = field(props, "name");
  return typeof known === "string" ? known : name;
}

function trustFindings({ declared }: Grant, writer: Writer, say: (message: string) => Finding): Finding[] {
  if (declared === undefined) {
    return [
      say("the stack does not declare the role, so nobody sees whom it trusts; the writer's role must stand beside."),
    ];
  }
  const lacks = unpinned(field(declared.props, "assumeRolePolicy"), writer);
  if (lacks?.length === 0) return [];
  const must = "must pin the declared workflow by StringEquals";
  if (lacks !== undefined) return [say(`its trust is wider than the one writer; it ${must}: ${lacks.join(", ")}.`)];
  const unknown = `not known yet whom it trusts; it ${must}.`;
  return [undecidedFinding(nameOf(declared), unknown, fix, declared.urn)];
}

/** A bucket policy needs to let nobody write: the writer's role has its own permission. */
function bucketPolicyFindings(stack: readonly ResourceRecord[], { bucket: name }: WrittenStore): Finding[] {
  return auditBucketsOf(stack, name, awsTypes.policy).flatMap((of) => {
    const answer = noPartIsWeak(of, awsTypes.policy, ({ props }) => letsNobodyWrite(field(props, "policy"), name));
    const inline = letsNobodyWrite(declaredOn(of.bucket, "policy"), name);
    const must = "let nobody write by its policy, which the writer's role needs not";
    return bucketFindings(of, [{ answer: every([answer, inline]), must }], "evidence could be made up", fix);
  });
}

function letsNobodyWrite(policy: unknown, bucket: string): Certainty {
  const { statements, complete } = readPolicy(policy);
  if (maySetOrPut(statements, bucket)) return "no";
  return complete ? "yes" : "unknown";
}
