/** What the commits that come in must be like. */
import { defineRule } from "../model.ts";

/** "Enforcing a linear commit history prevents collaborators from pushing merge commits to the targeted branches or tags." */
export const requiredLinearHistory = defineRule("required_linear_history", (_, change) =>
  change.commits.some((commit) => commit.parents > 1) ? ["This branch must not contain merge commits."] : [],
);

/**
 * "When you enable required commit signing on a branch, contributors and bots can only push commits that have been signed and
 * verified to the branch." And of merging: "you cannot squash and merge a pull request into the branch on GitHub unless you
 * are the author of the pull request."
 */
export const requiredSignatures = defineRule("required_signatures", (_, change) => {
  const { pull } = change;
  const foreignSquash = pull?.method === "squash" && pull.authorId !== change.actor.userId;
  const unsigned = change.commits.some((commit) => !commit.verified);
  return unsigned || foreignSquash ? ["Commits must have verified signatures."] : [];
});
