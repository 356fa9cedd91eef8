/** `POST /api/graphql`, executed by graphql-js against GitHub's own schema. What is not answered fails; it is never null. */
import {
  defaultFieldResolver,
  execute,
  GraphQLError,
  OverlappingFieldsCanBeMergedRule,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import type { DocumentNode, ExecutionResult, GraphQLFieldResolver, GraphQLFormattedError } from "graphql";
import type { Call, Handler, Handlers, Reply } from "../core/contract.ts";
import { HttpError } from "../core/errors.ts";
import { failure } from "./failure.ts";
import { branchProtectionMutations } from "./mutations/branch-protection.ts";
import { pullRequestMutations } from "./mutations/pull-requests.ts";
import { queries } from "./queries.ts";
import { githubSchema } from "./schema.ts";

const graphql: Handler = async (call) => {
  if (call.actor.kind === "anonymous") {
    throw new HttpError(401, "This endpoint requires you to be authenticated.", {
      documentationUrl: "https://docs.github.com/graphql/guides/forming-calls-with-graphql#authenticating-with-graphql",
    });
  }
  const { query, variables, operationName } = call.body;
  if (typeof query !== "string")
    return answer({ errors: [new GraphQLError("A query attribute must be specified and must be a string.")] });
  return answer(
    await run(call, query, variables as Record<string, unknown> | undefined, operationName as string | undefined),
  );
};

export const graphqlHandlers: Handlers = { graphql };

/** GitHub lets one name be `String!` on one type of a union and `String` on another; the Terraform provider relies on it. */
const rules = specifiedRules.filter((rule) => rule !== OverlappingFieldsCanBeMergedRule);

async function run(
  call: Call,
  query: string,
  variables: Record<string, unknown> | null | undefined,
  operationName: string | null | undefined,
): Promise<ExecutionResult> {
  const document = parsed(query);
  if (document instanceof GraphQLError) return { errors: [document] };
  const schema = githubSchema();
  const errors = validate(schema, document, rules);
  if (errors.length > 0) return { errors };
  return execute({
    schema,
    document,
    rootValue: { ...queries, ...branchProtectionMutations, ...pullRequestMutations },
    contextValue: call,
    ...(variables ? { variableValues: variables } : {}),
    ...(operationName ? { operationName } : {}),
    fieldResolver: answeredOnly,
  });
}

function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

const answeredOnly: GraphQLFieldResolver<unknown, Call> = (source, args, call, info) => {
  if (typeof source === "object" && source !== null && info.fieldName in source) {
    return defaultFieldResolver(source, args, call, info);
  }
  throw failure(
    "NOT_IMPLEMENTED",
    `Local GitHub does not implement the field ${info.parentType.name}.${info.fieldName}.`,
  );
};

function answer(result: ExecutionResult): Reply {
  const { data, errors } = result;
  if (errors === undefined) return { status: 200, body: { data } };
  return { status: 200, body: { ...(data === undefined ? {} : { data }), errors: errors.map(formatted) } };
}

/** GitHub puts `type` beside the message, and `path` and `locations` after it. */
function formatted(error: GraphQLError): Record<string, unknown> {
  const { message, locations, path }: GraphQLFormattedError = error.toJSON();
  const { type } = error.extensions;
  return {
    ...(type === undefined ? {} : { type }),
    ...(path ? { path } : {}),
    ...(locations ? { locations } : {}),
    message,
  };
}
