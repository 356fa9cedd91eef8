/** How the API shows a code-security configuration: `code-security-configuration` of the description. */
import type { Call } from "../../core/contract.ts";
import type { CodeSecurityConfiguration, Organization } from "../../core/state.ts";

export function codeSecurityConfiguration(
  { apiUrl, htmlUrl }: Call,
  { login }: Organization,
  { id, name, description, targetType, settings, createdAt, updatedAt }: CodeSecurityConfiguration,
) {
  return {
    id,
    target_type: targetType,
    name,
    description,
    ...settings,
    url: `${apiUrl}/orgs/${login}/code-security/configurations/${String(id)}`,
    html_url: `${htmlUrl}/organizations/${login}/settings/security_products/configurations/edit/${String(id)}`,
    created_at: createdAt,
    updated_at: updatedAt,
  };
}
