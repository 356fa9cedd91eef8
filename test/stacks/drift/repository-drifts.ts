/** What a repository administrator could change by hand, of what the repository stack governs. */
import type { Octokit } from "octokit";
import { org, type Drift } from "./github-drifts.ts";

export const repositoryDrifts: readonly Drift[] = [
  ...settingDrifts(),
  {
    resource: "payments-api-codeowners",
    property: "content",
    change: (client) => write(client, ".github/CODEOWNERS", "* @tom-developer\n"),
  },
];

function settingDrifts(): Drift[] {
  const drift = (property: string, change: object): Drift => ({
    resource: "payments-api-merges",
    property,
    change: (client) => client.request("PATCH /repos/{owner}/{repo}", { owner: org, repo: "payments-api", ...change }),
  });
  return [
    drift("allowRebaseMerge", { allow_rebase_merge: true }),
    drift("squashMergeCommitMessage", { squash_merge_commit_message: "BLANK", squash_merge_commit_title: "PR_TITLE" }),
    drift("mergeCommitMessage", { merge_commit_message: "BLANK", merge_commit_title: "PR_TITLE" }),
    drift("deleteBranchOnMerge", { delete_branch_on_merge: false }),
    drift("allowMergeCommit", { allow_merge_commit: false }),
    drift("squashMergeCommitTitle", {
      squash_merge_commit_title: "COMMIT_OR_PR_TITLE",
      squash_merge_commit_message: "COMMIT_MESSAGES",
    }),
    drift("mergeCommitTitle", { merge_commit_title: "MERGE_MESSAGE", merge_commit_message: "PR_TITLE" }),
  ];
}

async function write(client: Octokit, path: string, text: string): Promise<void> {
  const place = { owner: org, repo: "payments-api", path };
  const { data: found } = await client.rest.repos.getContent(place);
  await client.rest.repos.createOrUpdateFileContents({
    ...place,
    ...("sha" in found ? { sha: found.sha } : {}),
    message: "By hand",
    content: Buffer.from(text).toString("base64"),
  });
}
