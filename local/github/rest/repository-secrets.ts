/** Secrets of a repository, and those its organisation shares with it: https://docs.github.com/rest/actions/secrets */
import { repositoryFor, type Permission } from "../core/access.ts";
import { organizationByLogin } from "../core/actors.ts";
import type { Call, Handler, Handlers, Reply } from "../core/contract.ts";
import { pageOf } from "../core/pagination.ts";
import type { OrganizationSecret, Secret, SecretStore } from "../core/secret-state.ts";
import type { Organization, Repository } from "../core/state.ts";
import { publicKeyBody, secretBody } from "./bodies/secret.ts";
import {
  inStore,
  nameOf,
  refuseSecretName,
  secretNow,
  secretOf,
  secretStores,
  withoutSecret,
} from "./secret-request.ts";

export const repositorySecretHandlers: Handlers = {
  ...(Object.assign({}, ...secretStores.map(handlersOf)) as Handlers),
  "actions/list-repo-organization-secrets": listShared,
};

type Operation = (call: Call, store: SecretStore) => Reply;

function handlersOf(store: SecretStore): Handlers {
  const of =
    (operation: Operation): Handler =>
    (call) =>
      operation(call, store);
  return {
    [`${store}/list-repo-secrets`]: of((call) => listed(call, inStore(reachable(call, store, "read").secrets, store))),
    [`${store}/get-repo-public-key`]: of(getPublicKey),
    [`${store}/get-repo-secret`]: of(get),
    [`${store}/create-or-update-repo-secret`]: of(put),
    [`${store}/delete-repo-secret`]: of(remove),
  };
}

const permissions = { actions: "secrets", dependabot: "dependabot_secrets" } as const;

/** "Authenticated users must have collaborator access to a repository to create, update, or read secrets." */
function reachable(call: Call, store: SecretStore, level: "read" | "write"): Repository {
  const permission: Permission = `${permissions[store]}:${level}`;
  return repositoryFor(call, permission, "write");
}

function listed(call: Call, all: readonly Secret[]): Reply {
  const { items, headers } = pageOf(call, all);
  return { status: 200, headers, body: { total_count: all.length, secrets: items.map(secretBody) } };
}

/** "Anyone with read access to the repository can use this endpoint." */
function getPublicKey(call: Call, store: SecretStore): Reply {
  const { id } = repositoryFor(call, `${permissions[store]}:read`, "read");
  return { status: 200, body: publicKeyBody(id, store) };
}

function get(call: Call, store: SecretStore): Reply {
  return { status: 200, body: secretBody(secretOf(call, reachable(call, store, "read").secrets, store)) };
}

function put(call: Call, store: SecretStore): Reply {
  const repository = reachable(call, store, "write");
  const name = nameOf(call);
  refuseSecretName(name);
  const earlier = repository.secrets.find((secret) => secret.store === store && secret.name === name);
  const secret = secretNow(call, store, earlier);
  repository.secrets = [...withoutSecret(repository.secrets, secret), secret];
  return earlier === undefined ? { status: 201, body: {} } : { status: 204 };
}

function remove(call: Call, store: SecretStore): Reply {
  const repository = reachable(call, store, "write");
  repository.secrets = withoutSecret(repository.secrets, secretOf(call, repository.secrets, store));
  return { status: 204 };
}

function listShared(call: Call): Reply {
  const repository = reachable(call, "actions", "read");
  const organization = organizationByLogin(call.state, repository.owner);
  const all = inStore(organization?.secrets ?? [], "actions");
  return listed(
    call,
    all.filter((secret) => organization !== undefined && reaches(organization, secret, repository)),
  );
}

/** "Organization-level secrets are not accessible by private repositories for GitHub Free." */
function reaches({ plan }: Organization, secret: OrganizationSecret, { id, visibility }: Repository): boolean {
  if (plan === "free" && visibility !== "public") return false;
  if (secret.visibility === "private") return visibility !== "public";
  return secret.visibility === "all" || secret.selectedRepositoryIds.includes(id);
}
