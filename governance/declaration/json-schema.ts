import { z } from "zod";
import { declarationSchema } from "./schema.ts";

/** The part of JSON Schema that the declaration's schema uses. */
export interface JsonSchema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | false;
  readonly [keyword: string]: unknown;
}

/** JSON schema (draft-07, which YAML editors read) of the declaration, for `governance.schema.json`. */
export function declarationJsonSchema(): JsonSchema {
  return {
    title: "AI governance declaration",
    ...z.toJSONSchema(declarationSchema, { target: "draft-07", io: "input" }),
  } as JsonSchema;
}
