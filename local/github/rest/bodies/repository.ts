/** How the API shows repositories: `minimal-repository`, `repository` and `full-repository` of the description. */
import { actorRole, atLeast } from "../../core/access.ts";
import { organizationByLogin, repositoryById, sameName } from "../../core/actors.ts";
import type { Call } from "../../core/contract.ts";
import { nodeId } from "../../core/node-id.ts";
import type { Repository, RepositoryRole } from "../../core/state.ts";
import { effectiveValues } from "../custom-property-values.ts";
import { cloneUrls, repositoryUrls } from "./repository-urls.ts";
import { organizationAsUser, simpleUser } from "./user.ts";

/** `minimal-repository`: in lists, and inside other answers. */
export function minimalRepository(call: Call, repository: Repository) {
  return {
    id: repository.id,
    node_id: nodeId("Repository", repository.id),
    name: repository.name,
    full_name: `${repository.owner}/${repository.name}`,
    private: repository.visibility !== "public",
    owner: ownerOf(call, repository),
    description: repository.description,
    fork: repository.fork !== null,
    ...repositoryUrls(call, repository),
  };
}

/** `repository`: what pull requests and lists of selected repositories hold. */
export function listedRepository(call: Call, repository: Repository) {
  return { ...minimalRepository(call, repository), ...cloneUrls(call, repository), ...facts(call, repository) };
}

/** `full-repository`; merge settings and security settings are shown to those who may write. */
export function fullRepository(call: Call, repository: Repository) {
  const role = actorRole(call.state, call.actor, repository);
  const forks = call.state.repositories.filter(({ fork }) => fork?.parentId === repository.id).length;
  return {
    ...listedRepository(call, repository),
    ...(repository.owner === "" ? {} : organizationOfRepository(call, repository)),
    ...(atLeast(role, "write") ? mergeSettings(repository) : {}),
    ...(atLeast(role, "admin") ? { security_and_analysis: repository.securityAndAnalysis } : {}),
    custom_properties: Object.fromEntries(effectiveValues(call.state, repository)),
    ...origin(call, repository),
    network_count: forks,
    forks_count: forks,
    forks,
    subscribers_count: 0,
  };
}

/** "The `parent` and `source` objects are present when the repository is a fork." */
function origin(call: Call, { fork }: Repository) {
  const parent = repositoryById(call.state, fork?.parentId ?? -1);
  const source = repositoryById(call.state, fork?.sourceId ?? -1);
  return {
    ...(parent === undefined ? {} : { parent: listedRepository(call, parent) }),
    ...(source === undefined ? {} : { source: listedRepository(call, source) }),
  };
}

function ownerOf(call: Call, repository: Repository) {
  const organization = organizationByLogin(call.state, repository.owner);
  if (organization !== undefined) return organizationAsUser(call, organization);
  const user = call.state.users.find((item) => sameName(item.login, repository.owner));
  if (user === undefined) throw new Error(`The repository ${repository.name} belongs to nobody: ${repository.owner}.`);
  return simpleUser(call, user);
}

function organizationOfRepository(call: Call, repository: Repository) {
  const organization = organizationByLogin(call.state, repository.owner);
  return organization === undefined ? {} : { organization: organizationAsUser(call, organization) };
}

function facts(call: Call, repository: Repository) {
  return {
    homepage: repository.homepage,
    language: null,
    ...counts,
    default_branch: repository.defaultBranch,
    is_template: repository.isTemplate,
    topics: repository.topics,
    has_issues: repository.hasIssues,
    has_projects: repository.hasProjects,
    has_wiki: repository.hasWiki,
    has_pages: false,
    has_downloads: repository.hasDownloads,
    has_discussions: repository.hasDiscussions,
    archived: repository.archived,
    disabled: false,
    visibility: repository.visibility,
    pushed_at: repository.pushedAt,
    created_at: repository.createdAt,
    updated_at: repository.updatedAt,
    permissions: permissions(actorRole(call.state, call.actor, repository)),
    allow_forking: repository.allowForking,
    web_commit_signoff_required: repository.webCommitSignoffRequired,
    license: null,
  };
}

const counts = {
  forks_count: 0,
  forks: 0,
  stargazers_count: 0,
  watchers_count: 0,
  watchers: 0,
  size: 0,
  open_issues_count: 0,
  open_issues: 0,
};

export function permissions(role: RepositoryRole | undefined) {
  return {
    admin: atLeast(role, "admin"),
    maintain: atLeast(role, "maintain"),
    push: atLeast(role, "write"),
    triage: atLeast(role, "triage"),
    pull: atLeast(role, "read"),
  };
}

function mergeSettings({ merging }: Repository) {
  return {
    allow_merge_commit: merging.allowMergeCommit,
    allow_squash_merge: merging.allowSquashMerge,
    allow_rebase_merge: merging.allowRebaseMerge,
    allow_auto_merge: merging.allowAutoMerge,
    allow_update_branch: merging.allowUpdateBranch,
    delete_branch_on_merge: merging.deleteBranchOnMerge,
    use_squash_pr_title_as_default: merging.squashMergeCommitTitle === "PR_TITLE",
    squash_merge_commit_title: merging.squashMergeCommitTitle,
    squash_merge_commit_message: merging.squashMergeCommitMessage,
    merge_commit_title: merging.mergeCommitTitle,
    merge_commit_message: merging.mergeCommitMessage,
  };
}
