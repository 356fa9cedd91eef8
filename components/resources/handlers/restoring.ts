import { GitHubError } from "../github/explanation.ts";
import { RepositoryTransferred } from "./repositories.ts";

/**
 * Why nothing can be given back to a repository, which must not keep its resource from being deleted: the end of "because
 * the repository ...". Undefined for every other failure.
 */
export function whyNotRestorable(error: unknown): string | undefined {
  if (error instanceof RepositoryTransferred) return `was transferred to ${error.to}`;
  if (!(error instanceof GitHubError)) return undefined;
  if (error.status === 404) return "is gone, or the token cannot see it";
  // The sentence of GitHub's answer: its first part alone might be a repository's name.
  return error.status === 403 && error.message.includes("archived so is read-only") ? "is archived" : undefined;
}
