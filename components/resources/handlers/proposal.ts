import { z } from "zod";
import { GitHubError } from "../github/explanation.ts";
import { foreignWork } from "./proposal-ownership.ts";
import { call, openProposal, pullRequest, unlessMissing } from "./proposal-requests.ts";
import type { Place, PullRequest } from "./proposal-requests.ts";
import { requireOwner } from "./repositories.ts";

/**
 * A request whose answer was lost is refused when it is tried again, because what it makes is there: then what is found
 * there is the answer.
 */
async function orFound<T>(attempt: Promise<T>, look: () => Promise<T | undefined>): Promise<T> {
  try {
    return await attempt;
  } catch (error) {
    const isRefused = error instanceof GitHubError && (error.status === 409 || error.status === 422);
    const found = isRefused ? await look() : undefined;
    if (found === undefined) throw error;
    return found;
  }
}

const repository = z.object({ name: z.string(), default_branch: z.string(), owner: z.object({ login: z.string() }) });

/**
 * Undefined when the repository does not exist (or the token does not see it).
 * @throws RepositoryTransferred
 */
export async function repositoryOf(place: Place): Promise<z.infer<typeof repository> | undefined> {
  const found = await unlessMissing(call(place, repository, "GET "));
  if (found !== undefined) requireOwner(place.github.owner(), place.repository, found);
  return found;
}

const file = z.object({ sha: z.string(), content: z.string(), encoding: z.literal("base64") });

/** Text and blob of the file on a branch; undefined when there is no such file or branch. */
export async function contentOn(place: Place, branch: string): Promise<{ text: string; sha: string } | undefined> {
  const found = await unlessMissing(call(place, file, "GET /contents/{path}", { path: place.path, ref: branch }));
  return found && { text: Buffer.from(found.content, "base64").toString("utf8"), sha: found.sha };
}

/** Brings the proposal branch and its pull request to the wanted content, from whatever an earlier run left. */
export async function propose(
  place: Place,
  base: string,
  wanted: { readonly content: string; readonly title: string; readonly message: string },
): Promise<PullRequest> {
  const { title, message: body } = wanted;
  const open = await openProposal(place, base);
  if (open) await requireOwn(place, base, open);
  else await startBranch(place, base);
  await commit(place, wanted);
  const parameters = { title, body, head: place.proposalBranch, base };
  const make = () => orFound(call(place, pullRequest, "POST /pulls", parameters), () => openProposal(place, base));
  const found = open ?? (await make());
  if (found.title === title && found.body === body) return found;
  return call(place, pullRequest, "PATCH /pulls/{pull_number}", { pull_number: found.number, title, body });
}

/** @throws naming the branch and the pull request that are somebody else's. */
async function requireOwn(place: Place, base: string, open?: PullRequest): Promise<void> {
  const problem = await foreignWork(place, base, open);
  if (problem !== undefined) throw new Error(problem);
}

const ref = z.object({ object: z.object({ sha: z.string() }) });

/** A branch without open pull request that holds only the file is a leftover of ours: it starts again from the base. */
async function startBranch(place: Place, base: string): Promise<void> {
  const from = await call(place, ref, "GET /git/ref/{ref}", { ref: `heads/${base}` });
  const { sha } = from.object;
  const name = `heads/${place.proposalBranch}`;
  const find = () => unlessMissing(call(place, ref, "GET /git/ref/{ref}", { ref: name }));
  const existing = await find();
  if (existing === undefined) await orFound(call(place, ref, "POST /git/refs", { ref: `refs/${name}`, sha }), find);
  else if (existing.object.sha !== sha) {
    await requireOwn(place, base);
    await call(place, z.unknown(), "PATCH /git/refs/{ref}", { ref: name, sha, force: true });
  }
}

async function commit(place: Place, wanted: { readonly content: string; readonly message: string }): Promise<void> {
  const { path, proposalBranch: branch } = place;
  const there = await contentOn(place, branch);
  if (there?.text === wanted.content) return;
  const content = Buffer.from(wanted.content, "utf8").toString("base64");
  const parameters = { path, branch, content, message: wanted.message, ...(there ? { sha: there.sha } : {}) };
  await orFound(call(place, z.unknown(), "PUT /contents/{path}", parameters), async () => {
    const now = await contentOn(place, branch);
    return now?.text === wanted.content ? now : undefined;
  });
}

/** Closes the pull request and removes its branch. */
export async function closeProposal(place: Place, { number }: PullRequest): Promise<void> {
  await call(place, z.unknown(), "PATCH /pulls/{pull_number}", { pull_number: number, state: "closed" });
  await unlessMissing(call(place, z.unknown(), "DELETE /git/refs/{ref}", { ref: `heads/${place.proposalBranch}` }));
}
