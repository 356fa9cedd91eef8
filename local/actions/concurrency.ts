/** `concurrency`: docs.github.com, "Control the concurrency of workflows and jobs". */
import { plainOf, type Scope } from "./expression.ts";
import type { Value } from "./value.ts";

export interface Concurrency {
  readonly group: string;
  /** Cancels what runs, not only what waits. */
  readonly cancelInProgress: boolean;
}

export function concurrencyOf(value: Value | undefined, scope: Scope): Concurrency | undefined {
  if (value === undefined || value === null) return undefined;
  const plain = plainOf(value, scope);
  if (typeof plain !== "object" || plain === null) return { group: String(plain), cancelInProgress: false };
  const { group, "cancel-in-progress": cancel } = plain as { group?: unknown; "cancel-in-progress"?: unknown };
  return { group: String(group), cancelInProgress: cancel === true || cancel === "true" };
}

/**
 * Which runs of a group a new one cancels: "Any existing `pending` job or workflow in the same concurrency group, if it exists,
 * will be canceled and the new queued job or workflow will take its place." The first holds the group.
 * @param unfinished earlier runs of the group, in order
 */
export function displaced<T>(unfinished: readonly T[], { cancelInProgress }: Concurrency): T[] {
  return cancelInProgress ? [...unfinished] : unfinished.slice(1);
}
