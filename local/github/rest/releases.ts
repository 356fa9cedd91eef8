/** Published releases, read only: https://docs.github.com/rest/releases/releases */
import { repositoryFor } from "../core/access.ts";
import { userById } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { notFound } from "../core/errors.ts";
import { nodeId } from "../core/node-id.ts";
import { pageOf } from "../core/pagination.ts";
import type { Release } from "../core/release-state.ts";
import type { Repository } from "../core/state.ts";
import { simpleUser } from "./bodies/user.ts";

export const releaseHandlers: Handlers = {
  "repos/list-releases": list,
  "repos/get-latest-release": (call) => shown(call, ({ prerelease }) => !prerelease),
  "repos/get-release-by-tag": (call) => shown(call, ({ tag }) => tag === call.path["tag"]),
  "repos/get-release": (call) => shown(call, ({ id }) => id === Number(call.path["release_id"])),
};

function list(call: Call): Reply {
  const repository = repositoryFor(call, "contents:read");
  const { items, headers } = pageOf(call, newestFirst(repository));
  return { status: 200, headers, body: items.map((release) => releaseBody(call, repository, release)) };
}

/** The newest that fits. "The latest release is the most recent non-prerelease, non-draft release." */
function shown(call: Call, isWanted: (release: Release) => boolean): Reply {
  const repository = repositoryFor(call, "contents:read");
  const release = newestFirst(repository).find(isWanted);
  if (release === undefined) throw notFound();
  return { status: 200, body: releaseBody(call, repository, release) };
}

const newestFirst = ({ releases }: Repository): Release[] =>
  [...releases].sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id - a.id);

/** `release` of the description. */
function releaseBody(call: Call, { owner, name }: Repository, release: Release) {
  const api = `${call.apiUrl}/repos/${owner}/${name}`;
  const url = `${api}/releases/${String(release.id)}`;
  const author = userById(call.state, release.authorId);
  if (author === undefined) throw new Error(`The release ${release.tag} of ${name} has no author.`);
  return {
    ...{ url, assets_url: `${url}/assets`, upload_url: `${url}/assets{?name,label}` },
    html_url: `${call.htmlUrl}/${owner}/${name}/releases/tag/${release.tag}`,
    ...{ id: release.id, node_id: nodeId("Release", release.id), author: simpleUser(call, author) },
    ...{ tag_name: release.tag, target_commitish: release.target, name: release.name, body: release.body },
    ...{ draft: false, prerelease: release.prerelease, assets: [] },
    ...{ created_at: release.createdAt, published_at: release.createdAt },
    tarball_url: `${api}/tarball/${release.tag}`,
    zipball_url: `${api}/zipball/${release.tag}`,
  };
}
