import { z } from "zod";
import { unprotectedSecretFindings } from "../../../governance/policy/organization/push-protection.ts";
import { githubTypes } from "../../../governance/policy/resource.ts";
import { resourceRule } from "../../judging/resource-rule.ts";
import { ssdf } from "../frameworks.ts";

/** What an agent saw, it may write: the push is the last moment to stop a credential. */
export const githubRepositoryDisallowUnprotectedSecrets = resourceRule({
  name: "github-repository-disallow-unprotected-secrets",
  displayName: "Repositories keep secret scanning on",
  description: "An agent may commit a credential it saw: a repository must not switch off what stops that push.",
  severity: "high",
  framework: ssdf("PS.1.1"),
  url: "https://docs.github.com/en/code-security/concepts/secret-security/push-protection",
  remediationSteps:
    'Remove secretScanning and secretScanningPushProtection from securityAndAnalysis, or set their status to "enabled".',
  settings: z.strictObject({}),
  told: () => ({}),
  types: [githubTypes.repository],
  judge: (resource) => unprotectedSecretFindings([resource]),
});
