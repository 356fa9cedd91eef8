import type { UndecidedLevel } from "../judging/settings.ts";

export const packNames = ["recommended", "strict"] as const;
export type PackName = (typeof packNames)[number];

/** How a pack takes the rules: every rule is in every pack. */
export interface Pack {
  readonly name: PackName;
  /** What becomes of findings that are undecided, where the settings do not say. */
  readonly undecided: UndecidedLevel;
  /** Ids of the rules that only report, and why; all others refuse. */
  readonly reporting: Readonly<Record<string, string>>;
}

export const packs: Readonly<Record<PackName, Pack>> = {
  recommended: {
    name: "recommended",
    undecided: "advisory",
    reporting: {
      "github-gate-disallow-forgeable-check": "Below the plan enterprise the gate has no other form, unless by an app.",
      "pulumi-resource-disallow-escape-hatches": "Such resources have honest uses; what they do, a reviewer must read.",
    },
  },
  strict: { name: "strict", undecided: "mandatory", reporting: {} },
};

/** The level at which a pack takes a rule. */
export function levelIn({ reporting }: Pack, rule: string): "advisory" | "mandatory" {
  return Object.hasOwn(reporting, rule) ? "advisory" : "mandatory";
}
