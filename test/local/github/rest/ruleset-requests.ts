/** Rulesets as requests, for the tests of both kinds. */
import type { Octokit } from "octokit";
import { org } from "../fixture.ts";

export const refName = { include: ["~DEFAULT_BRANCH"], exclude: [] };
export const everywhere = { ref_name: refName, repository_name: { include: ["~ALL"], exclude: [] } };
export const base = { name: "main", enforcement: "active", rules: [{ type: "deletion" }] };
export const orgRuleset = { ...base, conditions: everywhere };
export const repoRuleset = { ...base, conditions: { ref_name: refName } };
export const docs = { owner: org, repo: "docs" };
export const ledger = { owner: org, repo: "ledger" };

export const createInOrg = (octokit: Octokit, body: object) =>
  octokit.request("POST /orgs/{org}/rulesets", { org, ...body } as never);
export const createInRepo = (octokit: Octokit, repository: object, body: object) =>
  octokit.request("POST /repos/{owner}/{repo}/rulesets", { ...repository, ...body } as never);

export const pullRequest = {
  required_approving_review_count: 1,
  dismiss_stale_reviews_on_push: false,
  require_code_owner_review: false,
  require_last_push_approval: false,
  required_review_thread_resolution: false,
};
