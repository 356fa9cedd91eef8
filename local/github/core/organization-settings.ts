/** Settings of an organisation that its owners read and change at `/orgs/{org}`, in the API's own words. */
import type { Organization, Plan } from "./state.ts";

export type OrganizationSettings = Record<string, boolean | string | null>;

/** Those that owners change on the web site only. */
const readOnly: OrganizationSettings = {
  two_factor_requirement_enabled: true,
  members_can_delete_repositories: true,
  members_can_change_repo_visibility: true,
  members_can_invite_outside_collaborators: true,
  members_can_delete_issues: false,
  members_can_create_teams: true,
  members_can_view_dependency_insights: true,
  readers_can_create_discussions: true,
  display_commenter_full_name_setting_enabled: false,
};

export const isChangeable = (name: string): boolean => name in newSettings("enterprise") && !(name in readOnly);

/** All of them: those that were never changed are as in a new organisation. */
export const settingsOf = ({ plan, settings }: Pick<Organization, "plan" | "settings">): OrganizationSettings => ({
  ...newSettings(plan),
  ...settings,
});

const newSettings = (plan: Plan): OrganizationSettings => ({
  ...readOnly,
  billing_email: null,
  has_organization_projects: true,
  has_repository_projects: true,
  members_can_create_repositories: true,
  members_can_create_public_repositories: true,
  members_can_create_private_repositories: true,
  members_can_create_internal_repositories: plan === "enterprise",
  members_can_create_pages: true,
  members_can_create_public_pages: true,
  members_can_create_private_pages: true,
  members_can_fork_private_repositories: false,
  deploy_keys_enabled_for_repositories: true,
  web_commit_signoff_required: false,
  advanced_security_enabled_for_new_repositories: false,
  dependabot_alerts_enabled_for_new_repositories: false,
  dependabot_security_updates_enabled_for_new_repositories: false,
  dependency_graph_enabled_for_new_repositories: false,
  secret_scanning_enabled_for_new_repositories: false,
  secret_scanning_push_protection_enabled_for_new_repositories: false,
  secret_scanning_push_protection_custom_link_enabled: false,
  secret_scanning_push_protection_custom_link: null,
});
