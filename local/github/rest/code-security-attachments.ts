/** The repositories that code-security configurations are attached to. */
import { administers, repositoryFor } from "../core/access.ts";
import { organizationByLogin, repositoryById, sameName } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { cursorPageOf } from "../core/cursor-pagination.ts";
import { forbidden, notFound, unprocessable } from "../core/errors.ts";
import type { Organization, Repository } from "../core/state.ts";
import { codeSecurityConfiguration } from "./bodies/code-security-configuration.ts";
import { minimalRepository } from "./bodies/repository.ts";
import { administered, configurationOf } from "./code-security.ts";
import { attach, configurationById, statusOf } from "./code-security-settings.ts";

export const codeSecurityAttachmentHandlers: Handlers = {
  "code-security/attach-configuration": attachConfiguration,
  "code-security/detach-configuration": detach,
  "code-security/get-repositories-for-configuration": listRepositories,
  "code-security/get-configuration-for-repository": configurationOfRepository,
};

type Scope = "all" | "all_without_configurations" | "public" | "private_or_internal" | "selected";

function attachConfiguration(call: Call): Reply {
  const organization = administered(call, "write");
  const configuration = configurationOf(call, organization);
  const scope = call.body["scope"] as Scope;
  const ids = call.body["selected_repository_ids"] as number[] | undefined;
  // "You can only provide a list of repository ids when the `scope` is set to `selected`."
  if ((scope === "selected") !== (ids !== undefined)) {
    throw unprocessable("selected_repository_ids must be given with the scope selected, and with no other one.");
  }
  const chosen =
    ids === undefined ? inScope(call, organization, scope) : ids.map((id) => ownRepository(call, organization, id));
  for (const repository of chosen) attach(call, organization, configuration, repository);
  return { status: 202, body: {} };
}

function inScope({ state }: Call, { login, codeSecurity }: Organization, scope: Scope): Repository[] {
  const all = state.repositories.filter((repository) => sameName(repository.owner, login));
  const isFree = ({ id }: Repository) => !codeSecurity.attachments.some((item) => item.repositoryId === id);
  if (scope === "all_without_configurations") return all.filter(isFree);
  if (scope === "all") return all;
  return all.filter(({ visibility }) => (visibility === "public") === (scope === "public"));
}

function ownRepository(call: Call, { login }: Organization, id: number): Repository {
  const repository = repositoryById(call.state, id);
  if (repository === undefined || !sameName(repository.owner, login)) throw notFound();
  return repository;
}

/** "Repositories will retain their settings but will no longer be associated with the configuration." */
function detach(call: Call): Reply {
  const { codeSecurity } = administered(call, "write");
  const ids = call.body["selected_repository_ids"] as number[];
  codeSecurity.attachments = codeSecurity.attachments.filter((item) => !ids.includes(item.repositoryId));
  return { status: 204 };
}

function listRepositories(call: Call): Reply {
  const organization = administered(call, "read");
  const configuration = configurationOf(call, organization);
  const wanted = (call.query.get("status") ?? "all").split(",");
  const all = organization.codeSecurity.attachments
    .filter((item) => item.configurationId === configuration.id)
    .map((item) => ({ status: statusOf(item, configuration, call.now), id: item.repositoryId }))
    .filter(({ status }) => wanted.includes("all") || wanted.includes(status));
  const { items, headers } = cursorPageOf(call, all);
  const body = items.flatMap(({ status, id }) => {
    const repository = repositoryById(call.state, id);
    return repository === undefined ? [] : [{ status, repository: minimalRepository(call, repository) }];
  });
  return { status: 200, headers, body };
}

/** 204 where the repository has none. */
function configurationOfRepository(call: Call): Reply {
  const repository = repositoryFor(call);
  if (!administers(call, repository)) throw forbidden("Must have admin rights to Repository.");
  const organization = organizationByLogin(call.state, repository.owner);
  const attachment = organization?.codeSecurity.attachments.find((item) => item.repositoryId === repository.id);
  if (organization === undefined || attachment === undefined) return { status: 204 };
  const configuration = configurationById(organization, attachment.configurationId);
  if (configuration === undefined) return { status: 204 };
  const status = statusOf(attachment, configuration, call.now);
  return { status: 200, body: { status, configuration: codeSecurityConfiguration(call, organization, configuration) } };
}
