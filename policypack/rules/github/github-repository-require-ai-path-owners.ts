import { z } from "zod";
import { aiPathOwnerFindings } from "../../../governance/policy/repository/ai-path-owners.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

/** Whoever changes a file that agents obey gives orders to every later session of them. */
export const githubRepositoryRequireAiPathOwners = stackRule({
  name: "github-repository-require-ai-path-owners",
  displayName: "People own the files that agents obey",
  description: "Files that agents obey are instructions: only the declared people may approve a change of them.",
  severity: "high",
  framework: ssdf("PS.1.1"),
  url: "https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners",
  remediationSteps:
    "End .github/CODEOWNERS with the AI-path lines of the GovernedRepository component: the last match wins.",
  settings: z.strictObject({ role, aiPathOwners: z.array(z.string()) }),
  told: ({ declaration, role }) => ({ role, aiPathOwners: declaration.aiPaths.owners }),
  roles: ["organization", "repository"],
  judge: (stack, { aiPathOwners }) => aiPathOwnerFindings(stack, aiPathOwners),
});
