import type { SampleResource } from "./request.ts";

/** A repository by its name. */
export const repository = (name: string, props: object = {}): SampleResource => ({
  type: "github:index/repository:Repository",
  name,
  props: { name, ...props },
});

/** A ruleset in force on the default branch of the repository `ledger`. */
export const branchRuleset = (rules: unknown, props: object = {}): SampleResource => ({
  type: "github:index/repositoryRuleset:RepositoryRuleset",
  name: "main",
  props: {
    repository: "ledger",
    target: "branch",
    enforcement: "active",
    conditions: { refName: { includes: ["~DEFAULT_BRANCH"], excludes: [] } },
    rules,
    ...props,
  },
});
