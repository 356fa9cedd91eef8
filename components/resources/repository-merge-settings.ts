import * as pulumi from "@pulumi/pulumi";

/** Title of a squash commit: the pull request's, or the single commit's when there is only one. */
export type SquashMergeCommitTitle = "PR_TITLE" | "COMMIT_OR_PR_TITLE";
/** Text of a squash commit: the pull request's body, all commit messages, or nothing. */
export type SquashMergeCommitMessage = "PR_BODY" | "COMMIT_MESSAGES" | "BLANK";
/** Title of a merge commit: the pull request's, or "Merge pull request #1 from ...". */
export type MergeCommitTitle = "PR_TITLE" | "MERGE_MESSAGE";
/** Text of a merge commit: the pull request's body, its title, or nothing. */
export type MergeCommitMessage = "PR_BODY" | "PR_TITLE" | "BLANK";

/** Arguments of `RepositoryMergeSettings`. A setting that is left out stays as it is on GitHub. */
export interface RepositoryMergeSettingsArgs {
  /** Name of an existing repository, without owner (the provider's `owner`). A change replaces the resource. Required. */
  readonly repository: pulumi.Input<string>;
  /** Whether merge commits are allowed. Default: left as it is. */
  readonly allowMergeCommit?: pulumi.Input<boolean>;
  /** Whether squash merges are allowed. Default: left as it is. */
  readonly allowSquashMerge?: pulumi.Input<boolean>;
  /** Whether rebase merges are allowed. Default: left as it is. */
  readonly allowRebaseMerge?: pulumi.Input<boolean>;
  /** Default title of squash commits; `COMMIT_OR_PR_TITLE` goes with `COMMIT_MESSAGES` only. Default: left as it is. */
  readonly squashMergeCommitTitle?: pulumi.Input<SquashMergeCommitTitle>;
  /** Default text of squash commits; `COMMIT_MESSAGES` keeps every trailer. Default: left as it is. */
  readonly squashMergeCommitMessage?: pulumi.Input<SquashMergeCommitMessage>;
  /** Default title of merge commits; `MERGE_MESSAGE` goes with the text `PR_TITLE` only. Default: left as it is. */
  readonly mergeCommitTitle?: pulumi.Input<MergeCommitTitle>;
  /** Default text of merge commits. Default: left as it is. */
  readonly mergeCommitMessage?: pulumi.Input<MergeCommitMessage>;
  /** Whether GitHub deletes the head branch after a merge. Default: left as it is. */
  readonly deleteBranchOnMerge?: pulumi.Input<boolean>;
  /** Whether pull requests may be merged automatically once requirements are met. Default: left as it is. */
  readonly allowAutoMerge?: pulumi.Input<boolean>;
  /** Whether "Update branch" is always offered. Default: left as it is. */
  readonly allowUpdateBranch?: pulumi.Input<boolean>;
}

/**
 * Merge settings of a repository that already exists and is not managed as a whole.
 *
 * Deleting the resource restores the settings it found when it was created. The token needs administration of the
 * repository. Import by the repository's name.
 *
 * ```ts
 * new RepositoryMergeSettings("storefront", {
 *   repository: "storefront",
 *   allowSquashMerge: true,
 *   squashMergeCommitTitle: "PR_TITLE",
 *   squashMergeCommitMessage: "COMMIT_MESSAGES",
 * });
 * ```
 */
export class RepositoryMergeSettings extends pulumi.CustomResource {
  /** Name of the repository, without owner. */
  declare readonly repository: pulumi.Output<string>;
  /** Whether merge commits are allowed; undefined when not managed here, like every setting below. */
  declare readonly allowMergeCommit: pulumi.Output<boolean | undefined>;
  /** Whether squash merges are allowed. */
  declare readonly allowSquashMerge: pulumi.Output<boolean | undefined>;
  /** Whether rebase merges are allowed. */
  declare readonly allowRebaseMerge: pulumi.Output<boolean | undefined>;
  /** Default title of squash commits. */
  declare readonly squashMergeCommitTitle: pulumi.Output<SquashMergeCommitTitle | undefined>;
  /** Default text of squash commits. */
  declare readonly squashMergeCommitMessage: pulumi.Output<SquashMergeCommitMessage | undefined>;
  /** Default title of merge commits. */
  declare readonly mergeCommitTitle: pulumi.Output<MergeCommitTitle | undefined>;
  /** Default text of merge commits. */
  declare readonly mergeCommitMessage: pulumi.Output<MergeCommitMessage | undefined>;
  /** Whether GitHub deletes the head branch after a merge. */
  declare readonly deleteBranchOnMerge: pulumi.Output<boolean | undefined>;
  /** Whether pull requests may be merged automatically. */
  declare readonly allowAutoMerge: pulumi.Output<boolean | undefined>;
  /** Whether "Update branch" is always offered. */
  declare readonly allowUpdateBranch: pulumi.Output<boolean | undefined>;

  constructor(name: string, args: RepositoryMergeSettingsArgs, opts?: pulumi.CustomResourceOptions) {
    const inputs = {
      repository: args.repository,
      allowMergeCommit: args.allowMergeCommit,
      allowSquashMerge: args.allowSquashMerge,
      allowRebaseMerge: args.allowRebaseMerge,
      squashMergeCommitTitle: args.squashMergeCommitTitle,
      squashMergeCommitMessage: args.squashMergeCommitMessage,
      mergeCommitTitle: args.mergeCommitTitle,
      mergeCommitMessage: args.mergeCommitMessage,
      deleteBranchOnMerge: args.deleteBranchOnMerge,
      allowAutoMerge: args.allowAutoMerge,
      allowUpdateBranch: args.allowUpdateBranch,
    };
    super("ai-governance:index:RepositoryMergeSettings", name, inputs, opts);
  }
}
