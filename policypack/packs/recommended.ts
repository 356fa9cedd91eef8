import type { Policies } from "@pulumi/policy";
import { awsBucketRequireLockedAudit } from "../rules/aws/aws-bucket-require-locked-audit.ts";
import { githubOrganizationDisallowForeignSettings } from "../rules/github/github-organization-disallow-foreign-settings.ts";
import { githubOrganizationRequireBaseline } from "../rules/github/github-organization-require-baseline.ts";
import { githubOrganizationRequireGateLock } from "../rules/github/github-organization-require-gate-lock.ts";
import { githubOrganizationRequireToolFences } from "../rules/github/github-organization-require-tool-fences.ts";
import { githubPropertyRequireOwnerEdits } from "../rules/github/github-property-require-owner-edits.ts";
import { githubRepositoryDisallowTierOverride } from "../rules/github/github-repository-disallow-tier-override.ts";
import { githubRepositoryRequireAiPathOwners } from "../rules/github/github-repository-require-ai-path-owners.ts";
import { githubRepositoryRequireGovernance } from "../rules/github/github-repository-require-governance.ts";
import { githubRepositoryRequireTrailPreservingMerges } from "../rules/github/github-repository-require-trail-preserving-merges.ts";
import { githubRulesetDisallowAgentBypass } from "../rules/github/github-ruleset-disallow-agent-bypass.ts";
import { githubRulesetDisallowBroadBypass } from "../rules/github/github-ruleset-disallow-broad-bypass.ts";
import { githubRulesetDisallowExemptBypass } from "../rules/github/github-ruleset-disallow-exempt-bypass.ts";

const rules: Policies = [
  awsBucketRequireLockedAudit,
  githubOrganizationDisallowForeignSettings,
  githubOrganizationRequireBaseline,
  githubOrganizationRequireGateLock,
  githubOrganizationRequireToolFences,
  githubPropertyRequireOwnerEdits,
  githubRepositoryDisallowTierOverride,
  githubRepositoryRequireAiPathOwners,
  githubRepositoryRequireGovernance,
  githubRepositoryRequireTrailPreservingMerges,
  githubRulesetDisallowAgentBypass,
  githubRulesetDisallowBroadBypass,
  githubRulesetDisallowExemptBypass,
];

/** Every rule, blocking: a preview with a finding fails. */
export const recommended: Policies = rules.map((rule) => ({ ...rule, enforcementLevel: "mandatory" }));
