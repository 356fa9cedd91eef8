/** What a change does to one safeguard. */
import type { ControlState } from "../controls/state.ts";
import type { ControlValue } from "../controls/control.ts";

/** `undecided`: it may be weaker, and this preview cannot tell. */
export type Outcome = "weakened" | "strengthened" | "undecided";

/** Both, where one thing is lost and another gained. */
export function compareControl(before: ControlState | undefined, after: ControlState | undefined): Outcome[] {
  const kind = before?.value ?? after?.value ?? false;
  const [old, fresh] = [before ?? absent(kind), after ?? absent(kind)];
  const lost = !covers(fresh.value, old.value);
  if (lost) return fresh.undecided ? ["undecided"] : ["weakened", ...gained(old, fresh)];
  // What nobody knew before may have been more than what will be.
  return old.undecided && !isMost(fresh.value) ? ["undecided"] : gained(old, fresh);
}

function gained(old: ControlState, fresh: ControlState): Outcome[] {
  return !old.undecided && !covers(old.value, fresh.value) ? ["strengthened"] : [];
}

function absent(kind: ControlValue): ControlState {
  return { value: absentValue(kind), undecided: false };
}

/** What a control of the same kind is where it is not in force. */
export function absentValue(kind: ControlValue): ControlValue {
  return typeof kind === "object" ? [] : typeof kind === "number" ? 0 : false;
}

function isMost(value: ControlValue): boolean {
  return value === true;
}

/** Whether one value is at least the other. */
function covers(value: ControlValue, other: ControlValue): boolean {
  if (typeof value === "object" || typeof other === "object") {
    const names: readonly string[] = typeof value === "object" ? value : [];
    return typeof other !== "object" || other.every((name) => names.includes(name));
  }
  return Number(value) >= Number(other);
}

/** A safeguard that the table of controls does not have, as the things it consists of. */
export interface Strength {
  /** `list`: each thing protects by itself; `value`: another one may be weaker or stronger. */
  readonly kind: "list" | "value";
  readonly things: ReadonlySet<string>;
  /** More may be in it. */
  readonly open: boolean;
}

/** By what people call it. */
export type Strengths = ReadonlyMap<string, Strength>;

export function compareStrength(before: Strength | undefined, after: Strength | undefined): Outcome[] {
  const [old, fresh] = [before ?? nothing, after ?? nothing];
  const lost = !old.things.isSubsetOf(fresh.things);
  const more = !fresh.things.isSubsetOf(old.things);
  if (lost && more && (before ?? after)?.kind === "value") return ["undecided"];
  if (lost) return fresh.open ? ["undecided"] : ["weakened", ...(more && !old.open ? (["strengthened"] as const) : [])];
  if (old.open) return ["undecided"];
  return more ? ["strengthened"] : [];
}

const nothing: Strength = { kind: "list", things: new Set(), open: false };

/** Rules add up. */
export function joinedStrengths(all: readonly Strengths[]): Strengths {
  const joined = new Map<string, Strength>();
  for (const [name, strength] of all.flatMap((each) => [...each])) {
    const { kind, things, open } = joined.get(name) ?? { ...nothing, kind: strength.kind };
    joined.set(name, { kind, things: things.union(strength.things), open: open || strength.open });
  }
  return joined;
}
