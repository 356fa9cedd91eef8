/** GitHub's published GraphQL schema, parsed once, when first asked for: that takes about a second. */
import { readFileSync } from "node:fs";
import { buildSchema } from "graphql";
import type { GraphQLSchema } from "graphql";

let schema: GraphQLSchema | undefined;

export function githubSchema(): GraphQLSchema {
  // The package's own entry point would also parse the schema's JSON form, which takes longer than all the rest.
  const file = new URL("./schema.graphql", import.meta.resolve("@octokit/graphql-schema"));
  schema ??= buildSchema(readFileSync(file, "utf8"), { assumeValid: true, assumeValidSDL: true, noLocation: true });
  return schema;
}
