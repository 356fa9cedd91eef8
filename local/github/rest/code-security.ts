/** Code-security configurations of an organisation: https://docs.github.com/rest/code-security/configurations */
import { ownedOrganization } from "../core/access.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { cursorPageOf } from "../core/cursor-pagination.ts";
import { notFound, unprocessable } from "../core/errors.ts";
import { takeId, type CodeSecurityConfiguration, type Organization } from "../core/state.ts";
import { codeSecurityConfiguration } from "./bodies/code-security-configuration.ts";
import { configurationById, reapply } from "./code-security-settings.ts";

export const codeSecurityHandlers: Handlers = {
  "code-security/get-configurations-for-org": list,
  "code-security/create-configuration": create,
  "code-security/get-configuration": get,
  "code-security/update-configuration": update,
  "code-security/delete-configuration": remove,
  "code-security/get-default-configurations": getDefaults,
  "code-security/set-configuration-as-default": setDefault,
};

/** "OAuth app tokens and personal access tokens (classic) need the `read:org` scope", `write:org` for all but lists. */
export const administered = (call: Call, level: "read" | "write"): Organization =>
  ownedOrganization(call, { scope: `${level}:org`, permission: `organization_administration:${level}` });

/** The configuration of the path. */
export function configurationOf(call: Call, organization: Organization): CodeSecurityConfiguration {
  const found = configurationById(organization, Number(call.path["configuration_id"]));
  if (found === undefined) throw notFound();
  return found;
}

function list(call: Call): Reply {
  const organization = administered(call, "read");
  const onlyGlobal = call.query.get("target_type") === "global";
  const all = organization.codeSecurity.configurations.filter((item) => !onlyGlobal || item.targetType === "global");
  const { items, headers } = cursorPageOf(call, all);
  return { status: 200, headers, body: items.map((item) => codeSecurityConfiguration(call, organization, item)) };
}

/** The `default` of each field of the request. */
const defaults = {
  advanced_security: "disabled",
  dependency_graph: "enabled",
  dependency_graph_autosubmit_action: "disabled",
  dependabot_alerts: "disabled",
  dependabot_security_updates: "disabled",
  dependabot_delegated_alert_dismissal: "disabled",
  code_scanning_default_setup: "disabled",
  code_scanning_delegated_alert_dismissal: "not_set",
  secret_scanning: "disabled",
  secret_scanning_push_protection: "disabled",
  secret_scanning_delegated_bypass: "disabled",
  secret_scanning_validity_checks: "disabled",
  secret_scanning_non_provider_patterns: "disabled",
  secret_scanning_generic_secrets: "disabled",
  private_vulnerability_reporting: "disabled",
  enforcement: "enforced",
};

function create(call: Call): Reply {
  const organization = administered(call, "write");
  const { name, description = "" } = call.body as { name: string; description?: string };
  refuseTakenName(organization, name);
  const at = call.now.toISOString();
  const settings = { ...defaults, ...settingsOf(call) };
  const dates = { createdAt: at, updatedAt: at };
  const made = { id: takeId(call.state), name, description, targetType: "organization" as const, settings, ...dates };
  organization.codeSecurity.configurations.push(made);
  return { status: 201, body: codeSecurityConfiguration(call, organization, made) };
}

/** "Must be unique within the organization." */
function refuseTakenName({ codeSecurity }: Organization, name: string, except?: CodeSecurityConfiguration): void {
  const taken = codeSecurity.configurations.some((item) => item.name === name && item !== except);
  if (taken) throw unprocessable("Validation Failed", ["Name has already been taken"]);
}

function settingsOf({ body }: Call): Record<string, string> {
  const { name: _name, description: _description, code_security, secret_protection, ...rest } = body;
  const texts = Object.entries(rest).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const products = productsOf(code_security, secret_protection);
  return { ...Object.fromEntries(texts), ...(products === undefined ? {} : { advanced_security: products }) };
}

/** Answers name the two products in one field: "`enabled` will enable both Code Security and Secret Protection". */
function productsOf(code: unknown, secrets: unknown): string | undefined {
  if (code === undefined && secrets === undefined) return undefined;
  if (code === "enabled") return secrets === "enabled" ? "enabled" : "code_security";
  return secrets === "enabled" ? "secret_protection" : "disabled";
}

function get(call: Call): Reply {
  const organization = administered(call, "write");
  return { status: 200, body: codeSecurityConfiguration(call, organization, configurationOf(call, organization)) };
}

function update(call: Call): Reply {
  const organization = administered(call, "write");
  const configuration = ownConfiguration(call, organization);
  const before = JSON.stringify(configuration);
  const { name = configuration.name, description = configuration.description } = call.body as Record<string, string>;
  refuseTakenName(organization, name, configuration);
  Object.assign(configuration, { name, description });
  Object.assign(configuration.settings, settingsOf(call));
  // "Response when no new updates are made".
  if (JSON.stringify(configuration) === before) return { status: 204 };
  configuration.updatedAt = call.now.toISOString();
  reapply(call, organization, configuration);
  return { status: 200, body: codeSecurityConfiguration(call, organization, configuration) };
}

/** GitHub's own ones are nobody else's to change. */
function ownConfiguration(call: Call, organization: Organization): CodeSecurityConfiguration {
  const configuration = configurationOf(call, organization);
  if (configuration.targetType === "global") throw notFound();
  return configuration;
}

/** "Repositories attached to the configuration will retain their settings but will no longer be associated". */
function remove(call: Call): Reply {
  const organization = administered(call, "write");
  const { id } = ownConfiguration(call, organization);
  const { codeSecurity } = organization;
  codeSecurity.configurations = codeSecurity.configurations.filter((item) => item.id !== id);
  codeSecurity.attachments = codeSecurity.attachments.filter((item) => item.configurationId !== id);
  codeSecurity.defaults = codeSecurity.defaults.filter((item) => item.configurationId !== id);
  return { status: 204 };
}

function getDefaults(call: Call): Reply {
  const organization = administered(call, "read");
  const body = organization.codeSecurity.defaults.flatMap(({ configurationId, newRepositories }) => {
    const found = configurationById(organization, configurationId);
    const configuration = found && codeSecurityConfiguration(call, organization, found);
    return configuration === undefined ? [] : [{ default_for_new_repos: newRepositories, configuration }];
  });
  return { status: 200, body };
}

type Default = Organization["codeSecurity"]["defaults"][number];

function setDefault(call: Call): Reply {
  const organization = administered(call, "write");
  const configuration = configurationOf(call, organization);
  const wanted = (call.body["default_for_new_repos"] ?? "none") as Default["newRepositories"] | "none";
  const { codeSecurity } = organization;
  const others = codeSecurity.defaults.filter((item) => item.configurationId !== configuration.id);
  if (wanted === "none") codeSecurity.defaults = others;
  else {
    const own = { configurationId: configuration.id, newRepositories: wanted };
    codeSecurity.defaults = [...others.flatMap((item) => remainder(item, wanted)), own];
  }
  const body = codeSecurityConfiguration(call, organization, configuration);
  return { status: 200, body: { default_for_new_repos: wanted, configuration: body } };
}

/** What another default still covers: new repositories of one kind get one configuration. */
function remainder(other: Default, taken: Default["newRepositories"]): Default[] {
  if (taken === "all" || other.newRepositories === taken) return [];
  if (other.newRepositories !== "all") return [other];
  return [{ ...other, newRepositories: taken === "public" ? "private_and_internal" : "public" }];
}
