/** "Merges must be performed via a merge queue." (REST, repository rule `merge_queue`). Direct pushes are refused as well. */
import { defineRule } from "../model.ts";

/** As the API names them. */
export interface MergeQueueParameters {
  /** "Maximum time for a required status check to report a conclusion." */
  readonly check_response_timeout_minutes: number;
  readonly grouping_strategy: "ALLGREEN" | "HEADGREEN";
  readonly max_entries_to_build: number;
  readonly max_entries_to_merge: number;
  readonly merge_method: "MERGE" | "SQUASH" | "REBASE";
  readonly min_entries_to_merge: number;
  readonly min_entries_to_merge_wait_minutes: number;
}

export const mergeQueue = defineRule<MergeQueueParameters>("merge_queue", (_, change) =>
  change.kind === "update" && change.pull?.queue === undefined ? ["Changes must be made through the merge queue"] : [],
);
