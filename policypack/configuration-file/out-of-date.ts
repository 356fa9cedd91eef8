import { isDeepStrictEqual } from "node:util";

/** A rule that is told something else than the declaration says. */
export interface OutOfDate {
  readonly rule: string;
  /** Which of its settings; their values may be long. */
  readonly settings: readonly string[];
}

type Told = Readonly<Record<string, unknown>>;

/** Settings that no declaration holds. */
const notDeclared = ["enforcementLevel", "undecided"];

/**
 * @param found rule id to what the rule is told; a level alone tells nothing
 * @param wanted the same, made of the declaration as it is now
 * @param ignored settings that nobody can compare; see `toldOf`
 */
export function outOfDate(found: Told, wanted: Told, ignored: readonly string[] = []): OutOfDate[] {
  const isIgnored = (key: string): boolean => notDeclared.includes(key) || ignored.includes(key);
  const rules = [...new Set([...Object.keys(found), ...Object.keys(wanted)])].sort();
  return rules.flatMap((rule) => {
    const [is, must] = [settingsIn(found, rule), settingsIn(wanted, rule)];
    const keys = [...new Set([...Object.keys(is), ...Object.keys(must)])].sort();
    const settings = keys.filter((key) => !isIgnored(key) && !isDeepStrictEqual(is[key], must[key]));
    return settings.length > 0 ? [{ rule, settings }] : [];
  });
}

/** Those of some settings that any rule is told. */
export function toldOf(found: Told, settings: readonly string[]): string[] {
  return settings.filter((setting) =>
    Object.keys(found).some((rule) => Object.hasOwn(settingsIn(found, rule), setting)),
  );
}

function settingsIn(told: Told, rule: string): Told {
  const entry = Object.hasOwn(told, rule) ? told[rule] : {};
  const { waivers, ...settings } = typeof entry === "object" ? (entry as Told) : {};
  // No waivers and an empty list of them are the same.
  return Array.isArray(waivers) && waivers.length > 0 ? { ...settings, waivers } : settings;
}
