/** What GitHub's plans and limits refuse. */
import { valueAt } from "../schema-problems.ts";
import type { Problem } from "../problem.ts";
import { keysAt, textAt, textsAt } from "./mentions.ts";

/** GitHub's limit of rulesets in one organisation. */
const mostOrganizationRulesets = 75;
/** GitHub's limit of custom properties in one organisation. */
const mostProperties = 100;

export function planProblems(declaration: unknown): Problem[] {
  return [...trialsOutsideEnterprise(declaration), ...tooManyRulesets(declaration), ...tooManyProperties(declaration)];
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

// Two for each tier (branch, AI paths), two for each fenced tool (fence, stop), one that locks the gate's ref, one for forbidden
// paths, and one more for each tier on trial with canaries.
function tooManyRulesets(declaration: unknown): Problem[] {
  if (textAt(declaration, ["organization", "plan"])?.value === "free") return [];
  const tiers = keysAt(declaration, ["tiers"]);
  const trials = tiers.filter((tier) => textsAt(declaration, ["tiers", tier, "evaluate", "canaries"]).length > 0);
  const fenced = keysAt(declaration, ["tools"]).filter(
    (tool) => textsAt(declaration, ["tools", tool, "identities", "branches"]).length > 0,
  );
  const forbidden = textsAt(declaration, ["aiPaths", "forbidden"]).length > 0 ? 1 : 0;
  const needed = 2 * tiers.length + trials.length + 2 * fenced.length + 1 + forbidden;
  if (needed <= mostOrganizationRulesets) return [];
  const message =
    `found ${tiers.length} tiers and ${fenced.length} tools with branches, which need ${needed} organisation rulesets; ` +
    `GitHub allows ${mostOrganizationRulesets}. Give tools that are never enabled no branches, or merge tiers`;
  return [{ path: ["tools"], atKey: true, message }];
}

// One for each tool, and those for tier, list of tools, and canaries.
function tooManyProperties(declaration: unknown): Problem[] {
  const tools = keysAt(declaration, ["tools"]).length;
  const needed = tools + 3;
  if (needed <= mostProperties) return [];
  const message = `found ${tools} tools, which need ${needed} custom properties; GitHub allows ${mostProperties}. Take out tools that nobody uses`;
  return [{ path: ["tools"], atKey: true, message }];
}
