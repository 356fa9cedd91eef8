/** A repository's files as an archive: the API redirects to where archives are, as GitHub's does. */
import { createHmac, randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { packTar, type TarEntry } from "modern-tar";
import { canRead, repositoryFor } from "../core/access.ts";
import { repositoryByName } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { notFound } from "../core/errors.ts";
import type { GitData } from "../core/git-state.ts";
import type { Repository } from "../core/state.ts";
import { filesOf } from "../git/files.ts";
import { commitOf, contentOf, find } from "../git/objects.ts";
import { resolveCommit } from "../git/resolve.ts";

export const archiveHandlers: Handlers = { "repos/download-tarball-archive": redirect, codeload: download };

/** "If you omit `:ref`, the repository's default branch (usually `main`) will be used." */
function redirect(call: Call): Reply {
  const repository = repositoryFor(call, "contents:read");
  const { owner, name, visibility, defaultBranch } = repository;
  const ref = call.path["ref"] || defaultBranch;
  if (resolveCommit(repository.git, ref) === undefined) throw notFound();
  const place = new URL(`/_codeload/${owner}/${name}/legacy.tar.gz/${ref}`, call.url);
  if (visibility !== "public") place.searchParams.set("token", linkToken(repository, ref, call.now));
  return { status: 302, headers: { location: place.href } };
}

/** Links come without credentials: their token is what opens a private repository. */
async function download(call: Call): Promise<Reply> {
  const { owner = "", repo = "", ref = "" } = call.path;
  const repository = repositoryByName(call.state, owner, repo);
  if (repository === undefined || !mayDownload(call, repository, ref)) throw notFound();
  const sha = resolveCommit(repository.git, ref);
  if (sha === undefined) throw notFound();
  const folder = `${repository.owner}-${repository.name}-${sha.slice(0, 7)}`;
  const headers = {
    "content-type": "application/x-gzip",
    "content-disposition": `attachment; filename=${folder}.tar.gz`,
  };
  return { status: 200, headers, body: await archive(repository.git, sha, folder) };
}

function mayDownload(call: Call, repository: Repository, ref: string): boolean {
  if (canRead(call.state, call.actor, repository)) return true;
  const token = call.query.get("token");
  return [0, 1].some((age) => token === linkToken(repository, ref, call.now, age));
}

const linkSecret = randomBytes(32);
const fiveMinutes = 300_000;

/** "For private repositories, these links are temporary and expire after five minutes." They last until the end of the next five. */
function linkToken({ id }: Repository, ref: string, now: Date, age = 0): string {
  const period = Math.floor(now.getTime() / fiveMinutes) - age;
  return createHmac("sha256", linkSecret).update(`${id}:${ref}:${period}`).digest("hex");
}

async function archive(git: GitData, sha: string, folder: string): Promise<Uint8Array> {
  const { tree, committer } = commitOf(git, sha);
  const mtime = new Date(committer.date);
  const files = [...filesOf(git, tree)].flatMap(([path, { mode, sha: id }]): TarEntry[] => {
    const blob = find(git, id, "blob");
    // A submodule is in another repository.
    if (blob === undefined) return [];
    const body = contentOf(blob);
    const common = { name: `${folder}/${path}`, mtime };
    if (mode === "120000") {
      return [{ header: { ...common, type: "symlink", linkname: body.toString("utf8"), size: 0 } }];
    }
    return [{ header: { ...common, size: body.length, mode: mode === "100755" ? 0o755 : 0o644 }, body }];
  });
  return gzipSync(await packTar(files));
}
