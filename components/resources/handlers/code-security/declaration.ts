import { z } from "zod";
import { settings } from "./features.ts";
import { previous } from "./previous.ts";
import { attachTo } from "./reach.ts";

export const inputs = z.strictObject({
  organization: z.string().min(1).describe("Login of the organisation."),
  ...settings,
  attachTo: attachTo.describe("The repositories that get the configuration."),
  repositories: z
    .array(z.string())
    .default([])
    .describe("Names of the selected repositories, without owner. Default: none."),
  defaultForNewRepos: z
    .enum(["all", "public", "private_and_internal", "none"])
    .optional()
    .describe("The new repositories that get it. Default: those like attachTo."),
});
export type Inputs = z.infer<typeof inputs>;

export const outputs = z.strictObject({
  configurationId: z.number().describe("GitHub's number of the configuration."),
  notInForce: z.array(z.string()).describe("Repositories that have the configuration without its effect."),
  notKnown: z
    .array(z.string())
    .optional()
    .describe("Repositories that have it, of which GitHub does not show whether it is in force."),
  previous: previous.optional().describe("What was in force before; a deletion restores it."),
});
export type Outputs = z.infer<typeof outputs>;
