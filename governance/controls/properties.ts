import type { Declaration } from "../declaration/schema.ts";
import { effectiveState, isStopped, type Overlay } from "../tools/states.ts";
import { inventoryOf } from "./inventory.ts";

/** Custom property: the tier of a repository (single select). */
export const tierProperty = "ai-tier";
/** Custom property: the tools that may work in a repository (multi-select). */
export const toolsProperty = "ai-tools";

export interface PropertyValues {
  readonly "ai-tier": string;
  readonly "ai-tools": readonly string[];
}

/** The custom-property values of every listed repository. A stopped tool is in no repository's `ai-tools`. */
export function propertyValuesOf(declaration: Declaration, overlay: Overlay = {}): Record<string, PropertyValues> {
  const states = effectiveState(declaration, overlay);
  const working = Object.entries(declaration.tools).filter(([name, tool]) => !isStopped(states[name] ?? tool.state));
  return Object.fromEntries(
    Object.entries(inventoryOf(declaration)).map(([repository, tier]) => {
      const tools = working.filter(([, tool]) => tool.repositories.includes(repository)).map(([name]) => name);
      return [repository, { [tierProperty]: tier, [toolsProperty]: tools.sort() }];
    }),
  );
}
