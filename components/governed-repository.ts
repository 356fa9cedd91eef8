import * as github from "@pulumi/github";
import * as pulumi from "@pulumi/pulumi";
import {
  at,
  checkArgs,
  id,
  input,
  oneOf,
  optional,
  text,
  trueOrFalse,
  unknownKeys,
  wholeNumber,
  type Problems,
} from "./check-args.ts";
import { codeownersProblems, ownerProblems, pathProblems } from "./check-owners.ts";
import { createAiPathReview, createCodeowners, createMergeRuleset, forbidPaths } from "./repository-rulesets.ts";
import { RepositoryMergeSettings } from "./resources/index.ts";

/** A repository that the stack makes itself. */
export interface NewRepositoryArgs {
  /** `private` or `internal`; `public` is an explicit choice. Default `private`. */
  visibility?: string;
  /** Description shown on GitHub. Default none. */
  description?: string;
}

/** The required check on each pull request of a repository that protects itself. */
export interface RepositoryGateArgs {
  /** Name of the check, e.g. `ai-governance/gate`. */
  check: string;
  /** Id of the GitHub App that posts it. Default GitHub Actions, whose checks any workflow of the repository can forge. */
  appId?: pulumi.Input<number>;
}

/** Rules of the repository itself, beside those of the organisation: of both the stricter holds. */
export interface ProtectionArgs {
  /** Approving reviews by people with write access, 1 to 10. */
  approvals: number;
  /** Id of the team, with write access, that must give these approvals: those of apps and machine users are then not enough. Default: anyone with write access. */
  reviewerTeamId?: pulumi.Input<number>;
  /** Whether each commit must carry a verified signature. Default false. */
  signedCommits?: boolean;
  /** The gate. */
  gate: RepositoryGateArgs;
  /** Id of the team, with write access, that must approve changes of AI paths. Default: their code owners alone. */
  aiPathReviewerTeamId?: pulumi.Input<number>;
  /** Id of the team that may pass the rules in a pull request on the day the gate is down. Default: nobody. */
  breakGlassTeamId?: pulumi.Input<number>;
}

export interface GovernedRepositoryArgs {
  /** Name of the repository, without its owner. It exists, unless `create` is given. */
  repository: string;
  /** Makes the repository. It is protected against removal, and archived, never deleted, if the stack is destroyed. Default: it exists. */
  create?: NewRepositoryArgs;
  /** People or teams, e.g. `@acme/platform`, who must approve changes of the files that agents obey. Never a bot. */
  aiPathOwners: string[];
  /** CODEOWNERS lines of the team itself, without bots. They stand before those of AI paths, because the last match wins. Default none. */
  codeowners?: string[];
  /** The repository's own rules: for plans without organisation rulesets, or to demand more than its tier. Default: the tier's alone. */
  protection?: ProtectionArgs;
  /** Paths that no push may bring in, as rulesets read them; private and internal repositories, from plan `team` on. Default none. */
  forbiddenPaths?: string[];
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
    const { codeowners = [], aiPathOwners, protection, forbiddenPaths = [] } = args;
    const file = createCodeowners(name, repositoryName, codeowners, aiPathOwners, { parent: this });
    if (protection) {
      createMergeRuleset(name, repositoryName, protection, { parent: this });
      const reviewers = protection.aiPathReviewerTeamId;
      createAiPathReview(name, repositoryName, reviewers, { parent: this });
    }
    if (forbiddenPaths.length > 0) {
      forbidPaths(name, repositoryName, forbiddenPaths, { parent: this });
    }

    this.repositoryName = repositoryName;
    this.codeownersProposal = file.pullRequestUrl;
    this.registerOutputs({ repositoryName: this.repositoryName, codeownersProposal: this.codeownersProposal });
  }
}

const argNames = ["repository", "create", "aiPathOwners", "codeowners", "protection", "forbiddenPaths"];

function checkGovernedRepository(args: GovernedRepositoryArgs): void {
  checkArgs("GovernedRepository", [
    ...unknownKeys(args, argNames),
    ["repository", text(args.repository, /^[\w.-]+$/, "the name without its owner, e.g. payments-api")],
    ...ownerProblems("aiPathOwners", args.aiPathOwners),
    ...codeownersProblems(args.codeowners),
    ...pathProblems("forbiddenPaths", args.forbiddenPaths),
    ...(args.create === undefined ? [] : creationProblems(args.create)),
    ...(args.protection === undefined ? [] : protectionProblems(args.protection)),
  ]);
}

function creationProblems(create: unknown): Problems {
  const visibility = at(create, "visibility") ?? "private";
  return [
    ["create.visibility", oneOf(visibility, ["private", "internal", "public"])],
    ["create.description", optional(at(create, "description"), (value) => text(value, /^[^\n]*$/, "one line of text"))],
    ...unknownKeys(create, ["visibility", "description"], "create."),
  ];
}

function protectionProblems(protection: unknown): Problems {
  const gate = at(protection, "gate");
  const team = (name: string) =>
    [`protection.${name}`, optional(at(protection, name), (value) => input(value, id))] as const;
  return [
    ["protection.approvals", wholeNumber(at(protection, "approvals"), 1, 10)],
    ["protection.signedCommits", optional(at(protection, "signedCommits"), trueOrFalse)],
    ["protection.gate.check", text(at(gate, "check"), /\S/, "the name of a check such as ai-governance/gate")],
    ["protection.gate.appId", optional(at(gate, "appId"), (app) => input(app, id))],
    team("reviewerTeamId"),
    team("aiPathReviewerTeamId"),
    team("breakGlassTeamId"),
    ...unknownKeys(
      protection,
      ["approvals", "reviewerTeamId", "signedCommits", "gate", "aiPathReviewerTeamId", "breakGlassTeamId"],
      "protection.",
    ),
    ...unknownKeys(gate, ["check", "appId"], "protection.gate."),
  ];
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
