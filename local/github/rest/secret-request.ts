/** What requests about secrets have in common: names, lists, and that a value leaves no trace. */
import type { Call } from "../core/contract.ts";
import { notFound, unprocessable } from "../core/errors.ts";
import type { Secret, SecretStore } from "../core/secret-state.ts";

/** The names of GitHub's operations end alike for both: `actions/list-org-secrets`, `dependabot/list-org-secrets`. */
export const secretStores: readonly SecretStore[] = ["actions", "dependabot"];

export const nameOf = ({ path }: Call): string => (path["secret_name"] ?? "").toUpperCase();

export const inStore = <T extends Secret>(secrets: readonly T[], store: SecretStore): T[] =>
  secrets.filter((secret) => secret.store === store);

/** The secret that the path names. @throws HttpError 404 */
export function secretOf<T extends Secret>(call: Call, secrets: readonly T[], store: SecretStore): T {
  const name = nameOf(call);
  const found = secrets.find((secret) => secret.store === store && secret.name === name);
  if (found === undefined) throw notFound();
  return found;
}

export const withoutSecret = <T extends Secret>(secrets: readonly T[], { store, name }: Secret): T[] =>
  secrets.filter((secret) => secret.store !== store || secret.name !== name);

/**
 * "Can only contain alphanumeric characters ([a-z], [A-Z], [0-9]) or underscores (_). Spaces are not allowed. Must not start with
 * the GITHUB_ prefix. Must not start with a number." https://docs.github.com/actions/reference/security/secrets#naming-your-secrets
 */
export function refuseSecretName(name: string): void {
  if (!/^[A-Z_][A-Z0-9_]*$/.test(name)) {
    throw unprocessable(
      "Secret names can only contain alphanumeric characters ([a-z], [A-Z], [0-9]) or underscores (_). Spaces are not allowed. Must start with a letter ([a-z], [A-Z]) or underscores (_).",
    );
  }
  if (name.startsWith("GITHUB_")) throw unprocessable("Secret names must not start with GITHUB_.");
}

/** A new secret, or the one that is there with a new date. The value in the body is not looked at. */
export function secretNow(call: Call, store: SecretStore, earlier: Secret | undefined): Secret {
  const at = call.now.toISOString();
  return { store, name: nameOf(call), createdAt: earlier?.createdAt ?? at, updatedAt: at };
}
