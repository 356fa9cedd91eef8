import type { z } from "zod";
import { suggestion } from "../../governance/suggestion.ts";
import type { Role, Rule } from "../judging/rule.ts";
import { settingsProblems, wholeSettings } from "../judging/settings.ts";
import { rules } from "../rules/index.ts";
import { allSchema, entrySchema, levels, needsSettings, type Level } from "./schema.ts";

/** A `--policy-pack-config` file in which nothing is wrong: rule id, or `all`, to its level or settings. */
export type Configuration = Readonly<Record<string, Level | Readonly<Record<string, unknown>>>>;

/** What the file is for. */
export interface Purpose {
  /** Which stacks; absent: whichever the file says. */
  readonly role?: Role | undefined;
  /** The rules' facts are built into the pack. */
  readonly isBuilt: boolean;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Everything wrong in the text of a `--policy-pack-config` file, one line a problem, or its content. */
export function readConfiguration(text: string, purpose: Purpose): Configuration | readonly string[] {
  if (text.trim() === "") return ["it is empty, so that the engine takes the pack as it is without a word."];
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return ["it is no JSON."];
  }
  if (!isObject(file)) return ["it must be one object, from rule ids to a level or settings."];
  if (Object.keys(file).length === 0) return ["it has no entry, so it says nothing."];
  const problems = problemsOf(file, purpose);
  return problems.length > 0 ? problems : (file as Configuration);
}

function problemsOf(file: Readonly<Record<string, unknown>>, purpose: Purpose): string[] {
  const known = new Map(rules.map((rule) => [rule.name, rule]));
  const ofEntries = Object.entries(file).flatMap(([name, entry]) => {
    const rule = known.get(name);
    if (rule) return entryProblems(rule, entry, purpose).map((problem) => `${name}: ${problem}`);
    if (name === "all") return allProblems(entry).map((problem) => `all: ${problem}`);
    return [`${name}: ${reserved.get(name) ?? `no rule has this id.${suggestion(name, [...known.keys(), "all"])}`}`];
  });
  if (purpose.isBuilt || levelOf(file["all"]) === "disabled") return ofEntries;
  const absent = rules.filter((rule) => !Object.hasOwn(file, rule.name) && needsSettings(rule));
  return [...ofEntries, ...absent.map(({ name }) => `${name}: missing; the rule cannot judge without its settings.`)];
}

/** Keys to which the engine gives a meaning of its own. */
const reserved: ReadonlyMap<string, string> = new Map([
  ["environments", "the rules read none, and what it sets can change how the pack runs; leave it out."],
  ["exceptions", "declare a waiver in governance.yaml instead: it has an owner and an end."],
]);

function entryProblems(rule: Rule, entry: unknown, { role, isBuilt }: Purpose): string[] {
  if (typeof entry === "string") {
    const bare = entry !== "disabled" && !isBuilt && needsSettings(rule);
    return levelProblems(entry) ?? (bare ? ["it has a level and no settings, without which it cannot judge."] : []);
  }
  if (!isObject(entry)) return [`found ${kindOf(entry)}; it must be a level or an object of settings.`];
  const { enforcementLevel } = entry;
  if (typeof enforcementLevel === "string") {
    const problems = levelProblems(enforcementLevel);
    if (problems) return [...problems, ...schemaProblems(rule, { ...entry, enforcementLevel: "mandatory" }, isBuilt)];
  }
  const problems = schemaProblems(rule, entry, isBuilt);
  const found = entry["role"];
  if (role === undefined || found === undefined || found === role || problems.length > 0) return problems;
  return [`at role: found ${JSON.stringify(found)}; it must be ${role}, as --role says.`];
}

function schemaProblems(rule: Rule, entry: Readonly<Record<string, unknown>>, isBuilt: boolean): string[] {
  const schema: z.ZodObject = entrySchema(rule, isBuilt);
  const { error } = schema.safeParse(entry);
  const builtIn = isBuilt ? Object.keys(wholeSettings(rule.settings).shape) : [];
  return error ? settingsProblems(error, schema, entry, builtIn) : [];
}

function allProblems(entry: unknown): string[] {
  if (typeof entry === "string") return levelProblems(entry) ?? [];
  if (!isObject(entry)) return [`found ${kindOf(entry)}; it must be a level.`];
  const { error } = allSchema.safeParse(entry);
  return error ? settingsProblems(error, allSchema, entry) : [];
}

function levelProblems(level: string): string[] | undefined {
  if ((levels as readonly string[]).includes(level)) return undefined;
  return [`there is no level ${JSON.stringify(level)}; it must be ${levels.join(", ")}.${suggestion(level, levels)}`];
}

const kindOf = (value: unknown): string => (Array.isArray(value) ? "a list" : JSON.stringify(value));

/** The level that an entry gives, if it gives one that exists. */
export function levelOf(entry: unknown): Level | undefined {
  const level = isObject(entry) ? entry["enforcementLevel"] : entry;
  return levels.find((each) => each === level);
}
