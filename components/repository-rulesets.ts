/** Rulesets of one repository, for what no ruleset of the organisation does. */
import * as github from "@pulumi/github";
import type * as pulumi from "@pulumi/pulumi";
import { codeownersLines } from "../governance/index.ts";
import { ReviewedFile } from "./resources/index.ts";
import { aiPathRules, breakGlass, mergeRules } from "./tier-rulesets.ts";

/** Names the owners of AI paths, behind the repository's own lines: the last match decides. */
export function createCodeowners(
  name: string,
  repository: pulumi.Input<string>,
  own: readonly string[],
  owners: readonly string[],
  opts: pulumi.CustomResourceOptions,
): ReviewedFile {
  return new ReviewedFile(
    `${name}-codeowners`,
    {
      repository,
      path: ".github/CODEOWNERS",
      content: [...own, ...codeownersLines(owners)].join("\n") + "\n",
      title: "Name the owners of the files that AI tools obey",
      message: "Name the owners of the files that AI tools obey",
    },
    opts,
  );
}

const defaultBranch = { refName: { includes: ["~DEFAULT_BRANCH"], excludes: [] } };

/** What a tier demands, as far as a repository's own ruleset can: required workflows are the organisation's. */
export function createMergeRuleset(
  name: string,
  repository: pulumi.Input<string>,
  demands: Parameters<typeof mergeRules>[0] & {
    gate: Parameters<typeof mergeRules>[1];
    breakGlassTeamId?: pulumi.Input<number>;
  },
  opts: pulumi.CustomResourceOptions,
): void {
  new github.RepositoryRuleset(
    `${name}-tier`,
    {
      repository,
      name: "ai-tier",
      target: "branch",
      enforcement: "active",
      conditions: defaultBranch,
      bypassActors: breakGlass({}, demands.breakGlassTeamId),
      rules: mergeRules(demands, demands.gate),
    },
    opts,
  );
}

/** In a ruleset of its own, with nobody in the bypass list. */
export function createAiPathReview(
  name: string,
  repository: pulumi.Input<string>,
  reviewerTeamId: pulumi.Input<number> | undefined,
  opts: pulumi.CustomResourceOptions,
): void {
  new github.RepositoryRuleset(
    `${name}-ai-paths`,
    {
      repository,
      name: "ai-paths",
      target: "branch",
      enforcement: "active",
      conditions: defaultBranch,
      bypassActors: [],
      rules: aiPathRules(reviewerTeamId),
    },
    opts,
  );
}

/** Files that no push may bring in; private and internal repositories from plan `team` on. */
export function forbidPaths(
  name: string,
  repository: pulumi.Input<string>,
  paths: readonly string[],
  opts: pulumi.CustomResourceOptions,
): void {
  new github.RepositoryRuleset(
    `${name}-forbidden-paths`,
    {
      repository,
      name: "ai-forbidden-paths",
      target: "push",
      enforcement: "active",
      bypassActors: [],
      rules: { filePathRestriction: { restrictedFilePaths: [...paths] } },
    },
    opts,
  );
}
