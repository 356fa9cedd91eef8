import * as github from "@pulumi/github";
import * as pulumi from "@pulumi/pulumi";
import { codeownersLines } from "../governance/index.ts";
import { checkArgs, nonEmptyTexts, oneOf, text } from "./check-args.ts";
import { RepositoryMergeSettings, ReviewedFile } from "./resources/index.ts";

/** A repository that the stack makes itself. */
export interface NewRepositoryArgs {
  /** `private` or `internal`; `public` is an explicit choice. Default `private`. */
  visibility?: string;
  /** Description shown on GitHub. Default none. */
  description?: string;
}

export interface GovernedRepositoryArgs {
  /** Name of the repository, without its owner. It exists, unless `create` is given. */
  repository: string;
  /** Makes the repository. It is protected against removal, and archived, never deleted, if the stack is destroyed. Default: it exists. */
  create?: NewRepositoryArgs;
  /** People or teams, e.g. `@acme/platform`, who must approve changes of the files that agents obey. Never a bot. */
  aiPathOwners: string[];
  /** CODEOWNERS lines of the team itself. They stand before those of AI paths, because the last match wins. Default none. */
  codeowners?: string[];
}

/** Merge settings under which each commit of a pull request, or at least its message, survives the merge. */
const TRAIL_PRESERVING = {
  allowMergeCommit: true,
  mergeCommitTitle: "PR_TITLE",
  mergeCommitMessage: "PR_BODY",
  allowSquashMerge: true,
  squashMergeCommitTitle: "PR_TITLE",
  squashMergeCommitMessage: "COMMIT_MESSAGES",
  allowRebaseMerge: false,
  deleteBranchOnMerge: true,
} as const;

/**
 * One repository under governance: merges that keep the trail, and owners for the files that agents obey. The tier and
 * the tools of a repository are set by the organisation stack only.
 *
 * @example
 * new GovernedRepository("payments-api", { repository: "payments-api", aiPathOwners: ["@acme/platform"] });
 */
export class GovernedRepository extends pulumi.ComponentResource {
  /** Name of the repository, known once its merge settings are in force. */
  declare readonly repositoryName: pulumi.Output<string>;
  /** Pull request in which the CODEOWNERS file arrived or waits for review; undefined where none was needed. */
  declare readonly codeownersProposal: pulumi.Output<string | undefined>;

  constructor(name: string, args: GovernedRepositoryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("ai-governance:index:GovernedRepository", name, args, opts);
    checkGovernedRepository(args);
    const repositoryName =
      args.create === undefined
        ? new RepositoryMergeSettings(
            `${name}-merges`,
            { repository: args.repository, ...TRAIL_PRESERVING },
            { parent: this },
          ).repository
        : createRepository(name, args.repository, args.create, { parent: this }).name;
    const codeowners = new ReviewedFile(
      `${name}-codeowners`,
      {
        repository: repositoryName,
        path: ".github/CODEOWNERS",
        content: [...(args.codeowners ?? []), ...codeownersLines(args.aiPathOwners)].join("\n") + "\n",
        title: "Name the owners of the files that AI tools obey",
        message: "Name the owners of the files that AI tools obey",
      },
      { parent: this },
    );

    this.repositoryName = repositoryName;
    this.codeownersProposal = codeowners.pullRequestUrl;
    this.registerOutputs({ repositoryName: this.repositoryName, codeownersProposal: this.codeownersProposal });
  }
}

function checkGovernedRepository(args: GovernedRepositoryArgs): void {
  checkArgs("GovernedRepository", {
    repository: text(args.repository, /^[\w.-]+$/, "the name without its owner, e.g. payments-api"),
    aiPathOwners: nonEmptyTexts(args.aiPathOwners, "owner such as @acme/platform"),
    ...Object.fromEntries(
      (args.aiPathOwners ?? []).map((owner, index) => [
        `aiPathOwners[${index}]`,
        text(owner, /^@[\w-]+(\/[\w.-]+)?$/, "a person or team such as @acme/platform; bots cannot own AI paths"),
      ]),
    ),
    "create.visibility": oneOf(args.create?.visibility ?? "private", ["private", "internal", "public"]),
  });
}

function createRepository(
  name: string,
  repository: string,
  args: NewRepositoryArgs,
  opts: pulumi.CustomResourceOptions,
) {
  return new github.Repository(
    `${name}-repository`,
    {
      name: repository,
      description: args.description,
      visibility: args.visibility ?? "private",
      autoInit: true,
      archiveOnDestroy: true,
      ...TRAIL_PRESERVING,
    },
    { ...opts, protect: true },
  );
}
