/** Webhooks of organisations and repositories; nothing is delivered: https://docs.github.com/rest/orgs/webhooks */
import { ownedOrganization, repositoryFor } from "../core/access.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { notFound, validationFailed, type HttpError } from "../core/errors.ts";
import type { Webhook } from "../core/hook-state.ts";
import { pageOf } from "../core/pagination.ts";
import { takeId } from "../core/state.ts";

export const webhookHandlers: Handlers = {
  "orgs/list-webhooks": (call) => listed(call, ofOrganization(call, "read")),
  "orgs/get-webhook": (call) => shown(call, ofOrganization(call, "read")),
  "orgs/create-webhook": (call) => create(call, ofOrganization(call, "write")),
  "orgs/update-webhook": (call) => update(call, ofOrganization(call, "write")),
  "orgs/delete-webhook": (call) => remove(call, ofOrganization(call, "write")),
  "repos/list-webhooks": (call) => listed(call, ofRepository(call, "read")),
  "repos/get-webhook": (call) => shown(call, ofRepository(call, "read")),
  "repos/create-webhook": (call) => create(call, ofRepository(call, "write")),
  "repos/update-webhook": (call) => update(call, ofRepository(call, "write")),
  "repos/delete-webhook": (call) => remove(call, ofRepository(call, "write")),
};

interface Home {
  readonly kept: { hooks: Webhook[] };
  /** Address of the list. */
  readonly url: string;
  readonly type: "Organization" | "Repository";
}

function ofOrganization(call: Call, level: "read" | "write"): Home {
  const need = { scope: "admin:org_hook", permission: `organization_hooks:${level}` } as const;
  const organization = ownedOrganization(call, need);
  return { kept: organization, url: `${call.apiUrl}/orgs/${organization.login}/hooks`, type: "Organization" };
}

function ofRepository(call: Call, level: "read" | "write"): Home {
  const repository = repositoryFor(call, `repository_hooks:${level}`, "admin");
  const { owner, name } = repository;
  return { kept: repository, url: `${call.apiUrl}/repos/${owner}/${name}/hooks`, type: "Repository" };
}

function listed(call: Call, home: Home): Reply {
  const { items, headers } = pageOf(call, home.kept.hooks);
  return { status: 200, headers, body: items.map((hook) => hookBody(home, hook)) };
}

function shown(call: Call, home: Home): Reply {
  return { status: 200, body: hookBody(home, hookOfPath(call, home)) };
}

function hookOfPath(call: Call, { kept }: Home): Webhook {
  const hook = kept.hooks.find(({ id }) => id === Number(call.path["hook_id"]));
  if (hook === undefined) throw notFound();
  return hook;
}

interface HookRequest {
  readonly name?: string;
  readonly config?: { url?: string; content_type?: string; secret?: string; insecure_ssl?: string | number };
  readonly events?: string[];
  readonly add_events?: string[];
  readonly remove_events?: string[];
  readonly active?: boolean;
}

function create(call: Call, home: Home): Reply {
  const { name = "web", config = {}, events = ["push"], active = true } = call.body as HookRequest;
  if (name !== "web") throw refused("name", "name is not a valid hook");
  const dates = { createdAt: call.now.toISOString(), updatedAt: call.now.toISOString() };
  const hook = { id: takeId(call.state), ...settingsOf(config), events: [...new Set(events)], active, ...dates };
  refuseTwice(home, hook);
  home.kept.hooks.push(hook);
  const body = hookBody(home, hook);
  return { status: 201, body, headers: { location: body.url } };
}

/** "If you previously had a `secret` set, you must provide the same `secret` or set a new `secret` or the secret will be removed." */
function update(call: Call, home: Home): Reply {
  const hook = hookOfPath(call, home);
  const { config, events, add_events = [], remove_events = [], active = hook.active } = call.body as HookRequest;
  const wanted = [...(events ?? hook.events), ...add_events].filter((event) => !remove_events.includes(event));
  const settings = config === undefined ? {} : settingsOf({ url: hook.url, ...config });
  const changed = { ...hook, ...settings, events: [...new Set(wanted)], active, updatedAt: call.now.toISOString() };
  refuseTwice(home, changed);
  Object.assign(hook, changed);
  return { status: 200, body: hookBody(home, hook) };
}

function remove(call: Call, home: Home): Reply {
  const { id } = hookOfPath(call, home);
  home.kept.hooks = home.kept.hooks.filter((hook) => hook.id !== id);
  return { status: 204 };
}

function settingsOf({ url, content_type, secret, insecure_ssl }: NonNullable<HookRequest["config"]>) {
  if (url === undefined || !URL.canParse(url)) throw refused("url", "url is missing or not a valid URL");
  const contentType = content_type === "json" ? ("json" as const) : ("form" as const);
  const insecureSsl = String(insecure_ssl) === "1" ? ("1" as const) : ("0" as const);
  return { url, contentType, insecureSsl, hasSecret: secret !== undefined && secret !== "" };
}

/** "Multiple webhooks can share the same `config` as long as those webhooks do not have any `events` that overlap." */
function refuseTwice({ kept, type }: Home, { id, url, events }: Webhook): void {
  const others = kept.hooks.filter((hook) => hook.id !== id && hook.url === url);
  const overlaps = others.some((hook) => hook.events.some((event) => events.includes(event)));
  if (overlaps) throw refused(undefined, `Hook already exists on this ${type.toLowerCase()}`);
}

const refused = (field: string | undefined, message: string): HttpError =>
  validationFailed([{ resource: "Hook", code: "custom", ...(field === undefined ? {} : { field }), message }]);

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
