import { z } from "zod";
import { connectGitHub } from "./github/client.ts";
import type { GitHub } from "./github/client.ts";
import { restRoot } from "./github/address.ts";
import { appInstallationScope } from "./handlers/app-installation-scope.ts";
import { codeSecurityConfiguration } from "./handlers/code-security-configuration.ts";
import { copilotCodingAgentPolicy } from "./handlers/copilot-coding-agent-policy.ts";
import { repositoryMergeSettings } from "./handlers/repository-merge-settings.ts";
import { repositoryPropertyValues } from "./handlers/repository-property-values.ts";
import { reviewedFile } from "./handlers/reviewed-file.ts";
import type { ProviderDefinition } from "./host/index.ts";
import manifest from "../package.json" with { type: "json" };

const settings = z.strictObject({
  owner: z.string().min(1).optional().describe("Login of the organisation or user. Default: GITHUB_OWNER."),
  baseUrl: z.string().min(1).optional().describe("Root of GitHub. Default: GITHUB_BASE_URL, then github.com."),
  token: z.string().min(1).optional().describe("Token for GitHub's API. Default: GITHUB_TOKEN."),
});

/**
 * The provider `ai-governance`: GitHub settings that no other provider covers.
 *
 * @param connect how the resources reach GitHub; another one in tests only.
 */
export function governanceProvider(connect = connectGitHub): ProviderDefinition<GitHub> {
  return {
    name: "ai-governance",
    title: "the ai-governance provider",
    version: manifest.version,
    settings,
    secretSettings: ["token"],
    replaceOnChanges: ["owner", "baseUrl"],
    sameSettings: { owner: sameOwner, baseUrl: (left, right) => rootOf(left) === rootOf(right) },
    // Not GITHUB_BASE_URL: a local GitHub has another port each time.
    settingsFromEnvironment: () => (process.env["GITHUB_OWNER"] ? { owner: process.env["GITHUB_OWNER"] } : {}),
    configure(given) {
      const set = given as z.infer<typeof settings>;
      const { GITHUB_OWNER, GITHUB_BASE_URL, GITHUB_TOKEN } = process.env;
      return connect({
        owner: set.owner ?? (GITHUB_OWNER || undefined),
        baseUrl: set.baseUrl ?? (GITHUB_BASE_URL || undefined),
        token: set.token ?? (GITHUB_TOKEN || undefined),
      });
    },
    resources: {
      "ai-governance:index:AppInstallationScope": appInstallationScope,
      "ai-governance:index:CodeSecurityConfiguration": codeSecurityConfiguration,
      "ai-governance:index:CopilotCodingAgentPolicy": copilotCodingAgentPolicy,
      "ai-governance:index:RepositoryMergeSettings": repositoryMergeSettings,
      "ai-governance:index:RepositoryPropertyValues": repositoryPropertyValues,
      "ai-governance:index:ReviewedFile": reviewedFile,
    },
    invokes: {},
  };
}

/** Case makes no other login. Without an owner in the state nothing can be in another one's repositories. */
function sameOwner(left: unknown, right: unknown): boolean {
  return left === undefined || String(left).toLowerCase() === String(right).toLowerCase();
}

/** What `baseUrl` stands for; a value that is not known yet, or no URL, stands for itself. */
function rootOf(baseUrl: unknown): unknown {
  const given = baseUrl ?? (process.env["GITHUB_BASE_URL"] || "https://github.com/");
  return typeof given === "string" && URL.canParse(given) ? restRoot(given) : given;
}
