import { z } from "zod";
import type { Approval } from "../../../governance/gate/index.ts";
import type { RepositoryName } from "./address.ts";
import type { GitHub } from "./connection.ts";
import { GitHubFailure } from "./failure.ts";

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

/** Of whom GitHub says at once that they belong to it. Anyone may review what is public. */
const insiders = ["OWNER", "MEMBER", "COLLABORATOR"];

/**
 * What stands of the reviews: of each account the last one that approves, asks for changes or was dismissed. Comments change
 * nothing. Accounts that are gone have no say.
 *
 * @throws GitHubFailure
 */
export async function standingReviews(github: GitHub, name: RepositoryName, number: number): Promise<Approval[]> {
  const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews";
  const reviews = await github.list(z.array(reviewSchema), route, { ...name, pull_number: number });
  const standing = new Map<string, Approval>();
  for (const { user, state, commit_id: commit, author_association: association } of reviews) {
    const word = states[state];
    if (user === null || word === undefined) continue;
    standing.set(user.login, {
      account: user.login,
      isBot: user.type === "Bot",
      ...(!insiders.includes(association) && user.type !== "Bot" && { isOutsider: true }),
      state: word,
      commit: commit ?? "",
    });
  }
  return Promise.all([...standing.values()].map((each) => (each.isOutsider ? insiderOrNot(github, name, each) : each)));
}

const permissionSchema = z.object({ permission: z.string() });

/** A member whom only the organisation sees as one, as is GitHub's default, is an outsider to a job's token; those who may push are none. */
async function insiderOrNot(github: GitHub, { owner, repo }: RepositoryName, approval: Approval): Promise<Approval> {
  const { isOutsider, ...insider } = approval;
  const route = "GET /repos/{owner}/{repo}/collaborators/{username}/permission";
  try {
    const { permission } = await github.get(permissionSchema, route, { owner, repo, username: approval.account });
    return permission === "write" || permission === "admin" ? insider : { ...insider, isOutsider };
  } catch (error) {
    if (error instanceof GitHubFailure && error.isHidden) return approval;
    throw error;
  }
}
