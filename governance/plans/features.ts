/** GitHub's features by plan and by visibility of the repository. */
import type { Plan } from "../declaration/schema.ts";

export const visibilities = ["public", "private", "internal"] as const;
export type Visibility = (typeof visibilities)[number];

/** `licence`: only where the organisation also bought the product that `FeatureRow.licence` names. */
export type Availability = "yes" | "no" | "licence";

export interface FeatureRow {
  readonly title: string;
  /** Visibilities of the repositories that have it or that it reaches, per plan. */
  readonly where: Readonly<Record<Plan, readonly Visibility[]>>;
  /** The product that private and internal repositories need besides the plan, or that all need where nothing is free. */
  readonly licence?: { readonly product: string; readonly neededBy: readonly Visibility[] };
  /** Where GitHub says so. */
  readonly source: string;
}

const docs = "https://docs.github.com/en";
const changelog = "https://github.blog/changelog";
const aboutRulesets = `${docs}/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/about-rulesets`;
const availableRules = `${docs}/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets`;

// Internal repositories exist in organisations of an enterprise account only.
const publicOnly = ["public"] as const;
const publicAndPrivate = ["public", "private"] as const;
const publicOnlyOnFree = { free: publicOnly, team: publicAndPrivate, enterprise: visibilities } as const;
const onEveryPlan = { ...publicOnlyOnFree, free: publicAndPrivate } as const;
const onEnterprise = { free: [], team: [], enterprise: visibilities } as const;

export const features = {
  "internal-repositories": {
    title: "Internal repositories",
    where: { free: [], team: [], enterprise: ["internal"] },
    source: `${docs}/repositories/creating-and-managing-repositories/about-repositories`,
  },
  "repository-rulesets": {
    title: "Branch and tag rulesets of a repository",
    where: publicOnlyOnFree,
    source: aboutRulesets,
  },
  "branch-protection": {
    title: "Classic branch protection",
    where: publicOnlyOnFree,
    source: `${docs}/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches`,
  },
  "code-owners": {
    title: "CODEOWNERS",
    where: publicOnlyOnFree,
    source: `${docs}/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners`,
  },
  "organization-rulesets": {
    title: "Branch and tag rulesets of the organisation",
    where: { free: [], team: publicAndPrivate, enterprise: visibilities },
    source: `${changelog}/2025-06-16-organization-rulesets-now-available-for-github-team-plans/`,
  },
  "required-workflows": {
    title: "Rule: require workflows to pass",
    where: onEnterprise,
    source: `${availableRules}#require-workflows-to-pass-before-merging`,
  },
  "evaluate-rulesets": {
    title: "Rulesets that only record (evaluate)",
    where: onEnterprise,
    source: `${docs}/rest/orgs/rules#create-an-organization-repository-ruleset`,
  },
  "metadata-rules": {
    title: "Rules on commit messages, e-mail addresses and names of branches and tags",
    where: onEnterprise,
    source: `${availableRules}#metadata-restrictions`,
  },
  "repository-push-rulesets": {
    title: "Push rulesets of a repository",
    where: { free: [], team: ["private"], enterprise: ["private", "internal"] },
    source: aboutRulesets,
  },
  "organization-push-rulesets": {
    title: "Push rulesets of the organisation",
    where: { free: [], team: [], enterprise: ["private", "internal"] },
    source: `${docs}/enterprise-cloud@latest/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/about-rulesets`,
  },
  "custom-properties": {
    title: "Custom properties of repositories",
    where: onEveryPlan,
    source: `${docs}/organizations/managing-organization-settings/managing-custom-properties-for-repositories-in-your-organization`,
  },
  "merge-settings": {
    title: "Merge methods and messages of a repository",
    where: onEveryPlan,
    source: `${docs}/rest/repos/repos#update-a-repository`,
  },
  "merge-queue": {
    title: "Merge queue",
    where: { free: publicOnly, team: publicOnly, enterprise: visibilities },
    source: `${docs}/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/managing-a-merge-queue`,
  },
  "actions-policies": {
    title: "Actions allow-list, block-list, SHA pinning and token permissions",
    where: onEveryPlan,
    source: `${changelog}/2026-02-05-github-actions-early-february-2026-updates/`,
  },
  "organization-secrets": {
    title: "Actions secrets of the organisation",
    where: publicOnlyOnFree,
    source: `${docs}/actions/how-tos/write-workflows/choose-what-workflows-do/use-secrets`,
  },
  "code-security-configurations": {
    title: "Code-security configurations",
    where: onEveryPlan,
    source: `${docs}/code-security/securing-your-organization`,
  },
  "secret-push-protection": {
    title: "Secret scanning with push protection",
    where: publicOnlyOnFree,
    licence: { product: "GitHub Secret Protection", neededBy: ["private", "internal"] },
    source: `${docs}/code-security/concepts/secret-security/push-protection`,
  },
  "copilot-cloud-agent-policy": {
    title: "Repositories of the Copilot cloud agent",
    where: onEveryPlan,
    licence: { product: "Copilot Business or Copilot Enterprise", neededBy: visibilities },
    source: `${docs}/rest/copilot/copilot-coding-agent-management`,
  },
  "app-installations": {
    title: "Repositories of an installed app, changed by an owner's classic token",
    where: onEveryPlan,
    source: `${docs}/rest/apps/installations#add-a-repository-to-an-app-installation`,
  },
  "enterprise-app-installations": {
    title: "Repositories of an installed app, changed by an app of the enterprise",
    where: onEnterprise,
    source: `${docs}/enterprise-cloud@latest/rest/enterprise-admin/organization-installations`,
  },
} as const satisfies Readonly<Record<string, FeatureRow>>;

export type Feature = keyof typeof features;
