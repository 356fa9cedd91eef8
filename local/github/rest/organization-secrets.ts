/** Secrets of an organisation and the repositories that may use them: https://docs.github.com/rest/actions/secrets */
import { ownedOrganization } from "../core/access.ts";
import { repositoryById } from "../core/actors.ts";
import type { Call, Handler, Handlers, Reply } from "../core/contract.ts";
import { conflict, unprocessable } from "../core/errors.ts";
import { pageOf } from "../core/pagination.ts";
import type { OrganizationSecret, SecretStore } from "../core/secret-state.ts";
import type { Organization } from "../core/state.ts";
import { minimalRepository } from "./bodies/repository.ts";
import { organizationSecretBody, publicKeyBody } from "./bodies/secret.ts";
import {
  inStore,
  nameOf,
  refuseSecretName,
  secretNow,
  secretOf,
  secretStores,
  withoutSecret,
} from "./secret-request.ts";
import { requireOwnRepository } from "./selected-repositories.ts";

export const organizationSecretHandlers: Handlers = Object.assign({}, ...secretStores.map(handlersOf)) as Handlers;

type Operation = (call: Call, store: SecretStore) => Reply;

function handlersOf(store: SecretStore): Handlers {
  const of =
    (operation: Operation): Handler =>
    (call) =>
      operation(call, store);
  return {
    [`${store}/list-org-secrets`]: of(list),
    [`${store}/get-org-public-key`]: of((call) => ({ status: 200, body: publicKeyBody(owned(call, store).id, store) })),
    [`${store}/get-org-secret`]: of(get),
    [`${store}/create-or-update-org-secret`]: of(put),
    [`${store}/delete-org-secret`]: of(remove),
    [`${store}/list-selected-repos-for-org-secret`]: of(listSelected),
    [`${store}/set-selected-repos-for-org-secret`]: of(setSelected),
    [`${store}/add-selected-repo-to-org-secret`]: of((call) => select(call, store, true)),
    [`${store}/remove-selected-repo-from-org-secret`]: of((call) => select(call, store, false)),
  };
}

const permissions = { actions: "organization_secrets", dependabot: "organization_dependabot_secrets" } as const;

const owned = (call: Call, store: SecretStore, level: "read" | "write" = "read"): Organization =>
  ownedOrganization(call, { permission: `${permissions[store]}:${level}` });

function list(call: Call, store: SecretStore): Reply {
  const { login, secrets } = owned(call, store);
  const all = inStore(secrets, store);
  const { items, headers } = pageOf(call, all);
  const body = { total_count: all.length, secrets: items.map((one) => organizationSecretBody(call, login, one)) };
  return { status: 200, headers, body };
}

function get(call: Call, store: SecretStore): Reply {
  const { login, secrets } = owned(call, store);
  return { status: 200, body: organizationSecretBody(call, login, secretOf(call, secrets, store)) };
}

function put(call: Call, store: SecretStore): Reply {
  const organization = owned(call, store, "write");
  const name = nameOf(call);
  refuseSecretName(name);
  const earlier = organization.secrets.find((secret) => secret.store === store && secret.name === name);
  const visibility = call.body["visibility"] as OrganizationSecret["visibility"];
  const selectedRepositoryIds = idsOf(call, organization);
  if (visibility !== "selected" && selectedRepositoryIds.length > 0) {
    throw unprocessable("You can only provide a list of repository ids when the visibility is set to selected.");
  }
  const secret = { ...secretNow(call, store, earlier), visibility, selectedRepositoryIds };
  organization.secrets = [...withoutSecret(organization.secrets, secret), secret];
  return earlier === undefined ? { status: 201, body: {} } : { status: 204 };
}

function remove(call: Call, store: SecretStore): Reply {
  const organization = owned(call, store, "write");
  organization.secrets = withoutSecret(organization.secrets, secretOf(call, organization.secrets, store));
  return { status: 204 };
}

function listSelected(call: Call, store: SecretStore): Reply {
  const { selectedRepositoryIds } = secretOf(call, owned(call, store).secrets, store);
  const all = selectedRepositoryIds.flatMap((id) => repositoryById(call.state, id) ?? []);
  const { items, headers } = pageOf(call, all);
  const repositories = items.map((repository) => minimalRepository(call, repository));
  return { status: 200, headers, body: { total_count: all.length, repositories } };
}

function setSelected(call: Call, store: SecretStore): Reply {
  const organization = owned(call, store, "write");
  const secret = selectedSecret(call, organization, store);
  secret.selectedRepositoryIds = idsOf(call, organization);
  return { status: 204 };
}

function select(call: Call, store: SecretStore, isSelected: boolean): Reply {
  const organization = owned(call, store, "write");
  const secret = selectedSecret(call, organization, store);
  const id = Number(call.path["repository_id"]);
  requireOwnRepository(call, organization, id);
  const others = secret.selectedRepositoryIds.filter((item) => item !== id);
  secret.selectedRepositoryIds = isSelected ? [...others, id] : others;
  return { status: 204 };
}

/** "409: Conflict when visibility type is not set to selected" */
function selectedSecret(call: Call, organization: Organization, store: SecretStore): OrganizationSecret {
  const secret = secretOf(call, organization.secrets, store);
  if (secret.visibility === "selected") return secret;
  throw conflict("The visibility of the secret must be set to selected.");
}

function idsOf(call: Call, organization: Organization): number[] {
  const ids = ((call.body["selected_repository_ids"] as (number | string)[] | undefined) ?? []).map(Number);
  for (const id of ids) requireOwnRepository(call, organization, id);
  return [...new Set(ids)];
}
