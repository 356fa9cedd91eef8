import { isUnknown, type Certainty } from "./property.ts";

/** Whether an S3 bucket policy denies everyone every request without TLS, to the bucket and to all its objects. */
export function deniesPlainHttp(policy: unknown, bucket: string): Certainty {
  if (isUnknown(policy)) return "unknown";
  const statements = asList(read(policy)["Statement"]).map(record);
  return statements.some((statement) => isTlsDenial(statement, bucket)) ? "yes" : "no";
}

function isTlsDenial(statement: Record<string, unknown>, bucket: string): boolean {
  const { Effect, Principal, Action, Resource, Condition } = statement;
  const [[operator, test] = ["", undefined], ...narrowing] = Object.entries(record(Condition));
  const isPlainHttp = operator === "Bool" && isPlainHttpTest(record(test)) && narrowing.length === 0;
  return Effect === "Deny" && isEveryone(Principal) && isAllOfS3(Action) && coversAll(Resource, bucket) && isPlainHttp;
}

function isPlainHttpTest(test: Record<string, unknown>): boolean {
  const [[key, value] = ["", undefined], ...others] = Object.entries(test);
  return (
    others.length === 0 && key.toLowerCase() === "aws:securetransport" && asList(value).map(String).join() === "false"
  );
}

function isEveryone(principal: unknown): boolean {
  return principal === "*" || asList(record(principal)["AWS"]).includes("*");
}

/** The ARN of the bucket alone leaves its objects out, theirs alone the bucket. */
function coversAll(resource: unknown, bucket: string): boolean {
  const resources = asList(resource);
  const arns = resources.map((arn) => String(arn).replace(/^arn:aws[a-z-]*:/, "arn:"));
  const wanted = [`arn:s3:::${bucket}`, `arn:s3:::${bucket}/*`];
  return resources.includes("*") || wanted.every((arn) => arns.includes(arn));
}

function isAllOfS3(action: unknown): boolean {
  return asList(action).some((name) => name === "s3:*" || name === "*");
}

function read(policy: unknown): Record<string, unknown> {
  if (typeof policy !== "string") return record(policy);
  try {
    return record(JSON.parse(policy));
  } catch {
    return {};
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function asList(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
