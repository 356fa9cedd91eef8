import { z } from "zod";
import { GitHubError } from "../github/explanation.ts";
import { call, openProposal, unlessMissing } from "./proposal-requests.ts";
import type { Place, PullRequest } from "./proposal-requests.ts";

const comparison = z.object({
  files: z.array(z.object({ filename: z.string(), previous_filename: z.string().optional() })).optional(),
});

/**
 * Anybody who may push can fill the branch of a proposal, or open its pull request first; what they put there must not reach
 * reviewers under the organisation's name. Undefined where the branch holds nothing but the file.
 */
export async function foreignWork(place: Place, base: string, open?: PullRequest): Promise<string | undefined> {
  const { path, proposalBranch: branch, repository } = place;
  const parameters = { basehead: `${base}...${branch}` };
  const found = await unlessMissing(call(place, comparison, "GET /compare/{basehead}", parameters));
  const changed = found?.files?.flatMap((one) => [one.filename, one.previous_filename ?? one.filename]);
  const others = changed && [...new Set(changed)].filter((name) => name !== path);
  if (others?.length === 0) return undefined;
  const holds =
    others === undefined
      ? `cannot be compared with ${base}`
      : `changes other files than ${path}: ${others.slice(0, 5).join(", ")}${others.length > 5 ? ", ..." : ""}`;
  const close = open === undefined ? "" : `close pull request #${open.number}, `;
  return (
    `the branch ${branch} of ${repository} ${holds}. Nobody is asked to merge it: look at it, then ${close}delete the branch, ` +
    "or name another proposalBranch"
  );
}

/** The open pull request where it proposes the file and nothing else; otherwise `say` learns why it is not ours. */
export async function ownProposal(
  place: Place,
  base: string,
  say: (problem: string) => Promise<void>,
): Promise<PullRequest | undefined> {
  const open = await openProposal(place, base);
  if (open === undefined) return undefined;
  const problem = await foreignWork(place, base, open);
  if (problem === undefined) return open;
  await say(problem);
  return undefined;
}

const account = z.object({ login: z.string() });

/** What to say of a pull request that somebody else opened, as far as the token knows whose it is. */
export async function foreignAuthor(place: Place, open: PullRequest): Promise<string | undefined> {
  const me = await currentUser(place);
  const author = open.user?.login;
  if (me === undefined || author === undefined || me === author) return undefined;
  return `pull request #${open.number} of ${place.repository} was opened by ${author}, not by ${me}; it changes ${place.path} only and is used`;
}

/** Undefined for an app's token: "Resource not accessible by integration". */
async function currentUser({ github, signal }: Place): Promise<string | undefined> {
  try {
    return (await github.call(account, "GET /user", {}, { needs: "to be valid", signal })).login;
  } catch (error) {
    if (error instanceof GitHubError && (error.status === 403 || error.status === 404)) return undefined;
    throw error;
  }
}
