/** Branches and tags as git has them: https://docs.github.com/rest/git/refs */
import { repositoryFor } from "../core/access.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { conflict, notFound, unprocessable } from "../core/errors.ts";
import type { Repository } from "../core/state.ts";
import { changeRef } from "../git/change-ref.ts";
import { isAncestor } from "../git/history.ts";
import { find, stored } from "../git/objects.ts";
import { isPullRef } from "../git/pull-ref.ts";
import { refBody } from "./bodies/git.ts";
import { refusedWith } from "./refused.ts";

export const refHandlers: Handlers = {
  "git/get-ref": getRef,
  "git/list-matching-refs": listMatchingRefs,
  "git/create-ref": createRef,
  "git/update-ref": updateRef,
  "git/delete-ref": deleteRef,
};

export function refuseEmpty(repository: Repository): void {
  if (Object.keys(repository.git.refs).length === 0) throw conflict("Git Repository is empty.");
}

const namedRef = (call: Call): string => `refs/${(call.path["ref"] ?? "").replace(/^refs\//, "")}`;

function getRef(call: Call): Reply {
  const repository = repositoryFor(call, "contents:read");
  refuseEmpty(repository);
  const ref = namedRef(call);
  if (repository.git.refs[ref] === undefined) throw notFound();
  return { status: 200, body: refBody(call, repository, ref) };
}

function listMatchingRefs(call: Call): Reply {
  const repository = repositoryFor(call, "contents:read");
  refuseEmpty(repository);
  const prefix = namedRef(call);
  const refs = Object.keys(repository.git.refs).filter((ref) => ref.startsWith(prefix));
  return { status: 200, body: refs.sort().map((ref) => refBody(call, repository, ref)) };
}

function createRef(call: Call): Reply {
  const repository = repositoryFor(call, "contents:write");
  refuseEmpty(repository);
  const { ref, sha } = call.body as { ref: string; sha: string };
  if (!isRefName(ref)) throw unprocessable(`${ref} is not a valid ref name.`);
  refusePullRef(ref);
  refuseUnknownObject(repository, ref, sha);
  if (repository.git.refs[ref] !== undefined) throw unprocessable("Reference already exists");
  if (isUnderOther(repository, ref)) throw unprocessable("Reference cannot be created: another one is in its way.");
  refusedWith(422, () => changeRef(call, repository, { ref, after: sha }));
  const body = refBody(call, repository, ref);
  return { status: 201, body, headers: { location: String(body["url"]) } };
}

/** `refs/pull/` is GitHub's own. */
function refusePullRef(ref: string): void {
  if (isPullRef(ref)) throw unprocessable("Reference update failed");
}

/** The rules of git check-ref-format that matter here, for full names of two levels and more. */
export function isRefName(ref: string): boolean {
  const parts = ref.split("/");
  const badPart = parts.some((part) => part === "" || part.startsWith(".") || part.endsWith(".lock"));
  const badCharacter = /[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\.$/.test(ref);
  return parts[0] === "refs" && parts.length >= 3 && !badPart && !badCharacter;
}

/** Git keeps refs like files: `a` and `a/b` exclude each other. */
function isUnderOther(repository: Repository, ref: string): boolean {
  return Object.keys(repository.git.refs).some((other) => other.startsWith(`${ref}/`) || ref.startsWith(`${other}/`));
}

function refuseUnknownObject(repository: Repository, ref: string, sha: string): void {
  const object = stored(repository.git, sha);
  if (object === undefined) throw unprocessable("Object does not exist");
  if (ref.startsWith("refs/heads/") && object.type !== "commit") throw unprocessable("Object is not a commit");
}

function updateRef(call: Call): Reply {
  const repository = repositoryFor(call, "contents:write");
  refuseEmpty(repository);
  const { sha, force = false } = call.body as { sha: string; force?: boolean };
  const ref = namedRef(call);
  refusePullRef(ref);
  const before = repository.git.refs[ref];
  if (before === undefined) throw unprocessable("Reference does not exist");
  refuseUnknownObject(repository, ref, sha);
  const isCommit = find(repository.git, sha, "commit") !== undefined;
  const isForward = isCommit && isAncestor(repository.git, before, sha);
  if (!isForward && !force) throw unprocessable("Update is not a fast forward");
  refusedWith(422, () => changeRef(call, repository, { ref, after: sha }));
  return { status: 200, body: refBody(call, repository, ref) };
}

function deleteRef(call: Call): Reply {
  const repository = repositoryFor(call, "contents:write");
  refuseEmpty(repository);
  const ref = namedRef(call);
  refusePullRef(ref);
  if (repository.git.refs[ref] === undefined) throw unprocessable("Reference does not exist");
  if (ref === `refs/heads/${repository.defaultBranch}`) throw unprocessable("Cannot delete the default branch");
  refusedWith(422, () => changeRef(call, repository, { ref, after: null }));
  return { status: 204 };
}
