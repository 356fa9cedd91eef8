/** GitHub's own OpenAPI description, read once a process: which operations exist, at which paths, with which schemas. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

export type Schema = Readonly<Record<string, unknown>>;

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema: Schema;
}

export interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

export interface Operation {
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  /** As described, e.g. `/orgs/{org}/rulesets`. */
  readonly path: string;
  readonly documentationUrl: string;
  /** What GitHub says about it, in Markdown. */
  readonly text: string;
  readonly parameters: readonly Parameter[];
  readonly body: (Content & { readonly required?: boolean }) | undefined;
  readonly responses: Readonly<Record<string, Content>>;
}

export interface Description {
  readonly operations: readonly Operation[];
  /** Schema of a component by name. */
  readonly schemas: Readonly<Record<string, Schema>>;
}

interface Reference {
  readonly $ref?: string;
}

interface RawOperation {
  readonly operationId: string;
  readonly description?: string;
  readonly externalDocs?: { readonly url: string };
  readonly parameters?: readonly (Parameter & Reference)[];
  readonly requestBody?: Content & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, Content & Reference>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly responses: Readonly<Record<string, Content>>;
  };
}

const file = "@octokit/openapi/generated/api.github.com.json";
const methods = ["get", "put", "post", "delete", "patch"];
let loaded: Description | undefined;

/** About 150 ms at the first call, nothing after it. */
export function description(): Description {
  loaded ??= read(JSON.parse(readFileSync(createRequire(import.meta.url).resolve(file), "utf8")) as Document);
  return loaded;
}

/** github.com takes `internal` from organisations of an enterprise, but only Enterprise Cloud's description says so. */
const takesInternal = new Set(["repos/create-in-org", "repos/update"]);

function allowInternal(raw: RawOperation): void {
  if (!takesInternal.has(raw.operationId)) return;
  const body = raw.requestBody?.content?.["application/json"]?.schema?.["properties"];
  const values = (body as { visibility?: { enum?: string[] } } | undefined)?.visibility?.enum;
  if (values?.includes("internal") === false) values.push("internal");
}

/** GitHub sends `null` for a fork that was deleted. Its webhooks' description says so, that of the API does not. */
function allowDeletedHead(schemas: Document["components"]["schemas"]): void {
  for (const name of ["pull-request", "pull-request-simple"]) {
    const { head } = schemas[name]?.["properties"] as Record<string, { properties: Record<string, Schema> }>;
    if (head !== undefined) head.properties["repo"] = { nullable: true, allOf: [head.properties["repo"]] };
  }
}

function read(document: Document): Description {
  allowDeletedHead(document.components.schemas);
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const raw = item[method];
      return raw === undefined ? [] : [operation(document, path, method, raw)];
    }),
  );
  return { operations, schemas: document.components.schemas };
}

function operation({ components }: Document, path: string, method: string, raw: RawOperation): Operation {
  allowInternal(raw);
  return {
    id: raw.operationId,
    method: method.toUpperCase(),
    path,
    documentationUrl: raw.externalDocs?.url ?? "https://docs.github.com/rest",
    text: raw.description ?? "",
    parameters: (raw.parameters ?? []).map((item) => follow(item, components.parameters)),
    body: raw.requestBody,
    responses: Object.fromEntries(
      Object.entries(raw.responses).map(([status, item]) => [status, follow(item, components.responses)]),
    ),
  };
}

function follow<T>(item: T & Reference, named: Readonly<Record<string, T>>): T {
  const name = item.$ref?.split("/").at(-1);
  return name === undefined ? item : (named[name] ?? item);
}
