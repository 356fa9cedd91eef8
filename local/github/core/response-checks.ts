/** Compares answers with GitHub's description, so that local GitHub cannot drift from it unnoticed. */
import type { Operation } from "./description.ts";
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
  // What is checked is what is sent: JSON has no `undefined`.
  const sent: unknown = reply.body === undefined ? undefined : JSON.parse(JSON.stringify(reply.body));
  return checkOf(schema)(sent).map(
    (error) => `${where}: ${error.instancePath} ${error.message ?? "does not fit"} ${JSON.stringify(error.params)}`,
  );
}

/** A media type other than JSON, e.g. a raw file or a diff. */
const isRaw = (reply: Reply): boolean => {
  const type = reply.headers?.["content-type"];
  return type !== undefined && !type.includes("json");
};
