/** What is known of controls: a lower bound, and whether something unknown could raise it. */
import { controls, type ControlId, type ControlValue, type ControlValues } from "./control.ts";

export interface ControlState {
  readonly value: ControlValue;
  /** Something that a preview cannot know may put more in force. */
  readonly undecided: boolean;
}

export type ControlStates = Readonly<Partial<Record<ControlId, ControlState>>>;

/** Values that are certain. */
export function decided(values: ControlValues): ControlStates {
  return mapValues(values, (value) => ({ value, undecided: false }));
}

/** The same controls, each in force or not: nobody knows yet. */
export function undecided(states: ControlStates): ControlStates {
  return mapValues(states, ({ value }) => ({ value: nothingOf(value), undecided: true }));
}

/** Rules add up: of all that apply, the strictest holds. */
export function joined(all: readonly ControlStates[]): ControlStates {
  return Object.fromEntries(
    controls.flatMap(({ id }) => {
      const found = all.flatMap((states) => states[id] ?? []);
      return found.length === 0 ? [] : [[id, strictest(found)]];
    }),
  );
}

export type Verdict = "met" | "unmet" | "undecided";

/** Whether a control's state meets the value that is demanded. */
export function verdictOf(state: ControlState | undefined, demanded: ControlValue): Verdict {
  if (meets(state?.value, demanded)) return "met";
  return state?.undecided ? "undecided" : "unmet";
}

function meets(value: ControlValue | undefined, demanded: ControlValue): boolean {
  if (typeof demanded === "boolean") return !demanded || value === true;
  if (typeof demanded === "number") return (typeof value === "number" ? value : 0) >= demanded;
  const present: readonly string[] = isList(value) ? value : [];
  return demanded.every((name) => present.includes(name));
}

// Reads each state once: a repository may have a thousand rulesets.
function strictest(found: readonly ControlState[]): ControlState {
  const values = found.map(({ value }) => value);
  const lists = values.filter(isList);
  return {
    value:
      lists.length > 0
        ? [...new Set(lists.flat())]
        : values.reduce((most, value) => (Number(value) > Number(most) ? value : most)),
    undecided: found.some(({ undecided }) => undecided),
  };
}

function nothingOf(value: ControlValue): ControlValue {
  if (isList(value)) return [];
  return typeof value === "number" ? 0 : false;
}

function isList(value: ControlValue | undefined): value is readonly string[] {
  return Array.isArray(value);
}

function mapValues<A, B>(
  from: Readonly<Partial<Record<ControlId, A>>>,
  make: (value: A) => B,
): Partial<Record<ControlId, B>> {
  return Object.fromEntries(Object.entries(from).map(([id, value]) => [id, make(value)]));
}
