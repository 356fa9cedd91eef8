/** Refuses requests that do not fit GitHub's description, in GitHub's words. */
import type { ErrorObject } from "ajv";
import type { Operation, Parameter, Schema } from "./description.ts";
import { badRequest, HttpError, notFound } from "./errors.ts";
import { checkOf } from "./schema.ts";

/** The JSON object of a body; `{}` where there is none. */
export function parseBody(text: string): Record<string, unknown> {
  if (text.trim() === "") return {};
  const value = parseJson(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw badRequest("Body should be a JSON object");
  }
  return value as Record<string, unknown>;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badRequest("Problems parsing JSON");
  }
}

/** 404 for a path parameter of the wrong kind, 422 for a query or body that does not fit. */
export function checkRequest(
  operation: Operation,
  request: {
    readonly path: Readonly<Record<string, string>>;
    readonly query: URLSearchParams;
    readonly body: Readonly<Record<string, unknown>>;
  },
): void {
  for (const parameter of operation.parameters) {
    const text = parameter.in === "path" ? request.path[parameter.name] : request.query.get(parameter.name);
    if (text === null || text === undefined) continue;
    const errors = checkOf(parameter.schema)(asDescribed(parameter, text));
    if (errors.length > 0 && parameter.in === "path") throw notFound();
    if (errors.length > 0) throw invalid(operation, errors, `/${parameter.name}`);
  }
  const schema = operation.body?.content?.["application/json"]?.schema;
  if (schema === undefined) return;
  const errors = checkOf(schema)(request.body);
  if (errors.length > 0 && !isAbsent(operation, request.body)) throw invalid(operation, errors, "");
}

const isAbsent = (operation: Operation, body: object): boolean =>
  operation.body?.required !== true && Object.keys(body).length === 0;

function asDescribed({ schema }: Pick<Parameter, "schema">, text: string): unknown {
  if (isType(schema, "integer") || isType(schema, "number")) return /^-?\d+$/.test(text) ? Number(text) : text;
  if (isType(schema, "boolean")) return text === "true" ? true : text === "false" ? false : text;
  if (!isType(schema, "array")) return text;
  const items = { schema: (schema["items"] ?? {}) as Schema };
  return text.split(",").map((item) => asDescribed(items, item));
}

const isType = (schema: Schema, type: string): boolean => schema["type"] === type;

function invalid(operation: Operation, errors: readonly ErrorObject[], at: string): HttpError {
  const text = requestProblems(errors, at).join("\n");
  return new HttpError(422, `Invalid request.\n\n${text}`, { documentationUrl: operation.documentationUrl });
}

/** The wording of https://docs.github.com/rest for values that do not fit a schema. */
export function requestProblems(errors: readonly ErrorObject[], at = ""): string[] {
  const top = withoutBranches(errors);
  const missing = top.filter((error) => error.keyword === "required" && at + error.instancePath === "");
  const names = missing.map((error) => `"${String(error.params["missingProperty"])}"`);
  const others = top.filter((error) => !missing.includes(error)).map((error) => wording(error, at));
  if (names.length === 0) return others;
  return [`${names.join(", ")} ${names.length === 1 ? "wasn't" : "weren't"} supplied.`, ...others];
}

/** Of a choice (`anyOf`, `oneOf`) only the whole is told, as GitHub does, not why each possibility fails. */
function withoutBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  const choices = errors.filter((error) => error.keyword === "anyOf" || error.keyword === "oneOf");
  return errors.filter((error) => !choices.some((choice) => isBranch(error, choice)));
}

function isBranch(error: ErrorObject, choice: ErrorObject): boolean {
  if (error === choice) return false;
  if (error.instancePath !== choice.instancePath) return error.instancePath.startsWith(`${choice.instancePath}/`);
  const holder = choice.schemaPath.slice(0, choice.schemaPath.lastIndexOf("/") + 1);
  const isBeside = error.schemaPath.startsWith(holder) && !error.schemaPath.startsWith(choice.schemaPath);
  return !isBeside;
}

function wording(error: ErrorObject, at: string): string {
  const { params, data } = error;
  const path = at + error.instancePath;
  const subject = path === "" ? "Invalid input:" : `Invalid property ${path}:`;
  const value = `\`${typeof data === "string" ? data : JSON.stringify(data)}\``;
  switch (error.keyword) {
    case "required":
      return `${subject} "${String(params["missingProperty"])}" wasn't supplied.`;
    case "type":
      return `${subject} \`${JSON.stringify(data)}\` is not of type \`${[params["type"]].flat().join("` or `")}\`.`;
    case "enum":
      return `${subject} ${value} is not a possible value. Must be one of the following: ${(params["allowedValues"] as unknown[]).join(", ")}.`;
    case "additionalProperties":
      return `"${String(params["additionalProperty"])}" is not a permitted key.`;
    case "anyOf":
    case "oneOf":
      return `${subject} data matches no possible input. See \`documentation_url\`.`;
    case "maxItems":
      return `${subject} only ${String(params["limit"])} items are allowed; ${String((data as unknown[]).length)} were supplied.`;
    case "minItems":
      return `${subject} ${String(params["limit"])} items required; only ${String((data as unknown[]).length)} were supplied.`;
    case "pattern":
      return `${subject} ${String(data)} does not match \`/${String(params["pattern"])}/\`.`;
    default:
      return `${subject} ${value} ${error.message ?? "does not fit"}.`;
  }
}
