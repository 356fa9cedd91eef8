/** Every rule, by id. */
import type { Rule } from "../judging/rule.ts";
import { awsBucketDisallowForcedDestruction } from "./aws/aws-bucket-disallow-forced-destruction.ts";
import { awsBucketDisallowOverwrites } from "./aws/aws-bucket-disallow-overwrites.ts";
import { awsBucketLimitExpiration } from "./aws/aws-bucket-limit-expiration.ts";
import { awsBucketRequireLockedAudit } from "./aws/aws-bucket-require-locked-audit.ts";
import { awsBucketRequirePrivateAudit } from "./aws/aws-bucket-require-private-audit.ts";
import { awsKeyDisallowEarlyDeletion } from "./aws/aws-key-disallow-early-deletion.ts";
import { awsRoleLimitAuditWriters } from "./aws/aws-role-limit-audit-writers.ts";
import { githubBranchRequireGate } from "./github/github-branch-require-gate.ts";
import { githubBranchRequireHumanReview } from "./github/github-branch-require-human-review.ts";
import { githubBranchRequireProtection } from "./github/github-branch-require-protection.ts";
import { githubCollaboratorDisallowAgentAdministration } from "./github/github-collaborator-disallow-agent-administration.ts";
import { githubGateDisallowForgeableCheck } from "./github/github-gate-disallow-forgeable-check.ts";
import { githubOrganizationDisallowForeignSettings } from "./github/github-organization-disallow-foreign-settings.ts";
import { githubOrganizationRequireAllowedActions } from "./github/github-organization-require-allowed-actions.ts";
import { githubOrganizationRequireAppScope } from "./github/github-organization-require-app-scope.ts";
import { githubOrganizationRequireBaseline } from "./github/github-organization-require-baseline.ts";
import { githubOrganizationRequireCopilotPolicy } from "./github/github-organization-require-copilot-policy.ts";
import { githubOrganizationRequireForbiddenPaths } from "./github/github-organization-require-forbidden-paths.ts";
import { githubOrganizationRequireGateLock } from "./github/github-organization-require-gate-lock.ts";
import { githubOrganizationRequireProperties } from "./github/github-organization-require-properties.ts";
import { githubOrganizationRequirePushProtection } from "./github/github-organization-require-push-protection.ts";
import { githubOrganizationRequireReadOnlyToken } from "./github/github-organization-require-read-only-token.ts";
import { githubOrganizationRequireToolFences } from "./github/github-organization-require-tool-fences.ts";
import { githubOrganizationRequireToolSecrets } from "./github/github-organization-require-tool-secrets.ts";
import { githubPropertyRequireOwnerEdits } from "./github/github-property-require-owner-edits.ts";
import { githubRepositoryDisallowOpenActions } from "./github/github-repository-disallow-open-actions.ts";
import { githubRepositoryDisallowTierOverride } from "./github/github-repository-disallow-tier-override.ts";
import { githubRepositoryDisallowUnprotectedSecrets } from "./github/github-repository-disallow-unprotected-secrets.ts";
import { githubRepositoryDisallowWideToken } from "./github/github-repository-disallow-wide-token.ts";
import { githubRepositoryRequireAiPathOwners } from "./github/github-repository-require-ai-path-owners.ts";
import { githubRepositoryRequireGovernance } from "./github/github-repository-require-governance.ts";
import { githubRepositoryRequireTrailPreservingMerges } from "./github/github-repository-require-trail-preserving-merges.ts";
import { githubRulesetDisallowAgentBypass } from "./github/github-ruleset-disallow-agent-bypass.ts";
import { githubRulesetDisallowBroadBypass } from "./github/github-ruleset-disallow-broad-bypass.ts";
import { githubRulesetDisallowExemptBypass } from "./github/github-ruleset-disallow-exempt-bypass.ts";
import { githubRulesetRequireEnforcement } from "./github/github-ruleset-require-enforcement.ts";
import { githubWorkflowRequireExplicitRef } from "./github/github-workflow-require-explicit-ref.ts";
import { pulumiComponentRequireClaimedChildren } from "./pulumi/pulumi-component-require-claimed-children.ts";
import { pulumiProviderRequireOrganization } from "./pulumi/pulumi-provider-require-organization.ts";
import { pulumiResourceDisallowEscapeHatches } from "./pulumi/pulumi-resource-disallow-escape-hatches.ts";
import { pulumiResourceDisallowIgnoredChanges } from "./pulumi/pulumi-resource-disallow-ignored-changes.ts";
import { pulumiResourceRequireProtection } from "./pulumi/pulumi-resource-require-protection.ts";
import { pulumiWaiverRequireValidity } from "./pulumi/pulumi-waiver-require-validity.ts";

/** In the order of their ids. */
export const rules: readonly Rule[] = [
  awsBucketDisallowForcedDestruction,
  awsBucketDisallowOverwrites,
  awsBucketLimitExpiration,
  awsBucketRequireLockedAudit,
  awsBucketRequirePrivateAudit,
  awsKeyDisallowEarlyDeletion,
  awsRoleLimitAuditWriters,
  githubBranchRequireGate,
  githubBranchRequireHumanReview,
  githubBranchRequireProtection,
  githubCollaboratorDisallowAgentAdministration,
  githubGateDisallowForgeableCheck,
  githubOrganizationDisallowForeignSettings,
  githubOrganizationRequireAllowedActions,
  githubOrganizationRequireAppScope,
  githubOrganizationRequireBaseline,
  githubOrganizationRequireCopilotPolicy,
  githubOrganizationRequireForbiddenPaths,
  githubOrganizationRequireGateLock,
  githubOrganizationRequireProperties,
  githubOrganizationRequirePushProtection,
  githubOrganizationRequireReadOnlyToken,
  githubOrganizationRequireToolFences,
  githubOrganizationRequireToolSecrets,
  githubPropertyRequireOwnerEdits,
  githubRepositoryDisallowOpenActions,
  githubRepositoryDisallowTierOverride,
  githubRepositoryDisallowUnprotectedSecrets,
  githubRepositoryDisallowWideToken,
  githubRepositoryRequireAiPathOwners,
  githubRepositoryRequireGovernance,
  githubRepositoryRequireTrailPreservingMerges,
  githubRulesetDisallowAgentBypass,
  githubRulesetDisallowBroadBypass,
  githubRulesetDisallowExemptBypass,
  githubRulesetRequireEnforcement,
  githubWorkflowRequireExplicitRef,
  pulumiComponentRequireClaimedChildren,
  pulumiProviderRequireOrganization,
  pulumiResourceDisallowEscapeHatches,
  pulumiResourceDisallowIgnoredChanges,
  pulumiResourceRequireProtection,
  pulumiWaiverRequireValidity,
];
