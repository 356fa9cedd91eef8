/** Failures as GitHub's GraphQL API words them: each has a `type` beside its message. */
import { GraphQLError } from "graphql";

export type FailureType = "NOT_FOUND" | "FORBIDDEN" | "UNPROCESSABLE" | "NOT_IMPLEMENTED";

export const failure = (type: FailureType, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { type } });

export const unknownNode = (id: string): GraphQLError =>
  failure("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);

export const unprocessable = (message: string): GraphQLError => failure("UNPROCESSABLE", message);
