/** Who may create, update or delete a ref. The bypass list is applied before these run. */
import { defineRule, refKind } from "../model.ts";

/** "If selected, only users with bypass permissions can create branches or tags whose name matches the pattern you specify." */
export const creation = defineRule("creation", (_, change) =>
  change.kind === "create" ? ["Cannot create ref due to creations being restricted."] : [],
);

/** "If selected, only users with bypass permissions can push to branches or tags whose name matches the pattern you specify." */
export const update = defineRule("update", (_, change) =>
  change.kind === "update" ? ["Cannot update this protected ref."] : [],
);

/** "If selected, only users with bypass permissions can delete branches or tags whose name matches the pattern you specify." */
export const deletion = defineRule("deletion", (_, change) =>
  change.kind === "delete" ? [`Cannot delete this ${refKind(change.ref)}`] : [],
);

/** "You can prevent users from force pushing to the targeted branches or tags." */
export const nonFastForward = defineRule("non_fast_forward", (_, change) =>
  change.kind === "update" && !change.fastForward ? [`Cannot force-push to this ${refKind(change.ref)}`] : [],
);
