/** Blobs, commits and tags: https://docs.github.com/rest/git */
import { repositoryFor } from "../core/access.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { notFound, unprocessable } from "../core/errors.ts";
import { nodeId } from "../core/node-id.ts";
import type { Repository } from "../core/state.ts";
import { makeApiCommit } from "../git/make-commit.ts";
import type { PersonInput } from "../git/make-commit.ts";
import { contentOf, find, putBlob, putObject, stored } from "../git/objects.ts";
import { judgeFiles } from "../git/judge-files.ts";
import { actorSignature, wholeSeconds } from "../git/signatures.ts";
import { gitCommitBody, repositoryUrl, signatureBody, wrappedBase64 } from "./bodies/git.ts";
import { refuseEmpty } from "./refs.ts";
import { refusedWith } from "./refused.ts";

export const gitObjectHandlers: Handlers = {
  "git/create-blob": createBlob,
  "git/get-blob": getBlob,
  "git/create-commit": createCommit,
  "git/get-commit": getCommit,
  "git/create-tag": createTag,
  "git/get-tag": getTag,
};

export const created = (body: Record<string, unknown>): Reply => ({
  status: 201,
  body,
  headers: { location: String(body["url"]) },
});

function createBlob(call: Call): Reply {
  const repository = repositoryFor(call, "contents:write");
  refuseEmpty(repository);
  const { content, encoding = "utf-8" } = call.body as { content: string; encoding?: string };
  const bytes = Buffer.from(content, encoding === "base64" ? "base64" : "utf8");
  // A blob has no path yet: only its size can break a push rule.
  refusedWith(422, () => judgeFiles(call, repository, [{ path: "", size: bytes.length }]));
  const sha = putBlob(repository.git, bytes);
  return created({ sha, url: `${repositoryUrl(call, repository)}/git/blobs/${sha}` });
}

function getBlob(call: Call): Reply {
  const repository = repositoryFor(call, "contents:read");
  const sha = call.path["file_sha"] ?? "";
  const blob = find(repository.git, sha, "blob");
  if (blob === undefined) throw notFound();
  const url = `${repositoryUrl(call, repository)}/git/blobs/${sha}`;
  const size = contentOf(blob).length;
  return {
    status: 200,
    body: { sha, node_id: nodeId("Blob", sha), size, url, content: wrappedBase64(blob.content), encoding: "base64" },
  };
}

interface CommitInput {
  readonly message: string;
  readonly tree: string;
  readonly parents?: readonly string[];
  readonly author?: PersonInput;
  readonly committer?: PersonInput;
  readonly signature?: string;
}

function createCommit(call: Call): Reply {
  const repository = repositoryFor(call, "contents:write");
  refuseEmpty(repository);
  const { git } = repository;
  const { message, tree, parents = [], author, committer, signature } = call.body as unknown as CommitInput;
  if (find(git, tree, "tree") === undefined) throw unprocessable("Tree SHA does not exist");
  if (parents.some((sha) => find(git, sha, "commit") === undefined)) {
    throw unprocessable("Parent SHA does not exist or is not a commit object");
  }
  const sha = makeApiCommit(call, repository, { message, tree, parents, author, committer, signature });
  const commit = find(git, sha, "commit");
  if (commit === undefined) throw notFound();
  return created(gitCommitBody(call, repository, sha, commit));
}

function getCommit(call: Call): Reply {
  const repository = repositoryFor(call, "contents:read");
  const sha = call.path["commit_sha"] ?? "";
  const commit = find(repository.git, sha, "commit");
  if (commit === undefined) throw notFound();
  return { status: 200, body: gitCommitBody(call, repository, sha, commit) };
}

interface TagInput {
  readonly tag: string;
  readonly message: string;
  readonly object: string;
  readonly type: "commit" | "tree" | "blob";
  readonly tagger?: PersonInput;
}

function createTag(call: Call): Reply {
  const repository = repositoryFor(call, "contents:write");
  const { tag: name, message, object, type, tagger: given } = call.body as unknown as TagInput;
  if (stored(repository.git, object)?.type !== type) throw unprocessable("Object does not exist");
  const own = actorSignature(call.state, call.actor, call.now);
  const date = given?.date === undefined ? own.date : wholeSeconds(new Date(given.date));
  const tagger = { name: given?.name ?? own.name, email: given?.email ?? own.email, date };
  const sha = putObject(repository.git, { type: "tag", object, objectType: type, name, tagger, message });
  return created(tagBody(call, repository, sha));
}

function getTag(call: Call): Reply {
  const repository = repositoryFor(call, "contents:read");
  return { status: 200, body: tagBody(call, repository, call.path["tag_sha"] ?? "") };
}

function tagBody(call: Call, repository: Repository, sha: string): Record<string, unknown> {
  const tag = find(repository.git, sha, "tag");
  if (tag === undefined) throw notFound();
  const url = repositoryUrl(call, repository);
  return {
    sha,
    node_id: nodeId("Tag", sha),
    url: `${url}/git/tags/${sha}`,
    tag: tag.name,
    message: tag.message,
    tagger: signatureBody(tag.tagger),
    object: { sha: tag.object, type: tag.objectType, url: `${url}/git/${tag.objectType}s/${tag.object}` },
  };
}
