/** What permissions of AWS let someone do to the audit bucket. */
import { allObjects, itself } from "./bucket-policy.ts";
import { deniesItsPrincipals, selectsSome, type Selection, type Statement } from "./iam-policy.ts";
import { covers, touches } from "./pattern.ts";

const all = (service: string) => ({ text: `${service}:`, open: true }) as const;
const reads = /^s3:(get|list|describe|head)/;
/** What S3 asks of whoever puts objects that a KMS key encrypts. */
const forPuts = ["kms:generatedatakey", "kms:generatedatakey*", "kms:encrypt", "kms:decrypt", "kms:describekey"];

/** Whether the statements together let their holder change anything in the bucket, or the bucket itself. */
export function maySetOrPut(statements: readonly Statement[], bucket: string): boolean {
  return !deniesAll(statements, bucket) && reaching(statements, bucket).some(({ actions }) => mayWrite(actions));
}

/** Whether all that they let their holder do to the bucket, and to keys, is what putting objects takes. */
export function onlyPuts(statements: readonly Statement[], bucket: string): boolean {
  const isPut = ({ patterns, negated }: Selection): boolean =>
    !negated && patterns.every((pattern) => !touches(pattern, all("s3")) || pattern === "s3:putobject");
  const isForPuts = ({ patterns, negated }: Selection): boolean =>
    !negated && patterns.every((pattern) => !touches(pattern, all("kms")) || forPuts.includes(pattern));
  return (
    reaching(statements, bucket).every(({ actions }) => isPut(actions)) &&
    statements.filter(isAllow).every(({ actions }) => isForPuts(actions))
  );
}

const isAllow = ({ effect }: Statement): boolean => effect === "Allow";

/** The statements that allow something to the bucket or to some of its objects. */
function reaching(statements: readonly Statement[], bucket: string): Statement[] {
  const parts = [itself(bucket), allObjects(bucket)];
  return statements.filter(
    (statement) => isAllow(statement) && parts.some((part) => selectsSome(statement.resources, part)),
  );
}

function mayWrite(actions: Selection): boolean {
  if (actions.negated) return !actions.patterns.some((pattern) => covers(pattern, all("s3")));
  return actions.patterns.some((pattern) => touches(pattern, all("s3")) && !reads.test(pattern));
}

/** A denial wins over whatever is allowed. */
function deniesAll(statements: readonly Statement[], bucket: string): boolean {
  return [itself(bucket), allObjects(bucket)].every((resource) =>
    statements.some((statement) => deniesItsPrincipals(statement, { action: all("s3"), resource })),
  );
}
