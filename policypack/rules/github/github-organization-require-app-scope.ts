import { z } from "zod";
import { appScopeFindings } from "../../../governance/policy/organization/app-scope.ts";
import { appReachesOf, type AppReach } from "../../../governance/tools/scope.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

const apps = z.array(
  z.strictObject({
    tool: z.string(),
    slugs: z.array(z.string()),
    repositories: z.array(z.string()),
    appScope: z.boolean(),
  }),
) satisfies z.ZodType<AppReach[]>;

/** A fence stops branches of a name; the app's scope stops every branch, and reading too. */
export const githubOrganizationRequireAppScope = stackRule({
  name: "github-organization-require-app-scope",
  displayName: "An AI tool's app reaches its repositories only",
  description: "Where its app is installed a tool reads and writes any branch, so it is installed nowhere else.",
  severity: "high",
  framework: ssdf("PO.5.1"),
  url: "https://docs.github.com/en/apps/using-github-apps/reviewing-and-modifying-installed-github-apps",
  remediationSteps:
    "Declare the tool with the AiTool component and appScope, with its repositories of governance.yaml.",
  settings: z.strictObject({ role, apps }),
  told: ({ declaration, role }) => ({ role, apps: appReachesOf(declaration) }),
  roles: ["organization"],
  judge: (stack, settings) => appScopeFindings(stack, settings.apps),
});
