/** A workflow's token reads only, unless the workflow says more, and approves nothing. */
import { checkFindings, type Check } from "../check.ts";
import { violation, type Finding } from "../finding.ts";
import { field, is } from "../property.ts";
import { repositorySubject } from "../repository/repositories.ts";
import { githubTypes, ofType, type ResourceRecord } from "../resource.ts";

const subject = "workflow-token";
const fix = "Use the OrganizationGuardrails component, which limits the token of workflows.";
const repositoryFix = 'Set defaultWorkflowPermissions: "read" and canApprovePullRequestReviews: false, or remove it.';

/** Where the organisation lets tokens write by default or approve, or does not say. */
export function organizationTokenFindings(stack: readonly ResourceRecord[]): Finding[] {
  const settings = ofType(stack, githubTypes.actionsOrganizationWorkflowPermissions);
  if (settings.length === 0) {
    return [violation(subject, "the stack does not limit the token of workflows; it must.", fix)];
  }
  return settings.flatMap(({ props, urn }) => checkFindings(subject, tokenChecks(props), fix, urn));
}

/** Repositories whose settings let tokens write by default or approve. */
export function repositoryTokenFindings(stack: readonly ResourceRecord[]): Finding[] {
  return ofType(stack, githubTypes.workflowRepositoryPermissions).flatMap((resource) =>
    checkFindings(repositorySubject(resource, stack), tokenChecks(resource.props), repositoryFix, resource.urn),
  );
}

// Left out, both are what they must be.
function tokenChecks(props: unknown): Check[] {
  return [
    {
      answer: is(field(props, "defaultWorkflowPermissions") ?? "read", "read"),
      what: "the token of a workflow writes unless the workflow says less; it must only read.",
    },
    {
      answer: is(field(props, "canApprovePullRequestReviews") ?? false, false),
      what: "workflows may approve pull requests; only people must.",
    },
  ];
}
