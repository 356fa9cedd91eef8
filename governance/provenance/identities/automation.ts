/** Bots that are not AI tools and are recognised without being declared. */
import type { AutomationIdentity } from "./identity.ts";

/** Bots that review code are not among them: what such a bot writes into a commit must be declared. */
export const automation: readonly AutomationIdentity[] = [
  {
    name: "dependabot",
    source: "https://docs.github.com/en/code-security/dependabot",
    logins: ["dependabot[bot]", "dependabot-preview[bot]"],
  },
  { name: "renovate", source: "https://github.com/apps/renovate", logins: ["renovate[bot]"] },
  {
    name: "github-actions",
    source: "https://github.com/actions/checkout#push-a-commit-using-the-built-in-token",
    logins: ["github-actions[bot]"],
  },
  { name: "pre-commit-ci", source: "https://pre-commit.ci", logins: ["pre-commit-ci[bot]"] },
  { name: "mergify", source: "https://github.com/apps/mergify", logins: ["mergify[bot]"] },
  { name: "bors", source: "https://github.com/bors-ng/bors-ng", logins: ["bors[bot]"] },
  { name: "greenkeeper", source: "https://github.com/apps/greenkeeper", logins: ["greenkeeper[bot]"] },
];

const byLogin = new Map(automation.flatMap((row) => row.logins.map((login) => [login, row] as const)));

export function automationOfLogin(login: string): AutomationIdentity | undefined {
  return byLogin.get(login.toLowerCase());
}
