/** GitHub's published GraphQL schema, parsed once, when first asked for: that takes about a second. */
import { readFileSync } from "node:fs";
import { buildSchema } from "graphql";
import type { GraphQLSchema } from "graphql";

let schema: GraphQLSchema | undefined;

/** "Schema changes for 2025-09-16", which the package does not have yet: https://docs.github.com/graphql/overview/changelog */
const added = `
  extend enum RepositoryRuleType { COPILOT_CODE_REVIEW }
  type CopilotCodeReviewParameters { reviewDraftPullRequests: Boolean! reviewOnPush: Boolean! }
  extend union RuleParameters = CopilotCodeReviewParameters
`;

export function githubSchema(): GraphQLSchema {
  if (schema !== undefined) return schema;
  // The package's own entry point would also parse the schema's JSON form, which takes longer than all the rest.
  const file = new URL("./schema.graphql", import.meta.resolve("@octokit/graphql-schema"));
  const text = `${readFileSync(file, "utf8")}${added}`;
  schema = buildSchema(text, { assumeValid: true, assumeValidSDL: true, noLocation: true });
  return schema;
}
