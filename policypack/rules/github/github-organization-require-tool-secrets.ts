import { z } from "zod";
import { toolSecretFindings } from "../../../governance/policy/organization/tool-secrets.ts";
import { secretReachesOf, type SecretReach } from "../../../governance/tools/scope.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

const secrets = z.array(
  z.strictObject({ tool: z.string(), secret: z.string(), repositories: z.int().nonnegative() }),
) satisfies z.ZodType<SecretReach[]>;

/** Whoever can read the key can call the tool from any workflow. */
export const githubOrganizationRequireToolSecrets = stackRule({
  name: "github-organization-require-tool-secrets",
  displayName: "An AI tool's secrets reach its repositories only",
  description: "Whoever reads a tool's key calls the tool, so it is read in the tool's repositories and in no other.",
  severity: "high",
  framework: ssdf("PO.5.1"),
  url: "https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/use-secrets",
  remediationSteps:
    "Declare the tool with the AiTool component and secretAccess, with its repositories of governance.yaml.",
  settings: z.strictObject({ role, secrets, tools: z.array(z.string()) }),
  told: ({ declaration, role }) => ({
    role,
    secrets: secretReachesOf(declaration),
    tools: Object.keys(declaration.tools),
  }),
  roles: ["organization"],
  judge: (stack, { secrets: reaches, tools }) => toolSecretFindings(stack, { reaches, tools }),
});
