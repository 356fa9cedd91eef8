/** Pages of the GraphQL API: https://docs.github.com/graphql/guides/using-pagination-in-the-graphql-api */
import { unprocessable } from "./failure.ts";

export interface ConnectionArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

const cursorOf = (index: number): string => Buffer.from(`cursor:${index}`).toString("base64");
const indexOf = (cursor: string): number => Number(Buffer.from(cursor, "base64").toString().replace("cursor:", ""));

/** One of `first` and `last` is needed, from 1 to 100. */
export function connection<T>(items: readonly T[], args: ConnectionArguments, field: string) {
  const { first, last } = args;
  const size = first ?? last;
  if (size === null || size === undefined) {
    throw unprocessable(
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${field}\` connection.`,
    );
  }
  if (size < 1 || size > 100) {
    throw unprocessable(
      `Requesting ${size} records on the \`${field}\` connection is outside the limit of 1 to 100 records.`,
    );
  }
  const from = args.after ? indexOf(args.after) + 1 : 0;
  const to = args.before ? indexOf(args.before) : items.length;
  const start = first ? from : Math.max(from, to - size);
  const end = first ? Math.min(to, from + size) : to;
  const nodes = items.slice(start, end);
  return {
    nodes,
    edges: nodes.map((node, index) => ({ node, cursor: cursorOf(start + index) })),
    totalCount: items.length,
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: nodes.length === 0 ? null : cursorOf(start),
      endCursor: nodes.length === 0 ? null : cursorOf(end - 1),
    },
  };
}
