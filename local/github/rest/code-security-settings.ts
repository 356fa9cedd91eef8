/** What a code-security configuration does to the repositories it is attached to. */
import { actionsEnabled, repositoryById } from "../core/actors.ts";
import type { Call } from "../core/contract.ts";
import { unprocessable } from "../core/errors.ts";
import type {
  CodeSecurityAttachment,
  CodeSecurityConfiguration,
  Organization,
  Repository,
  State,
} from "../core/state.ts";

/** How long GitHub takes to apply a configuration. Real GitHub takes seconds to minutes. */
const busyMilliseconds = 30;

export const configurationById = (organization: Organization, id: number): CodeSecurityConfiguration | undefined =>
  organization.codeSecurity.configurations.find((item) => item.id === id);

/** "If the repositories specified are already attached to a configuration, they will be re-attached". */
export function attach(
  call: Call,
  organization: Organization,
  configuration: CodeSecurityConfiguration,
  repository: Repository,
  doing: CodeSecurityAttachment["doing"] = "attaching",
): void {
  const { codeSecurity } = organization;
  const others = codeSecurity.attachments.filter((item) => item.repositoryId !== repository.id);
  const failed = !canApply(call.state, configuration, repository);
  const since = call.now.toISOString();
  const attachment = { repositoryId: repository.id, configurationId: configuration.id, doing, since, failed };
  codeSecurity.attachments = [...others, attachment];
  if (!failed) applyFeatures(configuration, repository);
}

/** Applies a changed configuration to the repositories that have it. */
export function reapply(call: Call, organization: Organization, configuration: CodeSecurityConfiguration): void {
  for (const { configurationId, repositoryId } of organization.codeSecurity.attachments) {
    const repository = repositoryById(call.state, repositoryId);
    if (configurationId !== configuration.id || repository === undefined) continue;
    attach(call, organization, configuration, repository, "updating");
  }
}

/** "This configuration will be applied to the matching repository type ... by default when they are created." */
export function attachDefault(call: Call, organization: Organization, repository: Repository): void {
  const kind = repository.visibility === "public" ? "public" : "private_and_internal";
  const found = organization.codeSecurity.defaults.find((item) => ["all", kind].includes(item.newRepositories));
  const configuration = found && configurationById(organization, found.configurationId);
  if (configuration !== undefined) attach(call, organization, configuration, repository);
}

export function statusOf(
  { doing, since, failed }: CodeSecurityAttachment,
  configuration: CodeSecurityConfiguration,
  now: Date,
): string {
  if (now.getTime() - Date.parse(since) < busyMilliseconds) return doing;
  if (failed) return "failed";
  return configuration.settings["enforcement"] === "enforced" ? "enforced" : "attached";
}

/** Code scanning's default setup runs as a workflow: a repository "is eligible for default setup if ... GitHub Actions are enabled". */
const canApply = (state: State, { settings }: CodeSecurityConfiguration, repository: Repository): boolean =>
  settings["code_scanning_default_setup"] !== "enabled" || actionsEnabled(state, repository);

/** Feature of a configuration, as `security_and_analysis` of a repository also names it. */
const features = [
  "secret_scanning",
  "secret_scanning_push_protection",
  "secret_scanning_validity_checks",
  "secret_scanning_non_provider_patterns",
  "dependabot_security_updates",
];

function applyFeatures({ settings }: CodeSecurityConfiguration, repository: Repository): void {
  for (const feature of features) {
    const status = settings[feature];
    if (status !== "enabled" && status !== "disabled") continue;
    if (status === "enabled" && isPaid(feature, repository) && !hasSecretProtection(settings)) continue;
    repository.securityAndAnalysis[feature] = { status };
  }
  const alerts = settings["dependabot_alerts"];
  if (alerts === "enabled" || alerts === "disabled") repository.vulnerabilityAlerts = alerts === "enabled";
}

/** Secret scanning is free on public repositories only. */
const isPaid = (feature: string, { visibility }: Repository): boolean =>
  feature.startsWith("secret_scanning") && visibility !== "public";

const hasSecretProtection = (settings: Readonly<Record<string, string>>): boolean =>
  ["enabled", "secret_protection"].includes(settings["advanced_security"] ?? "");

/**
 * @throws HttpError 422 where an enforced configuration decides a feature: "Repository owners will not be able to change
 * features that are enabled or disabled by the configuration, but features that are not set aren't enforced."
 */
export function refuseEnforced(
  organization: Organization,
  repository: Repository,
  wanted: Readonly<Record<string, { readonly status?: string }>>,
): void {
  const attachment = organization.codeSecurity.attachments.find((item) => item.repositoryId === repository.id);
  const configuration = attachment && configurationById(organization, attachment.configurationId);
  if (configuration?.settings["enforcement"] !== "enforced") return;
  for (const [feature, { status }] of Object.entries(wanted)) {
    const decided = features.includes(feature) && (configuration.settings[feature] ?? "not_set") !== "not_set";
    if (!decided || status === repository.securityAndAnalysis[feature]?.status) continue;
    const name = feature.replaceAll("_", " ");
    throw unprocessable(
      `An enforced security configuration prevented modifying ${name} enablement. Contact your organization owner for details.`,
    );
  }
}
