/** Compares answers with GitHub's description, so that local GitHub cannot drift from it unnoticed. */
import type { Operation, Schema } from "./description.ts";
import { checkOf } from "./schema.ts";
import type { Reply } from "./contract.ts";

/** What is wrong with a successful answer, e.g. `repos/get 200: /owner/id must be integer`; empty if nothing is. */
export function responseProblems(operation: Operation, reply: Reply): string[] {
  const where = `${operation.id} ${String(reply.status)}`;
  const described = operation.responses[String(reply.status)];
  if (described === undefined) return [`${where}: this status is not described`];
  const schema = described.content?.["application/json"]?.schema;
  if (schema === undefined || isRaw(reply)) {
    return reply.body === undefined || isRaw(reply) || described.content !== undefined ? [] : [`${where}: has a body`];
  }
  return mismatches(where, schema, reply.body);
}

/**
 * What is wrong with the body of a refusal. Where the operation does not describe the status (it seldom does for 401, 403 and
 * 405), the body must be GitHub's `basic-error`. Our own failures, 500 and 501, are not GitHub's.
 */
export function refusalProblems(operation: Operation, status: number, body: unknown): string[] {
  if (status >= 500) return [];
  const described = operation.responses[String(status)]?.content?.["application/json"]?.schema;
  const allowed = status === 422 ? validationErrors : [component("basic-error")];
  return mismatches(
    `${operation.id} ${String(status)}`,
    { anyOf: described ? [described, ...allowed] : allowed },
    body,
  );
}

const component = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** GitHub sends its problems as objects or as plain strings, e.g. `Name must be unique`, whichever of the two is described. */
const validationErrors = ["validation-error", "validation-error-simple"].map(component);

function mismatches(where: string, schema: Schema, body: unknown): string[] {
  // What is checked is what is sent: JSON has no `undefined`.
  const sent: unknown = body === undefined ? undefined : JSON.parse(JSON.stringify(body));
  return checkOf(schema)(sent).map(
    (error) => `${where}: ${error.instancePath} ${error.message ?? "does not fit"} ${JSON.stringify(error.params)}`,
  );
}

/** A media type other than JSON, e.g. a raw file or a diff. */
const isRaw = (reply: Reply): boolean => {
  const type = reply.headers?.["content-type"];
  return type !== undefined && !type.includes("json");
};
