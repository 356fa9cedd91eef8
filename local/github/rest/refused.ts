/** What a refused change of a ref is answered with: the same words everywhere, another status for each way of changing it. */
import { HttpError } from "../core/errors.ts";
import { Refusal } from "../git/judge.ts";

/**
 * Runs a change; a refusal becomes an answer.
 * @param status 422 for refs, 409 for contents and merges of branches, 405 for pull requests
 * @param classic what goes before a message of classic branch protection, e.g. `Could not update file: `
 */
export function refusedWith<T>(status: 405 | 409 | 422, change: () => T, classic = ""): T {
  try {
    return change();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new HttpError(status, `${error.byRuleset.length === 0 ? classic : ""}${error.message}`);
  }
}
