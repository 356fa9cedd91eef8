import type { Declaration } from "./schema.ts";

/** Something that the declaration wants and GitHub cannot do, or not yet does: reported, never silently weaker. */
export interface Remark {
  /** Where in the declaration, e.g. `tools.aider`. */
  readonly at: string;
  readonly message: string;
}

/** @param today The date, YYYY-MM-DD. */
export function remarksOf(declaration: Declaration, today: string): Remark[] {
  return [...gateRemarks(declaration), ...trialRemarks(declaration, today), ...fenceRemarks(declaration)];
}

function gateRemarks({ gate, organization }: Declaration): Remark[] {
  if (organization.plan === "enterprise") return [];
  const rulesets = {
    at: "organization.plan",
    message: `plan "${organization.plan}" may refuse organisation rulesets; each repository stack must protect its own repository`,
  };
  if (gate.appId !== undefined) return [rulesets];
  const message =
    `the gate is detective only: on plan "${organization.plan}" any workflow can post its check. ` +
    "Let a GitHub App of your own post it and name it in gate.appId, or use plan enterprise";
  return [rulesets, { at: "gate", message }];
}

function trialRemarks({ tiers }: Declaration, today: string): Remark[] {
  return Object.entries(tiers).flatMap(([name, { evaluate }]) => {
    if (!evaluate) return [];
    const end = evaluate.until < today ? `ended on ${evaluate.until}; remove it` : `ends on ${evaluate.until}`;
    return [
      {
        at: `tiers.${name}.evaluate`,
        message: `rules are recorded, not enforced. The trial of ${evaluate.owner} ${end}`,
      },
    ];
  });
}

function fenceRemarks({ tools }: Declaration): Remark[] {
  return Object.entries(tools)
    .filter(([, tool]) => tool.identities.branches.length === 0)
    .map(([name]) => ({
      at: `tools.${name}`,
      message:
        "no branch namespace, so no fence: what works under a person's own account is stopped by the gate and on the machine",
    }));
}
