/** Webhooks of organisations and repositories, read only: https://docs.github.com/rest/orgs/webhooks */
import { ownedOrganization, repositoryFor } from "../core/access.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { notFound } from "../core/errors.ts";
import type { Webhook } from "../core/hook-state.ts";
import { pageOf } from "../core/pagination.ts";

export const webhookHandlers: Handlers = {
  "orgs/list-webhooks": (call) => listed(call, ofOrganization(call)),
  "orgs/get-webhook": (call) => shown(call, ofOrganization(call)),
  "repos/list-webhooks": (call) => listed(call, ofRepository(call)),
  "repos/get-webhook": (call) => shown(call, ofRepository(call)),
};

interface Home {
  readonly hooks: readonly Webhook[];
  /** Address of the list. */
  readonly url: string;
  readonly type: "Organization" | "Repository";
}

function ofOrganization(call: Call): Home {
  const { login, hooks } = ownedOrganization(call, { scope: "admin:org_hook", permission: "organization_hooks:read" });
  return { hooks, url: `${call.apiUrl}/orgs/${login}/hooks`, type: "Organization" };
}

function ofRepository(call: Call): Home {
  const { owner, name, hooks } = repositoryFor(call, "repository_hooks:read", "admin");
  return { hooks, url: `${call.apiUrl}/repos/${owner}/${name}/hooks`, type: "Repository" };
}

function listed(call: Call, home: Home): Reply {
  const { items, headers } = pageOf(call, home.hooks);
  return { status: 200, headers, body: items.map((hook) => hookBody(home, hook)) };
}

function shown(call: Call, home: Home): Reply {
  const hook = home.hooks.find(({ id }) => id === Number(call.path["hook_id"]));
  if (hook === undefined) throw notFound();
  return { status: 200, body: hookBody(home, hook) };
}

/** `org-hook` and `hook` of the description. */
function hookBody({ url: list, type }: Home, hook: Webhook) {
  const url = `${list}/${String(hook.id)}`;
  const config = { url: hook.url, content_type: hook.contentType, insecure_ssl: hook.insecureSsl };
  const ofRepositoryOnly = {
    test_url: `${url}/test`,
    last_response: { code: null, status: "unused", message: null },
  };
  return {
    ...{ type, id: hook.id, name: "web", active: hook.active, events: hook.events },
    config: hook.hasSecret ? { ...config, secret: "********" } : config,
    ...{ url, ping_url: `${url}/pings`, deliveries_url: `${url}/deliveries` },
    ...{ created_at: hook.createdAt, updated_at: hook.updatedAt },
    ...(type === "Repository" ? ofRepositoryOnly : {}),
  };
}
