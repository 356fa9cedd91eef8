import { z } from "zod";
import type { Approval } from "../../../governance/gate/index.ts";
import type { RepositoryName } from "./address.ts";
import type { GitHub } from "./connection.ts";

const reviewSchema = z.object({
  user: z.object({ login: z.string(), type: z.string() }).nullable(),
  author_association: z.string(),
  state: z.string(),
  commit_id: z.string().nullable(),
});

const states: Readonly<Record<string, Approval["state"]>> = {
  APPROVED: "approved",
  CHANGES_REQUESTED: "changes-requested",
  DISMISSED: "dismissed",
};

/** Anyone may review what is public. */
const insiders = ["OWNER", "MEMBER", "COLLABORATOR"];

/**
 * What stands of the reviews: of each account the last one that approves, asks for changes or was dismissed. Comments change
 * nothing. Accounts that are gone have no say.
 *
 * @throws GitHubFailure
 */
export async function standingReviews(
  github: GitHub,
  { owner, repo }: RepositoryName,
  number: number,
): Promise<Approval[]> {
  const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews";
  const reviews = await github.list(z.array(reviewSchema), route, { owner, repo, pull_number: number });
  const standing = new Map<string, Approval>();
  for (const { user, state, commit_id: commit, author_association: association } of reviews) {
    const known = states[state];
    if (user === null || known === undefined) continue;
    standing.set(user.login, {
      account: user.login,
      isBot: user.type === "Bot",
      ...(!insiders.includes(association) && user.type !== "Bot" && { isOutsider: true }),
      state: known,
      commit: commit ?? "",
    });
  }
  return [...standing.values()];
}
