/**
 * "Optionally, you can require review or approval from specific teams when a pull request changes certain files or
 * directories." "The format of this file list is the same as a standard `.gitignore` file".
 */
import ignore from "ignore";
import type { PullFacts } from "../model.ts";
import { approvals } from "./reviews.ts";

export interface RequiredReviewer {
  readonly file_patterns: readonly string[];
  readonly minimum_approvals: number;
  readonly reviewer: { readonly id: number; readonly type: string };
}

/** "For an approval from a team member to count, the team must have write permissions (or higher) for the repository." */
export function missingTeamReviews(pull: PullFacts, required: readonly RequiredReviewer[]): string[] {
  const open = required.filter(
    (one) => touches(one.file_patterns, pull.files) && approvalsOf(pull, one.reviewer.id) < one.minimum_approvals,
  );
  return open.map((one) => {
    const reviews = one.minimum_approvals === 1 ? "review" : "reviews";
    return `Waiting on ${one.minimum_approvals} approving ${reviews} from the team with id ${one.reviewer.id}.`;
  });
}

function touches(patterns: readonly string[], files: readonly string[]): boolean {
  const matcher = ignore({ ignorecase: false }).add([...patterns]);
  return files.some((file) => matcher.ignores(file));
}

function approvalsOf(pull: PullFacts, teamId: number): number {
  if (!pull.writeTeamIds.includes(teamId)) return 0;
  return approvals(pull).filter((review) => review.teamIds.includes(teamId)).length;
}
