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
import { effective, notesOf, ownerOf, problemsOf, sameLogin, settings } from "./settings.ts";
import type { Settings } from "./settings.ts";
import manifest from "../package.json" with { type: "json" };

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
    secretSettings: ["token", "appAuth.pemFile"],
    settingRelations: (set) => problemsOf(set as Settings),
    settingNotes: (set) => notesOf(set as Settings),
    replaceOnChanges: ["owner", "baseUrl"],
    sameSettings: { owner: sameOwner, baseUrl: (left, right) => rootOf(left) === rootOf(right) },
    // Not GITHUB_BASE_URL: a local GitHub has another port each time.
    settingsFromElsewhere: (given) => {
      const owner = ownerOf(given);
      return owner === undefined ? {} : { owner };
    },
    configure: (set) => connect(effective(set as Settings)),
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

/** Without an owner in the state nothing can be in another one's repositories. */
function sameOwner(left: unknown, right: unknown): boolean {
  return left === undefined || sameLogin(String(left), String(right));
}

/** What `baseUrl` stands for; a value that is not known yet, or no URL, stands for itself. */
function rootOf(baseUrl: unknown): unknown {
  const given = baseUrl ?? (process.env["GITHUB_BASE_URL"] || "https://github.com/");
  return typeof given === "string" && URL.canParse(given) ? restRoot(given) : given;
}
