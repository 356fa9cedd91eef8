/** Git objects as the API shows them. */
import type { Call } from "../../core/contract.ts";
import { nodeId } from "../../core/node-id.ts";
import type { Commit, GitData, Signature } from "../../core/git-state.ts";
import type { Repository } from "../../core/state.ts";
import { find, stored } from "../../git/objects.ts";

export const repositoryUrl = (call: Pick<Call, "apiUrl">, { owner, name }: Repository): string =>
  `${call.apiUrl}/repos/${owner}/${name}`;

export const repositoryPage = (call: Pick<Call, "htmlUrl">, { owner, name }: Repository): string =>
  `${call.htmlUrl}/${owner}/${name}`;

export function refBody(call: Call, repository: Repository, ref: string): Record<string, unknown> {
  const sha = repository.git.refs[ref] ?? "";
  const type = stored(repository.git, sha)?.type ?? "commit";
  const url = repositoryUrl(call, repository);
  return {
    ref,
    node_id: nodeId("Ref", `${repository.id}:${ref}`),
    url: `${url}/git/${ref}`,
    object: { sha, type, url: `${url}/git/${type}s/${sha}` },
  };
}

export function gitCommitBody(
  call: Call,
  repository: Repository,
  sha: string,
  commit: Commit,
): Record<string, unknown> {
  const url = repositoryUrl(call, repository);
  return {
    sha,
    node_id: nodeId("Commit", sha),
    url: `${url}/git/commits/${sha}`,
    html_url: `${repositoryPage(call, repository)}/commit/${sha}`,
    author: signatureBody(commit.author),
    committer: signatureBody(commit.committer),
    tree: treeLink(url, commit),
    message: commit.message,
    parents: parentLinks(call, repository, commit, "git/commits"),
    verification: verificationBody(commit),
  };
}

export const signatureBody = ({ name, email, date }: Signature): Record<string, string> => ({ name, email, date });

export const treeLink = (url: string, commit: Commit): Record<string, string> => ({
  sha: commit.tree,
  url: `${url}/git/trees/${commit.tree}`,
});

export function parentLinks(
  call: Call,
  repository: Repository,
  commit: Commit,
  path: "git/commits" | "commits",
): Record<string, string>[] {
  return commit.parents.map((sha) => ({
    sha,
    url: `${repositoryUrl(call, repository)}/${path}/${sha}`,
    html_url: `${repositoryPage(call, repository)}/commit/${sha}`,
  }));
}

export function verificationBody({ signature, committer }: Commit): Record<string, unknown> {
  const verified = signature !== null;
  return {
    verified,
    reason: verified ? "valid" : "unsigned",
    signature,
    payload: verified ? "" : null,
    verified_at: verified ? committer.date : null,
  };
}

export function treeBody(
  call: Call,
  repository: Repository,
  sha: string,
  entries: readonly { path: string; mode: string; sha: string }[],
): Record<string, unknown> {
  const url = repositoryUrl(call, repository);
  return {
    sha,
    url: `${url}/git/trees/${sha}`,
    truncated: false,
    tree: entries.map((entry) => treeEntryBody(repository.git, url, entry)),
  };
}

function treeEntryBody(
  git: GitData,
  url: string,
  entry: { path: string; mode: string; sha: string },
): Record<string, unknown> {
  const { path, mode, sha } = entry;
  if (mode === "160000") return { path, mode, type: "commit", sha };
  const blob = find(git, sha, "blob");
  const type = blob === undefined ? "tree" : "blob";
  const size = blob === undefined ? {} : { size: Buffer.byteLength(blob.content, "base64") };
  return { path, mode, type, sha, ...size, url: `${url}/git/${type}s/${sha}` };
}

/** Base64 as GitHub sends it: a line break after every 60 characters and at the end. */
export const wrappedBase64 = (base64: string): string => base64.replace(/.{1,60}/g, "$&\n");
