import { z } from "zod";
import { gateLockFindings } from "../../../governance/policy/branch/gate-lock.ts";
import { given, repositoryId } from "../../facts.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

/** A required workflow is as trustworthy as the ref and the repository it is taken from. */
export const githubOrganizationRequireGateLock = stackRule({
  name: "github-organization-require-gate-lock",
  displayName: "Nobody moves the gate",
  description: "Whoever can move the ref that the gate runs from, or its repository, writes every verdict.",
  severity: "critical",
  framework: ssdf("PS.1.1"),
  url: "https://docs.github.com/en/organizations/managing-organization-settings/managing-rulesets-for-repositories-in-your-organization",
  remediationSteps: "Declare the OrganizationGuardrails component with the gate of governance.yaml.",
  // Without a gate: the plan has no required workflows.
  settings: z.strictObject({
    role,
    gate: z.strictObject({ workflow: z.string(), ref: z.string(), repositoryId: repositoryId.optional() }).optional(),
  }),
  told: ({ declaration: { gate, organization }, role, gateRepositoryId }) => {
    if (organization.plan !== "enterprise") return { role };
    return { role, gate: { workflow: gate.workflow, ref: gate.ref, ...given({ repositoryId: gateRepositoryId }) } };
  },
  roles: ["organization"],
  judge: (stack, { gate }) => (gate === undefined ? [] : gateLockFindings(stack, gate)),
});
