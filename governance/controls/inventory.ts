import type { Declaration } from "../declaration/schema.ts";

/** Every listed repository and its tier, in the order of the declaration. Unlisted repositories are in `declaration.defaultTier`. */
export function inventoryOf(declaration: Declaration): Record<string, string> {
  return Object.fromEntries(
    Object.entries(declaration.tiers).flatMap(([tier, { repositories }]) => repositories.map((name) => [name, tier])),
  );
}
