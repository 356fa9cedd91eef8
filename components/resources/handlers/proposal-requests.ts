import { z } from "zod";
import type { GitHub, Parameters } from "../github/client.ts";
import { needsOf } from "../github/access.ts";
import { GitHubError } from "../github/explanation.ts";
import { accesses } from "./accesses.ts";

/** One file of one repository and the branch that carries proposals for it. */
export interface Place {
  readonly github: GitHub;
  readonly repository: string;
  readonly path: string;
  readonly proposalBranch: string;
  readonly signal: AbortSignal;
}

export const pullRequest = z.object({
  number: z.number(),
  html_url: z.string(),
  title: z.string(),
  body: z.string().nullable(),
  user: z.object({ login: z.string() }).nullish(),
});
export type PullRequest = z.infer<typeof pullRequest>;

const needs = needsOf(accesses.reviewedFile);

/** A request to the place's repository. */
export function call<T>(place: Place, schema: z.ZodType<T>, route: string, parameters: Parameters = {}): Promise<T> {
  const { github, repository, signal } = place;
  const [method, path] = route.split(" ");
  const all = { owner: github.owner(), repo: repository, ...parameters };
  return github.call(schema, `${method} /repos/{owner}/{repo}${path}`, all, { needs, signal });
}

export async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof GitHubError && error.status === 404) return undefined;
    throw error;
  }
}

export async function openProposal(place: Place, base: string): Promise<PullRequest | undefined> {
  const head = `${place.github.owner()}:${place.proposalBranch}`;
  const [found] = await call(place, z.array(pullRequest), "GET /pulls", { state: "open", head, base });
  return found;
}
