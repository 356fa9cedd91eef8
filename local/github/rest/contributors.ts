/** Who made the commits of a repository: https://docs.github.com/rest/repos/repos#list-repository-contributors */
import { repositoryFor } from "../core/access.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { pageOf } from "../core/pagination.ts";
import type { Repository } from "../core/state.ts";
import { ancestors } from "../git/history.ts";
import { commitOf } from "../git/objects.ts";
import { accountOf } from "../git/signatures.ts";
import { simpleUser } from "./bodies/user.ts";

export const contributorHandlers: Handlers = { "repos/list-contributors": list };

function list(call: Call): Reply {
  const repository = repositoryFor(call, "metadata:read");
  const tip = repository.git.refs[`refs/heads/${repository.defaultBranch}`];
  // "Response if repository is empty"
  if (tip === undefined) return { status: 204 };
  const withAnonymous = ["1", "true"].includes(call.query.get("anon") ?? "");
  const found = contributors(call, repository, tip).filter(({ type }) => withAnonymous || type !== "Anonymous");
  const { items, headers } = pageOf(call, found);
  return { status: 200, headers, body: items };
}

/** "Sorts them by the number of commits per contributor in descending order", and "identifies contributors by author email address". */
function contributors(call: Call, { git }: Repository, tip: string) {
  const commits = new Map<string, { name: string; email: string; contributions: number }>();
  for (const sha of ancestors(git, tip)) {
    const { name, email } = commitOf(git, sha).author;
    const key = accountOf(call.state, email)?.login ?? email;
    commits.set(key, { name, email, contributions: (commits.get(key)?.contributions ?? 0) + 1 });
  }
  const byCount = [...commits.values()].sort((a, b) => b.contributions - a.contributions);
  return byCount.map(({ name, email, contributions }) => {
    const user = accountOf(call.state, email);
    if (user === undefined) return { type: "Anonymous", name, email, contributions };
    return { ...simpleUser(call, user), contributions };
  });
}
