import { z } from "zod";
import { controls } from "../governance/controls/control.ts";
import type { ControlId, ControlValues } from "../governance/controls/control.ts";
import type { Identity } from "../governance/tools/agents.ts";
import type { Fence } from "../governance/tools/fences.ts";

/** What rules are told of the declaration, as it travels in the `--policy-pack-config` file. */

const controlIds = controls.map(({ id }) => id) as [ControlId, ...ControlId[]];

const controlValues = z.partialRecord(
  z.enum(controlIds),
  z.union([z.boolean(), z.int().nonnegative(), z.array(z.string())]),
) satisfies z.ZodType<ControlValues>;

/** Every declared repository and its tier. */
export const inventory = z.record(z.string(), z.string());

/** Tier to controls. */
export const controlsPerTier = z.record(z.string(), controlValues);

/** Names of tiers. */
export const tierNames = z.array(z.string());

/** The accounts of AI tools, or of automation. */
export const identities = z.array(
  z.strictObject({
    name: z.string(),
    logins: z.array(z.string()),
    appId: z.int().positive().optional(),
  }),
) satisfies z.ZodType<Identity[]>;

/** Numeric id of a team. */
export const teamId = z.int().positive();

/** Numeric id of a repository. */
export const repositoryId = z.int().positive();

/** A team that must approve, and its id where it was looked up. */
export const team = z.strictObject({ slug: z.string(), id: teamId.optional() });

/** Tier to the team whose approvals count there. */
export const reviewers = z.record(z.string(), team);

/** The rulesets that must exist for the declared tools, in their present states. */
export const fences = z.array(
  z.strictObject({
    tool: z.string(),
    name: z.string(),
    kind: z.enum(["fence", "stop"]),
    enforcement: z.enum(["active", "disabled"]),
    patterns: z.array(z.string()),
    exceptProperty: z.strictObject({ name: z.string(), value: z.string() }).optional(),
  }),
) satisfies z.ZodType<Fence[]>;

/** Those values that are known: settings travel as JSON, which has no undefined. */
export function given<Values extends object>(values: Values): Partial<Values> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<Values>;
}
