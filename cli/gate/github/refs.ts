import { z } from "zod";
import type { RepositoryName } from "./address.ts";
import type { GitHub } from "./connection.ts";

const refSchema = z.object({ object: z.object({ sha: z.string() }) });

/** The commit at a ref's tip. @param ref without `refs/` @throws GitHubFailure */
export async function refTip(github: GitHub, { owner, repo }: RepositoryName, ref: string): Promise<string> {
  const { object } = await github.get(refSchema, "GET /repos/{owner}/{repo}/git/ref/{ref}", { owner, repo, ref });
  return object.sha;
}
