import { z } from "zod";
import { roles, type Role } from "../judging/rule.ts";
import { packNames } from "../packs/pack.ts";

/** `facts.json` of a pack that is built for one organisation. */
export const builtFacts = z.strictObject({
  pack: z.enum(packNames),
  /** Which stacks it judges. */
  role: z.enum(roles),
  /** Login of the organisation. */
  organization: z.string(),
  /** The day that it was built for: trials that were over then are over. */
  date: z.iso.date(),
  /** Last day that it may be trusted to agree with the declaration. */
  validUntil: z.iso.date(),
  /** Rule id to what the rule is told. */
  settings: z.record(z.string(), z.record(z.string(), z.unknown())),
});
export type BuiltFacts = z.output<typeof builtFacts>;

/** Name under which a built pack runs: packs of both roles may be published to the same organisation of Pulumi Cloud. */
export const builtName = (role: Role): string => `ai-governance-${role}`;
