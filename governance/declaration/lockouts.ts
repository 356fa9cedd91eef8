/** Rules of the declaration that would lock out a tool or an automation that is meant to work. */
import { matchesPattern } from "../fnmatch.ts";
import { passesSignatures } from "../tools/agents.ts";
import { isStopped } from "../tools/states.ts";
import type { Remark } from "./remark.ts";
import type { Declaration } from "./schema.ts";

export function lockoutRemarks(declaration: Declaration): Remark[] {
  return [...signatureRemarks(declaration), ...actionRemarks(declaration)];
}

/** GitHub signs what it merges itself, so a squash merge passes where the commits behind it do not. */
function signatureRemarks({ tiers, tools, automation }: Declaration): Remark[] {
  return Object.entries(tiers).flatMap(([name, tier]) => {
    if (!tier.signedCommits || tier.evaluate) return [];
    const working = Object.entries(tools).filter(
      ([, tool]) =>
        !isStopped(tool.state) && tool.repositories.some((repository) => tier.repositories.includes(repository)),
    );
    const unsigned = [
      ...working.map(([tool, { identities }]) => [tool, identities.signedCommits] as const),
      ...Object.entries(automation).map(([bot, account]) => [bot, account.signedCommits] as const),
    ].filter(([, signs]) => passesSignatures(signs) !== "yes");
    if (unsigned.length === 0) return [];
    const who = unsigned.map(([actor, signs]) => (signs === false ? actor : `${actor} (not known)`)).join(", ");
    const message =
      `locks out who does not sign: ${who}. Their commits reach the default branch by squash merge only, which GitHub signs; ` +
      "if they sign, say signedCommits: true beside their logins";
    return [{ at: `tiers.${name}.signedCommits`, message }];
  });
}

/** Owners whose actions GitHub's own switch allows. */
const githubOwners = ["actions", "github"];

function actionRemarks({ tools, actions }: Declaration): Remark[] {
  const isAllowed = (action: string): boolean =>
    githubOwners.includes(action.split("/")[0] ?? "") ||
    actions.allowed.some((pattern) =>
      matchesPattern((pattern.split("@")[0] ?? "").toLowerCase(), action.toLowerCase()),
    );
  return Object.entries(tools)
    .filter(([, tool]) => !isStopped(tool.state))
    .flatMap(([name, tool]) => {
      const refused = tool.actions.filter((action) => !isAllowed(action));
      if (refused.length === 0) return [];
      const message = `${refused.join(", ")} is not among actions.allowed, so GitHub refuses the workflows that use it: add ${refused[0]}@*, or remove it`;
      return [{ at: `tools.${name}.actions`, message }];
    });
}
