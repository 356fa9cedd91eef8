/** Only the declared workflow writes evidence, and it can do nothing else with it. */
import { maySetOrPut, onlyPuts } from "./audit-access.ts";
import { auditBucketsOf, bucketFindings, bucketsNamed, declaredOn, noPartIsWeak } from "./audit-store.ts";
import { undecidedFinding, unverifiableFinding, violation, type Finding } from "../finding.ts";
import { grantsOf, type Grant } from "./iam-grants.ts";
import { isForEveryone, readPolicy } from "./iam-policy.ts";
import { every, field, type Certainty } from "../property.ts";
import { auditObjects, awsTypes, type ResourceRecord } from "../resource.ts";
import { unpinned, type Writer } from "./writer-trust.ts";

/** What the declaration says of the audit store and its one writer. */
export interface WrittenStore {
  readonly bucket: string;
  readonly writer: Writer;
  /** Number of the account that the bucket is in, where it is declared. */
  readonly account?: string | undefined;
}

const fix = "Remove the permission: the role that the AuditBucket component makes is the only writer.";

/** Who else may write to the audit bucket, and what the writer may do beyond putting objects. */
export function auditWriterFindings(stack: readonly ResourceRecord[], store: WrittenStore): Finding[] {
  const grants = grantsOf(stack).filter((grant) => isNear(grant, store) && mayConcern(grant, stack, store));
  return [...byHolder(grants).flatMap((held) => holderFindings(held, store)), ...bucketOwnFindings(stack, store)];
}

/** Whoever is in another account reaches the bucket only if its own policy lets them, which is judged by itself. */
function isNear({ kind, declared, resource }: Grant, { account }: WrittenStore): boolean {
  const arn = field((kind === "nobody" ? resource : declared)?.props, "arn");
  const own = typeof arn === "string" ? /^arn:[\w-]+:iam::(\d{12}):/.exec(arn)?.[1] : undefined;
  return account === undefined || own === undefined || own === account;
}

/**
 * A document that is not known yet concerns the audit bucket if it comes from a bucket that may be it. Otherwise every stack with a role
 * for a new bucket of its own would be in doubt; what it says is judged as soon as it is known, and what is known already at once.
 */
function mayConcern({ document, origins }: Grant, stack: readonly ResourceRecord[], { bucket }: WrittenStore): boolean {
  const { statements, complete } = readPolicy(document);
  if (complete || origins === undefined || origins.length === 0 || maySetOrPut(statements, bucket)) return true;
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
  if (kind === "nobody" && complete && onlyPuts(statements, bucket)) {
    return [unverifiableFinding(subject, unheld, fix, urn)];
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

const unheld =
  "it may write to the audit bucket, and who gets it is not declared here; it must be attached beside, to the writer's role.";

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

/** A bucket policy needs to let nobody write: the writer's role has its own permission. Nor does a stack write evidence itself. */
function bucketOwnFindings(stack: readonly ResourceRecord[], { bucket: name }: WrittenStore): Finding[] {
  return auditBucketsOf(stack, name, [...awsTypes.policy, ...auditObjects]).flatMap((of) => {
    const parts = noPartIsWeak(of, awsTypes.policy, ({ props }) => letsNobodyWrite(field(props, "policy"), name));
    const inline = letsNobodyWrite(declaredOn(of.bucket, "policy"), name);
    const checks = [
      { answer: every([parts, inline]), must: "let nobody write by its policy, which the writer's role needs not" },
      {
        answer: noPartIsWeak(of, auditObjects, () => "no"),
        must: "hold what the declared workflow writes, and no object of a stack",
      },
    ];
    return bucketFindings(of, checks, "evidence could be made up", fix);
  });
}

/** A denial for some says nothing of others, whom a statement beside it may let in. */
function letsNobodyWrite(policy: unknown, bucket: string): Certainty {
  const { statements, complete } = readPolicy(policy);
  const forAll = statements.filter((statement) => statement.effect === "Allow" || isForEveryone(statement));
  if (maySetOrPut(forAll, bucket)) return "no";
  return complete ? "yes" : "unknown";
}
