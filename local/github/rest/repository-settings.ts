/** The settings of a repository as the API names them, and the combinations GitHub refuses. */
import { type HttpError, unprocessable, validationFailed } from "../core/errors.ts";
import type { MergeSettings, Repository, Visibility } from "../core/state.ts";

/** What `POST /orgs/{org}/repos` and `PATCH /repos/{owner}/{repo}` take; a setting that is left out keeps its value. */
export interface RepositorySettings {
  readonly name?: string;
  readonly description?: string | null;
  readonly homepage?: string | null;
  readonly private?: boolean;
  readonly visibility?: Visibility;
  readonly default_branch?: string;
  readonly is_template?: boolean;
  readonly archived?: boolean;
  readonly has_issues?: boolean;
  readonly has_projects?: boolean;
  readonly has_wiki?: boolean;
  readonly has_downloads?: boolean;
  readonly has_discussions?: boolean;
  readonly allow_forking?: boolean;
  readonly web_commit_signoff_required?: boolean;
  readonly allow_merge_commit?: boolean;
  readonly allow_squash_merge?: boolean;
  readonly allow_rebase_merge?: boolean;
  readonly allow_auto_merge?: boolean;
  readonly allow_update_branch?: boolean;
  readonly delete_branch_on_merge?: boolean;
  readonly use_squash_pr_title_as_default?: boolean;
  readonly squash_merge_commit_title?: MergeSettings["squashMergeCommitTitle"];
  readonly squash_merge_commit_message?: MergeSettings["squashMergeCommitMessage"];
  readonly merge_commit_title?: MergeSettings["mergeCommitTitle"];
  readonly merge_commit_message?: MergeSettings["mergeCommitMessage"];
  readonly security_and_analysis?: Readonly<Record<string, { readonly status?: string }>> | null;
}

/** `visibility` says it in full; `private` is the older, shorter way. */
export function visibilityOf(settings: RepositorySettings): Visibility | undefined {
  if (settings.visibility !== undefined) return settings.visibility;
  if (settings.private === undefined) return undefined;
  return settings.private ? "private" : "public";
}

/** Changes all settings but visibility. @throws HttpError for a combination GitHub refuses */
export function applySettings(repository: Repository, settings: RepositorySettings): void {
  applyDefaultBranch(repository, settings.default_branch);
  repository.name = settings.name ?? repository.name;
  repository.description = textOrNull(settings.description, repository.description);
  repository.homepage = textOrNull(settings.homepage, repository.homepage);
  repository.archived = settings.archived ?? repository.archived;
  repository.isTemplate = settings.is_template ?? repository.isTemplate;
  repository.hasIssues = settings.has_issues ?? repository.hasIssues;
  repository.hasProjects = settings.has_projects ?? repository.hasProjects;
  repository.hasWiki = settings.has_wiki ?? repository.hasWiki;
  repository.hasDownloads = settings.has_downloads ?? repository.hasDownloads;
  repository.hasDiscussions = settings.has_discussions ?? repository.hasDiscussions;
  repository.allowForking = settings.allow_forking ?? repository.allowForking;
  repository.webCommitSignoffRequired = settings.web_commit_signoff_required ?? repository.webCommitSignoffRequired;
  repository.merging = mergeSettings(repository.merging, settings);
  applySecurity(repository, settings.security_and_analysis ?? {});
}

const textOrNull = (text: string | null | undefined, otherwise: string | null): string | null =>
  text === undefined ? otherwise : text === "" ? null : text;

/** @throws HttpError 422 where `visibility` names what is so already */
export function applyVisibility(repository: Repository, settings: RepositorySettings): void {
  const visibility = visibilityOf(settings);
  if (visibility === undefined) return;
  if (settings.visibility === repository.visibility) throw unprocessable(`Visibility is already ${visibility}.`);
  // `private: true` does not make an internal repository private.
  if (settings.visibility === undefined && visibility === "private" && repository.visibility === "internal") return;
  repository.visibility = visibility;
}

function applyDefaultBranch(repository: Repository, branch: string | undefined): void {
  if (branch === undefined || branch === repository.defaultBranch) return;
  if (repository.git.refs[`refs/heads/${branch}`] === undefined) {
    const message = `The branch ${branch} was not found. Please push that ref first or create it via the Git Data API.`;
    throw validationFailed([{ resource: "Repository", code: "custom", field: "default_branch", message }]);
  }
  repository.defaultBranch = branch;
}

function mergeSettings(now: MergeSettings, settings: RepositorySettings): MergeSettings {
  const merged: MergeSettings = {
    allowMergeCommit: settings.allow_merge_commit ?? now.allowMergeCommit,
    allowSquashMerge: settings.allow_squash_merge ?? now.allowSquashMerge,
    allowRebaseMerge: settings.allow_rebase_merge ?? now.allowRebaseMerge,
    allowAutoMerge: settings.allow_auto_merge ?? now.allowAutoMerge,
    allowUpdateBranch: settings.allow_update_branch ?? now.allowUpdateBranch,
    deleteBranchOnMerge: settings.delete_branch_on_merge ?? now.deleteBranchOnMerge,
    squashMergeCommitTitle: settings.squash_merge_commit_title ?? now.squashMergeCommitTitle,
    squashMergeCommitMessage: settings.squash_merge_commit_message ?? now.squashMergeCommitMessage,
    mergeCommitTitle: settings.merge_commit_title ?? now.mergeCommitTitle,
    mergeCommitMessage: settings.merge_commit_message ?? now.mergeCommitMessage,
  };
  const refusal = mergeRefusal(merged);
  if (refusal !== undefined) throw refusal;
  return merged;
}

/** Titles and the messages each goes with: https://docs.github.com/rest/repos/repos#update-a-repository */
const squashPairs = [
  "COMMIT_OR_PR_TITLE COMMIT_MESSAGES",
  "PR_TITLE PR_BODY",
  "PR_TITLE BLANK",
  "PR_TITLE COMMIT_MESSAGES",
];
const mergePairs = ["MERGE_MESSAGE PR_TITLE", "PR_TITLE PR_BODY", "PR_TITLE BLANK"];

function mergeRefusal(merging: MergeSettings): HttpError | undefined {
  if (!merging.allowMergeCommit && !merging.allowSquashMerge && !merging.allowRebaseMerge) {
    return unprocessable("Sorry, you need to allow at least one merge strategy. (no_merge_method)");
  }
  if (!squashPairs.includes(`${merging.squashMergeCommitTitle} ${merging.squashMergeCommitMessage}`)) {
    return invalidPair(
      "squash_merge_commit_message",
      "Invalid squash_merge_commit_title and squash_merge_commit_message combination",
    );
  }
  if (!mergePairs.includes(`${merging.mergeCommitTitle} ${merging.mergeCommitMessage}`)) {
    return invalidPair("merge_commit_message", "Invalid merge_commit_title and merge_commit_message combination");
  }
  return undefined;
}

const invalidPair = (field: string, message: string): HttpError =>
  validationFailed([{ resource: "Repository", code: "custom", field, message }]);

function applySecurity(
  repository: Repository,
  settings: NonNullable<RepositorySettings["security_and_analysis"]>,
): void {
  for (const [feature, { status }] of Object.entries(settings)) {
    if (feature === "advanced_security" && repository.visibility === "public") {
      throw unprocessable("Advanced security is always available for public repos.");
    }
    if (status === "enabled" || status === "disabled") repository.securityAndAnalysis[feature] = { status };
  }
}
