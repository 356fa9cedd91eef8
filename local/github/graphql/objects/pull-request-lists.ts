/** The lists and the outcome of a pull request. */
import { userById } from "../../core/actors.ts";
import type { Call } from "../../core/contract.ts";
import type { PullRequest, Review } from "../../core/git-state.ts";
import { nodeId } from "../../core/node-id.ts";
import type { Repository } from "../../core/state.ts";
import { commitsBetween } from "../../git/history.ts";
import { connection } from "../connection.ts";
import type { ConnectionArguments } from "../connection.ts";
import { userObject } from "./accounts.ts";
import { commitObject } from "./repository.ts";

type Shown = Record<string, unknown>;

export function pullLists(call: Call, repository: Repository, pull: PullRequest): Shown {
  const { git } = repository;
  return {
    mergeCommit: () => (pull.merged === null ? null : commitObject(repository, pull.merged.sha)),
    // Local GitHub keeps no labels.
    labels: (args: ConnectionArguments) => connection([], args, "labels"),
    reviews: (args: ConnectionArguments & { states?: readonly string[] | null; author?: string | null }) => {
      const shown = pull.reviews.map((review) => reviewObject(call, repository, review));
      const wanted = shown.filter(
        ({ state, login }) => (!args.states || args.states.includes(state)) && (!args.author || args.author === login),
      );
      return connection(wanted, args, "reviews");
    },
    commits: (args: ConnectionArguments) => {
      const oldestFirst = commitsBetween(git, [pull.base.sha], pull.head.sha).reverse();
      const shown = oldestFirst.map((sha) => ({
        __typename: "PullRequestCommit",
        id: nodeId("PullRequestCommit", `${pull.id}:${sha}`),
        commit: () => commitObject(repository, sha),
      }));
      return connection(shown, args, "commits");
    },
  };
}

function reviewObject(call: Call, repository: Repository, review: Review) {
  const { id, state, body, submittedAt, commitSha, userId } = review;
  const author = userById(call.state, userId);
  return {
    __typename: "PullRequestReview",
    ...{ id: nodeId("PullRequestReview", id), databaseId: id, state, body },
    login: author?.login,
    submittedAt: state === "PENDING" ? null : submittedAt,
    author: () => (author === undefined ? null : userObject(call, author)),
    commit: () => commitObject(repository, commitSha),
  };
}
