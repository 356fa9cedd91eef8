/** What S3 bucket policies deny to everyone. */
import { denies, readPolicy, type Act, type Condition } from "./iam-policy.ts";
import { every, type Certainty } from "../property.ts";

const bucketArn = (bucket: string): string => `arn:aws:s3:::${bucket}`;

/** The bucket itself, by its ARN. */
export const itself = (bucket: string): Act["resource"] => ({ text: bucketArn(bucket) });

/** All its objects. */
export const allObjects = (bucket: string): Act["resource"] => ({ text: `${bucketArn(bucket)}/`, open: true });

/** Whether an S3 bucket policy denies everyone every request without TLS, to the bucket and to all its objects. */
export function deniesPlainHttp(policy: unknown, bucket: string): Certainty {
  const action = { text: "s3:", open: true };
  const parts = [itself(bucket), allObjects(bucket)];
  return every(parts.map((resource) => denies(readPolicy(policy), { action, resource }, isPlainHttp)));
}

function isPlainHttp({ operator, key, values }: Condition): boolean {
  return ["bool", "boolifexists"].includes(operator) && key === "aws:securetransport" && isOnly(values, "false");
}

/** Whether values are that one, once or more. */
export function isOnly(values: readonly string[], wanted: string): boolean {
  return values.length > 0 && values.every((value) => value.toLowerCase() === wanted);
}
