import * as pulumi from "@pulumi/pulumi";

/** Where a reviewed file stands: its content is on the branch, or an open pull request proposes it. */
export type ReviewedFileStatus = "merged" | "proposed";

/** Arguments of `ReviewedFile`. */
export interface ReviewedFileArgs {
  /** Name of the repository, without owner (the provider's `owner`). A change replaces the resource. Required. */
  readonly repository: pulumi.Input<string>;
  /** Path of the file in the repository, without leading slash. A change replaces the resource. Required. */
  readonly path: pulumi.Input<string>;
  /** The whole content of the file, UTF-8 text. Required. */
  readonly content: pulumi.Input<string>;
  /** Branch on which the content must be. A change replaces the resource. Default: the repository's default branch. */
  readonly branch?: pulumi.Input<string>;
  /** Branch that carries the proposal. Default: `ai-governance/<path in lower case, other characters as hyphens>`. */
  readonly proposalBranch?: pulumi.Input<string>;
  /** Title of the pull request. Default: `Update <path>`. */
  readonly title?: pulumi.Input<string>;
  /** Commit message and text of the pull request. Default: the title. */
  readonly message?: pulumi.Input<string>;
}

/**
 * A file on a protected branch, which arrives by pull request because the branch's rules refuse a push.
 *
 * Content that is already there makes no pull request. Otherwise one commit on the proposal branch and one pull request are
 * made; reviewers merge it. Once merged, refresh reports `merged`; a proposal that was closed unmerged shows as drift and the
 * next update proposes again. A proposal branch that changes any other file is nobody's to merge: the update fails and says
 * what to delete, and a refresh shows it as drift. Deleting the resource closes its open proposal, leaves a merged file in place and says so.
 * The token needs "Contents" and "Pull requests" write access. Import by `repository:path`.
 *
 * ```ts
 * new ReviewedFile("codeowners", {
 *   repository: "storefront",
 *   path: ".github/CODEOWNERS",
 *   content: "* @acme/platform\n",
 *   title: "Own the files that agents obey",
 * });
 * ```
 */
export class ReviewedFile extends pulumi.CustomResource {
  /** Name of the repository, without owner. */
  declare readonly repository: pulumi.Output<string>;
  /** Path of the file in the repository. */
  declare readonly path: pulumi.Output<string>;
  /** The declared content. */
  declare readonly content: pulumi.Output<string>;
  /** Branch on which the content must be; undefined for the default branch. */
  declare readonly branch: pulumi.Output<string | undefined>;
  /** Branch that carries the proposal. */
  declare readonly proposalBranch: pulumi.Output<string>;
  /** Title of the pull request. */
  declare readonly title: pulumi.Output<string>;
  /** Commit message and text of the pull request. */
  declare readonly message: pulumi.Output<string>;
  /** `merged` when the branch has the content, `proposed` while a pull request proposes it. */
  declare readonly status: pulumi.Output<ReviewedFileStatus>;
  /** Web address of the pull request; undefined when none was needed. */
  declare readonly pullRequestUrl: pulumi.Output<string | undefined>;

  constructor(name: string, args: ReviewedFileArgs, opts?: pulumi.CustomResourceOptions) {
    const inputs = {
      repository: args.repository,
      path: args.path,
      content: args.content,
      branch: args.branch,
      proposalBranch: args.proposalBranch,
      title: args.title,
      message: args.message,
      status: undefined,
      pullRequestUrl: undefined,
    };
    super("ai-governance:index:ReviewedFile", name, inputs, opts);
  }
}
