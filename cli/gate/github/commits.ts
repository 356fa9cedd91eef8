import { z } from "zod";
import type { Fact } from "../../../governance/gate/index.ts";
import type { CommitFacts } from "../../../governance/provenance/index.ts";
import type { RepositoryName } from "./address.ts";
import type { GitHub } from "./connection.ts";

const signature = z
  .object({ name: z.string().optional(), email: z.string().optional() })
  .nullable()
  .transform((found) => ({ name: found?.name ?? "", email: found?.email ?? "" }));
const commitSchema = z
  .object({
    sha: z.string(),
    parents: z.array(z.object({ sha: z.string() })),
    commit: z.object({
      author: signature,
      committer: signature,
      message: z.string(),
      verification: z.object({ verified: z.boolean() }).optional(),
    }),
  })
  .transform(({ sha, parents, commit }): CommitFacts => ({
    id: sha,
    parents: parents.map((parent) => parent.sha),
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    verified: commit.verification?.verified === true,
  }));
const comparisonSchema = z.object({
  total_commits: z.number(),
  merge_base_commit: z.object({ sha: z.string() }),
  commits: z.array(commitSchema),
});
type Comparison = z.output<typeof comparisonSchema>;

export interface Compared {
  /** The commit where the two histories part. */
  readonly mergeBase: string;
  /** What the head has and the base has not, oldest first. */
  readonly commits: Fact<readonly CommitFacts[]>;
}

/** Commits of one page; 100 is GitHub's most. */
const pageSize = 100;
/** A job's token has 1,000 requests an hour for its repository; a history of this length is no pull request that anybody reviews. */
const mostCommits = 10_000;

/** Compares two commits, all pages of it. @throws GitHubFailure */
export async function compareCommits(
  github: GitHub,
  { owner, repo }: RepositoryName,
  base: string,
  head: string,
): Promise<Compared> {
  const page = (number: number): Promise<Comparison> =>
    github.get(comparisonSchema, "GET /repos/{owner}/{repo}/compare/{basehead}", {
      ...{ owner, repo, basehead: `${base}...${head}`, per_page: pageSize, page: number },
    });
  const first = await page(1);
  const mergeBase = first.merge_base_commit.sha;
  const total = first.total_commits;
  if (total > mostCommits) {
    return {
      mergeBase,
      commits: { missing: `${total} commits are more than the ${mostCommits} that are read; split it` },
    };
  }
  const numbers = Array.from({ length: Math.max(0, Math.ceil(total / pageSize) - 1) }, (_, index) => index + 2);
  const others = await Promise.all(numbers.map(page));
  return {
    mergeBase,
    commits: whole(
      [first, ...others].flatMap(({ commits }) => commits),
      total,
      head,
    ),
  };
}

/** Pages that were read while something moved may lack a commit, or have one twice. */
function whole(commits: readonly CommitFacts[], total: number, head: string): Fact<readonly CommitFacts[]> {
  const ids = new Set(commits.map(({ id }) => id));
  const complete = commits.length === total && ids.size === total && (total === 0 || ids.has(head));
  if (complete) return commits;
  return { missing: `GitHub listed ${ids.size} of ${total} commits, not all of them; run the check again` };
}
