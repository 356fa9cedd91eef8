/** Files and folders of the contents API. */
import type { Call } from "../../core/contract.ts";
import type { GitData, TreeEntry } from "../../core/git-state.ts";
import type { Repository } from "../../core/state.ts";
import { isFolder } from "../../git/files.ts";
import { contentOf, get, sizeOf, treeOf } from "../../git/objects.ts";
import { repositoryPage, repositoryUrl, wrappedBase64 } from "./git.ts";

/** Where an entry was found: its full path, and the ref it was asked at. */
export interface Place {
  readonly path: string;
  readonly ref: string;
}

const types: Readonly<Record<string, string>> = { "040000": "dir", "120000": "symlink", "160000": "submodule" };
const typeOf = (entry: TreeEntry): string => types[entry.mode] ?? "file";

export function folderBody(call: Call, repository: Repository, treeSha: string, place: Place) {
  return treeOf(repository.git, treeSha).entries.map((entry) => {
    const path = place.path === "" ? entry.name : `${place.path}/${entry.name}`;
    return entryBody(call, repository, entry, { ...place, path });
  });
}

/** What all kinds of entries have in common. */
export function entryBody(call: Call, repository: Repository, entry: TreeEntry, { path, ref }: Place) {
  const url = repositoryUrl(call, repository);
  const page = repositoryPage(call, repository);
  const self = `${url}/contents/${path}?ref=${ref}`;
  const kind = isFolder(entry) ? "tree" : "blob";
  const git = `${url}/git/${kind}s/${entry.sha}`;
  const html = `${page}/${kind}/${ref}/${path}`;
  const type = typeOf(entry);
  return {
    type,
    name: path.slice(path.lastIndexOf("/") + 1),
    path,
    sha: entry.sha,
    size: sizeOf(repository.git, entry.sha),
    url: self,
    html_url: html,
    git_url: git,
    download_url: type === "dir" ? null : `${page}/raw/${ref}/${path}`,
    _links: { self, git, html },
  };
}

export function fileBody(call: Call, repository: Repository, entry: TreeEntry, place: Place) {
  const common = entryBody(call, repository, entry, place);
  if (common.type === "symlink") return { ...common, target: textOf(repository.git, entry.sha) };
  if (common.type !== "file") return common;
  const { content } = get(repository.git, entry.sha, "blob");
  return { ...common, content: wrappedBase64(content), encoding: "base64" };
}

export const textOf = (git: GitData, sha: string): string => contentOf(get(git, sha, "blob")).toString("utf8");
