import type { Declaration } from "../declaration/schema.ts";

/** Tool states, from the most to the least trust. */
export const toolStates = ["enabled", "constrained", "quarantined", "disabled"] as const;
export type ToolState = (typeof toolStates)[number];

/** Tool states made stricter in an emergency, outside git: tool name to state. Tools that the declaration does not know have no effect. */
export type Overlay = Readonly<Record<string, ToolState>>;

/** The one of two states that trusts less. */
export function stricter(one: ToolState, other: ToolState): ToolState {
  return toolStates.indexOf(one) >= toolStates.indexOf(other) ? one : other;
}

/** Quarantined and disabled tools push nothing anywhere. */
export function isStopped(state: ToolState): boolean {
  return state === "quarantined" || state === "disabled";
}

/** Every declared tool's state: the stricter of declaration and overlay, in the order of the declaration. */
export function effectiveState(declaration: Declaration, overlay: Overlay = {}): Record<string, ToolState> {
  return Object.fromEntries(
    Object.entries(declaration.tools).map(([name, { state }]) => [
      name,
      Object.hasOwn(overlay, name) ? stricter(state, overlay[name] ?? state) : state,
    ]),
  );
}
