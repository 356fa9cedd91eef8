import * as pulumi from "@pulumi/pulumi";
import { checkArgs, id, input, optional, text, unknownKeys } from "./check-args.ts";
import { codeownersProblems, ownerProblems, pathProblems } from "./check-owners.ts";
import { createAiPathReview, createCodeowners, forbidPaths } from "./repository-rulesets.ts";

export interface AiPathOwnershipArgs {
  /** Name of an existing repository, without its owner. */
  repository: string;
  /** People or teams, e.g. `@acme/platform`, who must approve changes of the files that agents obey. Never a bot. */
  owners: string[];
  /** CODEOWNERS lines of the repository itself. They stand before those of AI paths, because the last match wins. Default none. */
  codeowners?: string[];
  /** Id of a team, with write access, of which one must approve changes of AI paths, whoever else did. Default: the owners alone. */
  reviewerTeamId?: pulumi.Input<number>;
  /** Paths that no push may bring in, as rulesets read them; private and internal repositories, from plan `team` on. Default none. */
  forbiddenPaths?: string[];
}

/**
 * Owners for the files that agents obey in one repository: CODEOWNERS by pull request, a ruleset that nobody may pass, and
 * paths that must never appear. For stacks that govern nothing else; `GovernedRepository` includes the owners.
 *
 * @example
 * new AiPathOwnership("docs", { repository: "docs", owners: ["@acme/platform"], forbiddenPaths: ["CLAUDE.local.md"] });
 */
export class AiPathOwnership extends pulumi.ComponentResource {
  /** Pull request in which the CODEOWNERS file arrived or waits for review; undefined where none was needed. */
  declare readonly codeownersProposal: pulumi.Output<string | undefined>;

  constructor(name: string, args: AiPathOwnershipArgs, opts?: pulumi.ComponentResourceOptions) {
    super("ai-governance:index:AiPathOwnership", name, args, opts);
    checkAiPathOwnership(args);
    const { repository, owners, codeowners = [], forbiddenPaths = [] } = args;
    const file = createCodeowners(name, repository, codeowners, owners, { parent: this });
    createAiPathReview(name, repository, args.reviewerTeamId, { parent: this });
    if (forbiddenPaths.length > 0) {
      forbidPaths(name, repository, forbiddenPaths, { parent: this });
    }

    this.codeownersProposal = file.pullRequestUrl;
    this.registerOutputs({ codeownersProposal: this.codeownersProposal });
  }
}

function checkAiPathOwnership(args: AiPathOwnershipArgs): void {
  checkArgs("AiPathOwnership", [
    ...unknownKeys(args, ["repository", "owners", "codeowners", "reviewerTeamId", "forbiddenPaths"]),
    ["repository", text(args.repository, /^[\w.-]+$/, "the name without its owner, e.g. payments-api")],
    ...ownerProblems("owners", args.owners),
    ["reviewerTeamId", optional(args.reviewerTeamId, (team) => input(team, id))],
    ...codeownersProblems(args.codeowners),
    ...pathProblems("forbiddenPaths", args.forbiddenPaths),
  ]);
}
