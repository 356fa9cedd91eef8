import type { Declaration } from "../declaration/schema.ts";
import { effectiveState, isStopped, type Overlay } from "../tools/states.ts";
import { inventoryOf } from "./inventory.ts";

/** Custom property: the tier of a repository (single select). */
export const tierProperty = "ai-tier";
/** Custom property: the tools that may work in a repository (multi-select). For people and reports; no rule reads it. */
export const toolsProperty = "ai-tools";
/** Custom property: whether the tool may work in a repository (true_false). The tool's fence reads it; unset is fenced. */
export const toolProperty = (tool: string): string => `ai-tool-${tool}`;
/** Custom property: whether the rules of a tier on trial are enforced in the repository already (true_false). */
export const canaryProperty = "ai-canary";

/** Whether only the organisation stack may define the property and write its values. */
export function isGovernedProperty(name: unknown): boolean {
  return typeof name === "string" && (governed.has(name) || name.startsWith(toolProperty("")));
}
const governed: ReadonlySet<string> = new Set([tierProperty, toolsProperty, canaryProperty]);

/** A property as the organisation's stack defines it. */
export interface GovernedProperty {
  readonly name: string;
  readonly valueType: "single_select" | "multi_select" | "true_false";
  /** Of a select: all its values. */
  readonly allowedValues?: readonly string[];
  /** Value of a repository that nobody gave one. Absent: it may have none. */
  readonly defaultValue?: string;
}

/** Every property that rules, fences or reports read. */
export function governedPropertiesOf(declaration: Declaration): GovernedProperty[] {
  const { tiers, tools, defaultTier } = declaration;
  const hasCanaries = Object.values(placementsOf(declaration)).some(({ canary }) => canary);
  const yesOrNo = [...(hasCanaries ? [canaryProperty] : []), ...Object.keys(tools).map(toolProperty)];
  return [
    { name: tierProperty, valueType: "single_select", allowedValues: Object.keys(tiers), defaultValue: defaultTier },
    { name: toolsProperty, valueType: "multi_select", allowedValues: Object.keys(tools) },
    ...yesOrNo.map((name) => ({ name, valueType: "true_false" as const })),
  ];
}

/** Where a repository stands: its tier, and the tools that may work in it. */
export interface Placement {
  readonly tier: string;
  readonly tools: readonly string[];
  /** Whether the rules of its tier are enforced although the tier is on trial. */
  readonly canary: boolean;
}

/** Where every listed repository stands. A stopped tool works in none. */
export function placementsOf(declaration: Declaration, overlay: Overlay = {}): Record<string, Placement> {
  const states = effectiveState(declaration, overlay);
  const working = Object.entries(declaration.tools)
    .filter(([name, tool]) => !isStopped(states[name] ?? tool.state))
    .map(([name, tool]) => [name, new Set(tool.repositories)] as const);
  return Object.fromEntries(
    Object.entries(inventoryOf(declaration)).map(([repository, tier]) => {
      const tools = working.filter(([, repositories]) => repositories.has(repository)).map(([name]) => name);
      const canary = declaration.tiers[tier]?.evaluate?.canaries.includes(repository) ?? false;
      return [repository, { tier, tools: tools.sort(), canary }];
    }),
  );
}
