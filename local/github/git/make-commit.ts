/** New commits made through the API, signed by GitHub where it signs. */
import type { Call } from "../core/contract.ts";
import type { Commit, Signature } from "../core/git-state.ts";
import type { Repository } from "../core/state.ts";
import { putObject } from "./objects.ts";
import { actorSignature, webFlow, webFlowSignature, wholeSeconds } from "./signatures.ts";

export interface PersonInput {
  readonly name?: string;
  readonly email?: string;
  /** ISO 8601. */
  readonly date?: string;
}

export interface NewCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author?: PersonInput | undefined;
  readonly committer?: PersonInput | undefined;
  /** A signature the client made itself. */
  readonly signature?: string | undefined;
}

type Committer = Pick<Call, "state" | "actor" | "now">;

/**
 * `POST /git/commits`. A bot's are signed if the request "contains no custom author information, custom committer information, and
 * no custom signature information" (docs.github.com, "About commit signature verification"); people's are not.
 */
export function makeApiCommit(by: Committer, repository: Repository, commit: NewCommit): string {
  const isBot = by.actor.kind === "app" || by.actor.kind === "workflow";
  const isOwn = commit.author === undefined && commit.committer === undefined;
  const author = signatureFrom(by, commit.author);
  const committer = commit.committer === undefined ? author : signatureFrom(by, commit.committer);
  const signature = commit.signature ?? (isBot && isOwn ? webFlowSignature : null);
  return putCommit(repository, commit, author, isBot && isOwn ? webFlow(by.now) : committer, signature);
}

/** Contents, merges and other commits made on GitHub itself: committed and signed by `web-flow` unless a committer is given. */
export function makeWebCommit(by: Committer, repository: Repository, commit: NewCommit): string {
  const isBot = by.actor.kind === "app" || by.actor.kind === "workflow";
  const signed = commit.committer === undefined && !(isBot && commit.author !== undefined);
  const author = signatureFrom(by, commit.author ?? commit.committer);
  const committer = commit.committer === undefined ? webFlow(by.now) : signatureFrom(by, commit.committer);
  return putCommit(repository, commit, author, committer, signed ? webFlowSignature : null);
}

function putCommit(
  repository: Repository,
  { tree, parents, message }: NewCommit,
  author: Signature,
  committer: Signature,
  signature: string | null,
): string {
  const commit: Commit = { type: "commit", tree, parents: [...parents], author, committer, message, signature };
  return putObject(repository.git, commit);
}

function signatureFrom(by: Committer, input: PersonInput | undefined): Signature {
  const own = actorSignature(by.state, by.actor, by.now);
  const date = input?.date === undefined ? own.date : wholeSeconds(new Date(input.date));
  return { name: input?.name ?? own.name, email: input?.email ?? own.email, date };
}
