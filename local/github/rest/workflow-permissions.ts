/** What GITHUB_TOKEN may do by default, and whether Actions may approve pull requests. */
import { ownedOrganization, repositoryFor } from "../core/access.ts";
import { organizationByLogin } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { conflict } from "../core/errors.ts";
import type { Repository, State, WorkflowPermissions } from "../core/state.ts";

export const workflowPermissionHandlers: Handlers = {
  "actions/get-github-actions-default-workflow-permissions-organization": (call) => ({
    status: 200,
    body: body(ownedOrganization(call, { permission: "organization_administration:read" }).workflowPermissions),
  }),
  "actions/set-github-actions-default-workflow-permissions-organization": setForOrganization,
  "actions/get-github-actions-default-workflow-permissions-repository": (call) => ({
    status: 200,
    body: body(effectiveWorkflowPermissions(call.state, repositoryFor(call, "administration:read"))),
  }),
  "actions/set-github-actions-default-workflow-permissions-repository": setForRepository,
};

const githubDefault: WorkflowPermissions = { defaultWorkflowPermissions: "read", canApprovePullRequestReviews: false };

/** The repository's own setting, else the organisation's. */
export function effectiveWorkflowPermissions(state: State, repository: Repository): WorkflowPermissions {
  const above = organizationByLogin(state, repository.owner)?.workflowPermissions;
  return repository.workflowPermissions ?? above ?? githubDefault;
}

function setForOrganization(call: Call): Reply {
  const organization = ownedOrganization(call, { permission: "organization_administration:write" });
  organization.workflowPermissions = changed(call, organization.workflowPermissions);
  return { status: 204 };
}

/** 409: "Conflict response when changing a setting is prevented by the owning organization". */
function setForRepository(call: Call): Reply {
  const repository = repositoryFor(call, "administration:write");
  const above = organizationByLogin(call.state, repository.owner)?.workflowPermissions;
  const wanted = changed(call, effectiveWorkflowPermissions(call.state, repository));
  const isWider =
    (wanted.defaultWorkflowPermissions === "write" && above?.defaultWorkflowPermissions === "read") ||
    (wanted.canApprovePullRequestReviews && above?.canApprovePullRequestReviews === false);
  if (isWider) throw conflict("The organization's workflow permissions do not allow this setting.");
  repository.workflowPermissions = wanted;
  return { status: 204 };
}

function changed({ body: sent }: Call, now: WorkflowPermissions): WorkflowPermissions {
  const permissions = sent["default_workflow_permissions"] as "read" | "write" | undefined;
  const canApprove = sent["can_approve_pull_request_reviews"] as boolean | undefined;
  return {
    defaultWorkflowPermissions: permissions ?? now.defaultWorkflowPermissions,
    canApprovePullRequestReviews: canApprove ?? now.canApprovePullRequestReviews,
  };
}

function body(permissions: WorkflowPermissions) {
  return {
    default_workflow_permissions: permissions.defaultWorkflowPermissions,
    can_approve_pull_request_reviews: permissions.canApprovePullRequestReviews,
  };
}
