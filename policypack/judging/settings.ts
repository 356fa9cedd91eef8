import type { PolicyConfigSchema } from "@pulumi/policy";
import { z } from "zod";
import { suggestion } from "../../governance/suggestion.ts";
import { waiverSchema, type Waiver } from "../../governance/waivers/waiver.ts";
import { roles } from "./rule.ts";

/** Setting of a rule whose verdict depends on the kind of stack. */
export const role = z.enum(roles);

/**
 * What becomes of a finding that is undecided: `advisory` reports it, `mandatory` gives it the level of the rule. A preview of new
 * resources often has some, so the default reports.
 */
const undecidedLevel = z.enum(["advisory", "mandatory"]);
export type UndecidedLevel = z.infer<typeof undecidedLevel>;

/** What every rule is told besides its own settings. */
export interface OfEveryRule {
  readonly undecided: UndecidedLevel;
  readonly waivers: readonly Waiver[];
}

const waivers = z.array(waiverSchema).default([]);

/** A rule's own settings and those that every rule has. */
export function wholeSettings(own: z.ZodObject, undecided: UndecidedLevel = "advisory"): z.ZodObject {
  return own.extend({ undecided: undecidedLevel.default(undecided), waivers });
}

/** A rule's settings, its own and those that every rule has. */
export interface RuleSettings {
  readonly configSchema: PolicyConfigSchema;
  /** @throws SettingsError as `settingsOf` does. */
  readonly read: (given: object) => OfEveryRule;
}

/** What a pack says of its rules' settings. */
interface Given {
  readonly undecided?: UndecidedLevel | undefined;
  readonly facts?: object | undefined;
}

/** Settings from `--policy-pack-config`, or, with `facts`, those built into the pack, of which only `undecided` can be changed. */
export function ruleSettings(own: z.ZodObject, { undecided = "advisory", facts }: Given = {}): RuleSettings {
  const whole = wholeSettings(own, undecided);
  const open = facts === undefined ? whole : whole.pick({ undecided: true }).strict();
  // The same settings come with each resource: reading them once is enough.
  let last: { readonly text: string; readonly settings: OfEveryRule } | undefined;
  return {
    configSchema: configSchemaOf(open),
    read: (given) => {
      const text = JSON.stringify(given);
      if (last?.text === text) return last.settings;
      const told = facts === undefined ? given : { ...facts, ...settingsOf(open, given, Object.keys(whole.shape)) };
      const settings = settingsOf(whole, told) as unknown as OfEveryRule;
      last = { text, settings };
      return settings;
    },
  };
}

/** Bad content of the `--policy-pack-config` file. Its stack is its message: people read it in a preview. */
export class SettingsError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "SettingsError";
    this.stack = message;
  }
}

/**
 * The schema as the engine takes it. The engine accepts any further key, its complaint about a missing one names no way out, and
 * its regular expressions have no lookahead, as those of dates do; so all three are left to `settingsOf`.
 */
export function configSchemaOf({ shape }: z.ZodObject): PolicyConfigSchema {
  const properties = Object.entries(shape).map(([name, schema]) => [name, propertySchema(schema as z.ZodType)]);
  return { properties: Object.fromEntries(properties) } as PolicyConfigSchema;
}

// Rules share most of their settings, and a pack must be ready soon.
const propertySchemas = new WeakMap<z.ZodType, object>();

function propertySchema(schema: z.ZodType): object {
  const known = propertySchemas.get(schema);
  if (known) return known;
  const { $schema, ...made } = z.toJSONSchema(schema, {
    target: "draft-07",
    io: "input",
    override: ({ jsonSchema }) => delete jsonSchema.pattern,
  });
  propertySchemas.set(schema, made);
  return made;
}

/**
 * What a rule was told by `--policy-pack-config`.
 *
 * @param builtIn keys that are built into the pack, for messages. Default: nothing is.
 * @throws SettingsError listing every problem: place, what was found, what is allowed.
 */
export function settingsOf<Schema extends z.ZodObject>(
  schema: Schema,
  given: object,
  builtIn: readonly string[] = [],
): z.output<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = settingsProblems(parsed.error, schema, given, builtIn).map((problem) => `  ${problem}`);
  throw new SettingsError([preface, ...problems, builtIn.length > 0 ? wayOutOfBuilt : wayOut].join("\n"));
}

const preface = "The rule cannot judge: its settings in the --policy-pack-config file are missing or wrong.";
const wayOut = "Make the file from the declaration: ai-governance pack configure --role repository";
const wayOutOfBuilt = "The file can set enforcementLevel and undecided; to change the rest, build the pack anew.";

/** What is wrong with a rule's settings, one line a problem: place, what was found, what is allowed. */
export function settingsProblems(
  error: z.ZodError,
  schema: z.ZodObject,
  given: object,
  builtIn: readonly string[] = [],
): string[] {
  return error.issues.flatMap((issue) => {
    const place = issue.path.join(".");
    const prefix = place === "" ? "" : `at ${place}: `;
    if (issue.code === "unrecognized_keys") {
      const known = place === "" ? Object.keys(schema.shape) : [];
      return issue.keys.map((key) =>
        builtIn.includes(key)
          ? `${JSON.stringify(key)} is built into this pack.`
          : `${prefix}unknown key ${JSON.stringify(key)}.${suggestion(key, known)}`,
      );
    }
    const found = at(given, issue.path);
    return found === undefined ? `${prefix}missing.` : `${prefix}found ${JSON.stringify(found)}. ${issue.message}`;
  });
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);
}
