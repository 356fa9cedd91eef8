/** The example declaration with every optional part in use, and an organisation that has what these parts are about. */
import { isAvailable, type Plan } from "../../governance/index.ts";
import type { Seed } from "../../local/github/core/seed.ts";

/** Name of the secret that a tool has in it. */
export const secretName = "AI_KEY";

export function wholeDeclaration(example: string, plan: Plan): string {
  const secrets = plan === "free" ? "{ repositories: public }" : "{ repositories: all, secretProtection: true }";
  const forbidden = isAvailable("organization-push-rulesets", plan, "private");
  return edited(example, [
    ["plan: enterprise", `plan: ${plan}`],
    [
      "    actions: [anthropics/claude-code-action]\n",
      `    actions: [anthropics/claude-code-action]\n    secrets: [${secretName}]\n    appScope: true\n`,
    ],
    ["\nactions:\n", `\ncodeSecurity: ${secrets}\n\nactions:\n`],
    ...(forbidden ? [["aiPaths:\n", 'aiPaths:\n  forbidden: ["**/CLAUDE.local.md"]\n'] as const] : []),
  ]);
}

/** The app of that tool reaches two repositories, and one of another tool's can read the secret. */
export function wholeSeed(seed: Seed): Seed {
  const apps = (seed.apps ?? []).map((app) =>
    app.slug === "claude" ? { ...app, repositories: ["ledger", "docs"] } : app,
  );
  return { ...seed, apps, secrets: [{ name: secretName, repositories: ["ledger"] }] };
}

function edited(text: string, edits: readonly (readonly [from: string, to: string])[]): string {
  return edits.reduce((now, [from, to]) => {
    if (!now.includes(from)) throw new Error(`the example has no ${JSON.stringify(from)}`);
    return now.replace(from, to);
  }, text);
}
