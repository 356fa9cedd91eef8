import { z } from "zod";
import type { PullRequest } from "../../../governance/gate/index.ts";
import { CannotTell } from "../cannot-tell.ts";
import type { RepositoryName } from "./address.ts";
import type { GitHub } from "./connection.ts";

const account = z.object({ login: z.string(), type: z.string() });
const repository = z.object({ full_name: z.string() });
const side = z.object({ ref: z.string(), sha: z.string(), repo: repository.nullable() });
const pullSchema = z.object({
  id: z.number(),
  number: z.number(),
  state: z.enum(["open", "closed"]),
  title: z.string(),
  body: z.string().nullable(),
  draft: z.boolean().optional(),
  user: account.nullable(),
  head: side,
  base: side.extend({ repo: repository }),
  additions: z.number(),
  deletions: z.number(),
});

export interface ReadPull {
  readonly pull: PullRequest;
  /** Its repository as GitHub calls it: names in any case, and old ones, lead there too. */
  readonly name: RepositoryName;
  /** GitHub's id, which is not its number. */
  readonly id: number;
  /** Added and removed lines together. */
  readonly changedLines: number;
}

/**
 * A pull request as it is now.
 *
 * @param head the commit that the run is about. Default: whatever its head is now.
 * @throws GitHubFailure; CannotTell where it is closed or in another organisation, or its head is another one by now
 */
export async function readPull(
  github: GitHub,
  { owner, repo }: RepositoryName,
  number: number,
  head?: string,
): Promise<ReadPull> {
  const found = await github.get(pullSchema, "GET /repos/{owner}/{repo}/pulls/{pull_number}", {
    ...{ owner, repo, pull_number: number },
  });
  const name = `${owner}/${repo}#${number}`;
  const [realOwner = "", realRepo = ""] = found.base.repo.full_name.split("/");
  if (realOwner.toLowerCase() !== owner.toLowerCase()) {
    throw new CannotTell(
      `${name} is in ${found.base.repo.full_name} by now, of another organisation; its own gate judges it`,
    );
  }
  if (found.state === "closed") {
    throw new CannotTell(`${name} is closed, so there is nothing to judge; reopen it, or name one that is open`);
  }
  if (head !== undefined && head !== found.head.sha) {
    throw new CannotTell(
      `${name} has the head ${short(found.head.sha)} by now, and this run is about ${short(head)}; ` +
        "the run about the new head judges it, and if there is none, push or run the check again",
    );
  }
  const pull: PullRequest = {
    number,
    author: found.user?.login ?? "ghost",
    isBot: found.user?.type === "Bot",
    title: found.title,
    body: found.body ?? "",
    head: found.head.sha,
    headBranch: found.head.ref,
    baseBranch: found.base.ref,
    draft: found.draft ?? false,
    // Without a repository, the head's was deleted: it was a fork.
    fromFork: found.head.repo?.full_name !== found.base.repo.full_name,
  };
  const changedLines = found.additions + found.deletions;
  return { pull, name: { owner: realOwner, repo: realRepo }, id: found.id, changedLines };
}

const short = (commit: string): string => commit.slice(0, 12);
