/** All operations local GitHub answers, by operation id of GitHub's OpenAPI description. Any other known operation is a 501. */
import type { Handlers } from "../core/contract.ts";
import { metaHandlers } from "./meta.ts";
import { userHandlers } from "./users.ts";
import { organizationHandlers } from "./organizations.ts";
import { organizationSettingHandlers } from "./organization-settings.ts";
import { releaseHandlers } from "./releases.ts";
import { collaboratorHandlers } from "./collaborators.ts";
import { teamHandlers } from "./teams.ts";
import { customPropertySchemaHandlers } from "./custom-property-schema.ts";
import { customPropertyValueHandlers } from "./custom-property-values.ts";
import { repositoryHandlers } from "./repositories.ts";
import { repositoryFeatureHandlers } from "./repository-features.ts";
import { actionsPermissionHandlers } from "./actions-permissions.ts";
import { workflowPermissionHandlers } from "./workflow-permissions.ts";
import { copilotHandlers } from "./copilot.ts";
import { organizationSecretHandlers } from "./organization-secrets.ts";
import { repositorySecretHandlers } from "./repository-secrets.ts";
import { installationTokenHandlers } from "./installation-tokens.ts";
import { installationRepositoryHandlers } from "./installation-repositories.ts";
import { webhookHandlers } from "./webhooks.ts";
import { organizationRulesetHandlers } from "./organization-rulesets.ts";
import { repositoryRulesetHandlers } from "./repository-rulesets.ts";
import { agentTaskHandlers } from "./agent-tasks.ts";
import { archiveHandlers } from "./archives.ts";
import { branchHandlers } from "./branches.ts";
import { branchProtectionHandlers } from "./branch-protection.ts";
import { branchProtectionPartHandlers } from "./branch-protection-parts.ts";
import { branchRuleHandlers } from "./branch-rules.ts";
import { codeSecurityHandlers } from "./code-security.ts";
import { codeSecurityAttachmentHandlers } from "./code-security-attachments.ts";
import { commitHandlers } from "./commits.ts";
import { comparisonHandlers } from "./comparisons.ts";
import { contributorHandlers } from "./contributors.ts";
import { contentHandlers } from "./contents.ts";
import { gitObjectHandlers } from "./git-objects.ts";
import { treeHandlers } from "./trees.ts";
import { refHandlers } from "./refs.ts";
import { graphqlHandlers } from "../graphql/handler.ts";
import { checkRunHandlers } from "./check-runs.ts";
import { codeownerHandlers } from "./codeowners.ts";
import { forkHandlers } from "./forks.ts";
import { mergeHandlers } from "./merges.ts";
import { pullHandlers } from "./pulls.ts";
import { requestedReviewerHandlers } from "./requested-reviewers.ts";
import { reviewCommentHandlers } from "./review-comments.ts";
import { reviewHandlers } from "./reviews.ts";
import { statusHandlers } from "./statuses.ts";
import { workflowRunHandlers } from "./workflow-runs.ts";

export const handlers: Handlers = {
  // Organisation side: one line a resource file.
  ...metaHandlers,
  ...userHandlers,
  ...organizationHandlers,
  ...organizationSettingHandlers,
  ...collaboratorHandlers,
  ...releaseHandlers,
  ...teamHandlers,
  ...customPropertySchemaHandlers,
  ...customPropertyValueHandlers,
  ...repositoryHandlers,
  ...repositoryFeatureHandlers,
  ...actionsPermissionHandlers,
  ...workflowPermissionHandlers,
  ...copilotHandlers,
  ...agentTaskHandlers,
  ...codeSecurityHandlers,
  ...codeSecurityAttachmentHandlers,
  ...organizationSecretHandlers,
  ...repositorySecretHandlers,
  ...installationTokenHandlers,
  ...installationRepositoryHandlers,
  ...webhookHandlers,
  ...organizationRulesetHandlers,
  ...repositoryRulesetHandlers,
  // Git data, pull requests and checks: one line a resource file.
  ...archiveHandlers,
  ...branchHandlers,
  ...branchProtectionHandlers,
  ...branchProtectionPartHandlers,
  ...branchRuleHandlers,
  ...commitHandlers,
  ...comparisonHandlers,
  ...contributorHandlers,
  ...contentHandlers,
  ...gitObjectHandlers,
  ...treeHandlers,
  ...refHandlers,
  ...checkRunHandlers,
  ...codeownerHandlers,
  ...forkHandlers,
  ...mergeHandlers,
  ...pullHandlers,
  ...requestedReviewerHandlers,
  ...reviewCommentHandlers,
  ...reviewHandlers,
  ...statusHandlers,
  ...workflowRunHandlers,
  ...graphqlHandlers,
};
