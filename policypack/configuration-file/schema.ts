import { z } from "zod";
import { wholeSettings } from "../judging/settings.ts";
import type { Rule } from "../judging/rule.ts";
import { rules } from "../rules/index.ts";

/** The levels that a rule can be given. Not `remediate`: no rule changes what it judges. */
export const levels = ["disabled", "advisory", "mandatory"] as const;
export type Level = (typeof levels)[number];

export const levelSchema = z
  .enum(levels)
  .describe("mandatory refuses, advisory reports, disabled does not judge. Default: as the pack has it.");

const enforcementLevel = levelSchema.optional();

/** A level for every rule that is not given one of its own. */
export const allSchema = z.strictObject({ enforcementLevel: levelSchema });

/**
 * What the file can say of one rule, besides a level alone.
 *
 * @param isBuilt the rule's facts are built into the pack
 */
export function entrySchema(rule: Rule, isBuilt: boolean): z.ZodObject {
  const whole = wholeSettings(rule.settings);
  return (isBuilt ? whole.pick({ undecided: true }) : whole).extend({ enforcementLevel }).strict();
}

/** JSON schema (draft-07, which editors read) of the whole `--policy-pack-config` file of a pack that is not built for one organisation. */
export function configurationJsonSchema(): object {
  const entries = rules.map((rule) => {
    const needs = needsSettings(rule);
    const level = needs ? z.literal("disabled") : levelSchema;
    const entry = z.union([level, entrySchema(rule, false)]).describe(rule.description);
    return [rule.name, needs ? entry : entry.optional()] as const;
  });
  const all = z
    .union([levelSchema, allSchema])
    .optional()
    .describe("Level of every rule that is not given one of its own.");
  const file = z.strictObject({ ...Object.fromEntries(entries), all });
  return {
    title: "Configuration of the AI-governance policy pack",
    ...z.toJSONSchema(file, { target: "draft-07", io: "input" }),
  };
}

/** Whether a rule cannot judge without being told anything. */
export function needsSettings(rule: Rule): boolean {
  return !wholeSettings(rule.settings).safeParse({}).success;
}
