/** The many addresses that every shown repository carries. */
import type { Call } from "../../core/contract.ts";
import type { Repository } from "../../core/state.ts";

const plain = ["contributors", "deployments", "downloads", "events", "forks", "languages", "merges", "stargazers"];
const alsoPlain = ["subscribers", "subscription", "tags", "teams", "hooks"];
const templates: Readonly<Record<string, string>> = {
  archive: "{archive_format}{/ref}",
  assignees: "assignees{/user}",
  blobs: "git/blobs{/sha}",
  branches: "branches{/branch}",
  collaborators: "collaborators{/collaborator}",
  comments: "comments{/number}",
  commits: "commits{/sha}",
  compare: "compare/{base}...{head}",
  contents: "contents/{+path}",
  git_commits: "git/commits{/sha}",
  git_refs: "git/refs{/sha}",
  git_tags: "git/tags{/sha}",
  issue_comment: "issues/comments{/number}",
  issue_events: "issues/events{/number}",
  issues: "issues{/number}",
  keys: "keys{/key_id}",
  labels: "labels{/name}",
  milestones: "milestones{/number}",
  notifications: "notifications{?since,all,participating}",
  pulls: "pulls{/number}",
  releases: "releases{/id}",
  statuses: "statuses/{sha}",
  trees: "git/trees{/sha}",
};

export function repositoryUrls({ apiUrl, htmlUrl }: Pick<Call, "apiUrl" | "htmlUrl">, repository: Repository) {
  const fullName = `${repository.owner}/${repository.name}`;
  const url = `${apiUrl}/repos/${fullName}`;
  const entries = [
    ...[...plain, ...alsoPlain].map((name) => [`${name}_url`, `${url}/${name}`]),
    ...Object.entries(templates).map(([name, template]) => [`${name}_url`, `${url}/${template}`]),
  ];
  return { url, html_url: `${htmlUrl}/${fullName}`, ...(Object.fromEntries(entries) as Record<string, string>) };
}

/** Addresses for git itself; only full and listed repositories carry them. */
export function cloneUrls({ htmlUrl }: Pick<Call, "htmlUrl">, { owner, name }: Repository) {
  const { host } = new URL(htmlUrl);
  return {
    git_url: `git://${host}/${owner}/${name}.git`,
    ssh_url: `git@${host}:${owner}/${name}.git`,
    clone_url: `${htmlUrl}/${owner}/${name}.git`,
    svn_url: `${htmlUrl}/${owner}/${name}`,
    mirror_url: null,
  };
}
