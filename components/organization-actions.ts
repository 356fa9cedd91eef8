import * as github from "@pulumi/github";
import type * as pulumi from "@pulumi/pulumi";
import type { OrganizationGuardrailsArgs } from "./organization-guardrails.ts";

/** What workflows may run, and that their token neither writes by default nor approves. */
export function limitActions(name: string, args: OrganizationGuardrailsArgs, opts: pulumi.CustomResourceOptions): void {
  new github.ActionsOrganizationPermissions(
    `${name}-actions`,
    {
      enabledRepositories: "all",
      allowedActions: "selected",
      allowedActionsConfig: {
        githubOwnedAllowed: true,
        verifiedAllowed: false,
        patternsAlloweds: args.actions,
      },
      shaPinningRequired: true,
    },
    opts,
  );
  new github.ActionsOrganizationWorkflowPermissions(
    `${name}-workflow-token`,
    {
      organizationSlug: args.organization,
      defaultWorkflowPermissions: "read",
      canApprovePullRequestReviews: false,
    },
    opts,
  );
}
