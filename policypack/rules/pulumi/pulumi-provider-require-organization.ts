import { z } from "zod";
import { providerTargetFindings } from "../../../governance/policy/stack/provider-target.ts";
import { given } from "../../facts.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

/** Rules that are put in force in another organisation look in force in a preview, and leave this one without. */
export const pulumiProviderRequireOrganization = stackRule({
  name: "pulumi-provider-require-organization",
  displayName: "Providers change the declared organisation",
  description: "Safeguards put in force in another organisation, or on another GitHub, leave the declared one without.",
  severity: "critical",
  framework: ssdf("PO.5.1"),
  url: "https://www.pulumi.com/registry/packages/github/installation-configuration/",
  remediationSteps: "Set owner to the login of the declared organisation, and leave baseUrl out on github.com.",
  settings: z.strictObject({ role, organization: z.string(), githubBaseUrl: z.url().optional() }),
  told: ({ role, declaration: { organization }, githubBaseUrl }) => ({
    role,
    organization: organization.login,
    ...given({ githubBaseUrl }),
  }),
  roles: ["organization", "repository"],
  judge: providerTargetFindings,
});
