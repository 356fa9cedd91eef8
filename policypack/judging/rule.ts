import type { Policy } from "@pulumi/policy";
import type { z } from "zod";

/** What every rule says about itself, in the SDK's own fields, and what it must be told. */
export interface RuleDescription<Settings extends z.ZodObject> extends Pick<
  Required<Policy>,
  "name" | "displayName" | "description" | "severity" | "remediationSteps"
> {
  readonly framework?: NonNullable<Policy["framework"]>;
  readonly url?: string;
  /** What comes from `--policy-pack-config`; unknown keys are refused. */
  readonly settings: Settings;
}
