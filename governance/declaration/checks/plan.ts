/** What GitHub's plans and limits refuse. */
import { valueAt } from "../schema-problems.ts";
import type { Problem } from "../problem.ts";
import { keysAt, textAt, textsAt } from "./mentions.ts";

/** GitHub's limit of rulesets in one organisation. */
const mostOrganizationRulesets = 75;

export function planProblems(declaration: unknown): Problem[] {
  return [...trialsOutsideEnterprise(declaration), ...tooManyRulesets(declaration)];
}

function trialsOutsideEnterprise(declaration: unknown): Problem[] {
  const plan = textAt(declaration, ["organization", "plan"])?.value;
  if (plan === undefined || plan === "enterprise") return [];
  return keysAt(declaration, ["tiers"])
    .map((tier) => ["tiers", tier, "evaluate"])
    .filter((path) => valueAt(declaration, path) !== undefined)
    .map((path) => ({
      path,
      atKey: true,
      message: `found a trial on plan "${plan}"; GitHub has it on enterprise only. Remove it`,
    }));
}

// Two for each tier (branch, AI paths), two for each fenced tool (fence, stop), one that locks the gate's ref.
function tooManyRulesets(declaration: unknown): Problem[] {
  const tiers = keysAt(declaration, ["tiers"]).length;
  const fenced = keysAt(declaration, ["tools"]).filter(
    (tool) => textsAt(declaration, ["tools", tool, "identities", "branches"]).length > 0,
  );
  const needed = 2 * tiers + 2 * fenced.length + 1;
  if (needed <= mostOrganizationRulesets) return [];
  const message =
    `found ${tiers} tiers and ${fenced.length} tools with branches, which need ${needed} organisation rulesets; ` +
    `GitHub allows ${mostOrganizationRulesets}. Give tools that are never enabled no branches, or merge tiers`;
  return [{ path: ["tools"], atKey: true, message }];
}
