import { z } from "zod";
import { agentsOf, automationOf } from "../../../governance/tools/agents.ts";
import { agentAdministrationFindings } from "../../../governance/policy/organization/agent-administration.ts";
import { identities } from "../../facts.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

/** Who administrates a repository takes its rules away. */
export const githubCollaboratorDisallowAgentAdministration = stackRule({
  name: "github-collaborator-disallow-agent-administration",
  displayName: "No AI tool administrates",
  description: "Whoever administrates a repository, a team or the organisation loosens the rules that hold it.",
  severity: "critical",
  framework: ssdf("PO.5.1"),
  url: "https://docs.github.com/en/organizations/managing-user-access-to-your-organizations-repositories/managing-repository-roles/repository-roles-for-an-organization",
  remediationSteps: 'Give the account "push" at most, as a plain member of teams and of the organisation.',
  settings: z.strictObject({ role, agents: identities, automation: identities }),
  told: ({ declaration, role }) => ({ role, agents: agentsOf(declaration), automation: automationOf(declaration) }),
  roles: ["organization", "repository"],
  judge: agentAdministrationFindings,
});
