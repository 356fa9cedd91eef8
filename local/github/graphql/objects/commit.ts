/** What a commit tells beside its id and message: its people, its signature, its line, its pull requests and its checks. */
import type { Call } from "../../core/contract.ts";
import type { CheckRun, Signature } from "../../core/git-state.ts";
import { appById } from "../../core/actors.ts";
import { nodeId } from "../../core/node-id.ts";
import type { Repository } from "../../core/state.ts";
import { ancestors, isAncestor } from "../../git/history.ts";
import { commitOf } from "../../git/objects.ts";
import { accountOf } from "../../git/signatures.ts";
import { connection } from "../connection.ts";
import type { ConnectionArguments } from "../connection.ts";
import { appObject, userObject } from "./accounts.ts";
import { pullObject } from "./pull-request.ts";
import { commitObject, repositoryObject } from "./repository.ts";

type Shown = Record<string, unknown>;

export function commitDetails(repository: Repository, sha: string): Shown {
  const { git } = repository;
  const { author, committer, signature, parents, message } = commitOf(git, sha);
  return {
    abbreviatedOid: sha.slice(0, 7),
    messageBody: message.split("\n").slice(1).join("\n").trim(),
    url: (_: unknown, call: Call) => `${call.htmlUrl}/${repository.owner}/${repository.name}/commit/${sha}`,
    repository: (_: unknown, call: Call) => repositoryObject(call, repository),
    author: (_: unknown, call: Call) => gitActor(call, author),
    committer: (_: unknown, call: Call) => gitActor(call, committer),
    signature: signature === null ? null : signatureObject(signature, committer),
    parents: (args: ConnectionArguments) =>
      connection(
        parents.map((parent) => commitObject(repository, parent)),
        args,
        "parents",
      ),
    history: (args: ConnectionArguments) =>
      connection(
        ancestors(git, sha).map((one) => commitObject(repository, one)),
        args,
        "history",
      ),
    associatedPullRequests: (args: ConnectionArguments, call: Call) =>
      connection(
        pullsOf(repository, sha).map((pull) => pullObject(call, repository, pull)),
        args,
        "associatedPullRequests",
      ),
    checkSuites: (args: ConnectionArguments, call: Call) =>
      connection(checkSuites(call, repository, sha), args, "checkSuites"),
  };
}

function gitActor(call: Call, { name, email, date }: Signature): Shown {
  const user = accountOf(call.state, email);
  // `GitActor.user` is a person; bots have no `User`.
  return { __typename: "GitActor", name, email, date, user: user?.type === "User" ? userObject(call, user) : null };
}

function signatureObject(signature: string, { name, email }: Signature): Shown {
  return {
    __typename: "GpgSignature",
    ...{ signature, email, isValid: true, state: "VALID" },
    wasSignedByGitHub: name === "GitHub" && email === "noreply@github.com",
  };
}

/** Those that the commit is part of, and the one that it merged. */
function pullsOf({ git }: Repository, sha: string) {
  return git.pulls.filter(
    ({ merged, head, base }) =>
      merged?.sha === sha || (isAncestor(git, sha, head.sha) && !isAncestor(git, sha, base.sha)),
  );
}

/** One for each app that posted check runs. */
function checkSuites(call: Call, { id, git }: Repository, sha: string): Shown[] {
  const runs = git.checkRuns.filter(({ headSha }) => headSha === sha);
  return [...new Set(runs.map(({ appId }) => appId))].map((appId) => {
    const own = runs.filter((run) => run.appId === appId);
    const isDone = own.every(({ status }) => status === "completed");
    const app = appById(call.state, appId);
    return {
      __typename: "CheckSuite",
      id: nodeId("CheckSuite", `${id}:${sha}:${appId}`),
      app: app === undefined ? null : appObject(call, app),
      status: isDone ? "COMPLETED" : "IN_PROGRESS",
      conclusion: isDone ? worst(own) : null,
    };
  });
}

const fromWorst = ["ACTION_REQUIRED", "CANCELLED", "TIMED_OUT", "FAILURE", "STALE", "SUCCESS", "NEUTRAL", "SKIPPED"];

function worst(runs: readonly CheckRun[]): string {
  const found = runs.map(({ conclusion }) => (conclusion ?? "").toUpperCase());
  return fromWorst.find((conclusion) => found.includes(conclusion)) ?? "STARTUP_FAILURE";
}
