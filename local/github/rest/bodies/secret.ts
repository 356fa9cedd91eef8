/** How the API shows secrets, those of Actions and of Dependabot alike: never with a value. */
import { createHash } from "node:crypto";
import type { Call } from "../../core/contract.ts";
import type { OrganizationSecret, Secret } from "../../core/secret-state.ts";

/** `actions-secret` and `dependabot-secret` of the description. */
export function secretBody({ name, createdAt, updatedAt }: Secret) {
  return { name, created_at: createdAt, updated_at: updatedAt };
}

/** `organization-actions-secret` and `organization-dependabot-secret` of the description. */
export function organizationSecretBody({ apiUrl }: Call, login: string, secret: OrganizationSecret) {
  const url = `${apiUrl}/orgs/${login}/${secret.store}/secrets/${secret.name}/repositories`;
  const selected = secret.visibility === "selected" ? { selected_repositories_url: url } : {};
  return { ...secretBody(secret), visibility: secret.visibility, ...selected };
}

/**
 * `actions-public-key` and `dependabot-public-key`: what clients encrypt a value with before they send it. Any 32 bytes are a
 * public key of X25519; nobody has the private one, so a value is lost the moment it is encrypted.
 */
export function publicKeyBody(ownerId: number, store: Secret["store"]) {
  const bytes = createHash("sha256")
    .update(`${store} ${String(ownerId)}`)
    .digest();
  return { key_id: String(ownerId), key: bytes.toString("base64") };
}
