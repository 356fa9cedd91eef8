import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What GitHub knows of one app's installation on `acme`, and every write that it was sent. */
export interface Installations {
  selection: "all" | "selected";
  installed: boolean;
  reached: string[];
  readonly writes: string[];
  /** `X-OAuth-Scopes`; undefined for tokens that have none. */
  scopes: string | undefined;
  /** Former name to present name. */
  readonly renamed: Map<string, string>;
  failNextWrite: boolean;
}

const names = ["docs", "ledger", "site"];
const number = 7;
const ids = new Map(names.map((name, index) => [name, index + 1]));

/** GitHub as far as the scope of an app's installation goes, by an owner's token and by an enterprise's app. */
export async function fakeInstallations() {
  const github: Installations = {
    selection: "selected",
    installed: true,
    reached: ["docs"],
    writes: [],
    scopes: "admin:org, repo",
    renamed: new Map(),
    failNextWrite: false,
  };
  const server = createServer((request, response) => void answer(github, request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { github, url, close: () => new Promise((resolve) => server.close(resolve)) };
}

async function answer(github: Installations, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  const path = new URL(request.url ?? "", "http://localhost").pathname.replace("/api/v3", "");
  const route = `${request.method} ${path}`;
  const body = text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
  if (request.method !== "GET") github.writes.push(text === "" ? route : `${route} ${text}`);
  const fails = request.method !== "GET" && github.failNextWrite;
  if (fails) github.failNextWrite = false;
  const [status, found] = fails ? [422, { message: "Unprocessable" }] : reply(github, route, body);
  const scopes = github.scopes === undefined ? {} : { "x-oauth-scopes": github.scopes };
  response.writeHead(status, { "content-type": "application/json", ...scopes });
  response.end(status === 204 ? undefined : JSON.stringify(found));
}

type Reply = readonly [number, unknown?];
const notFound: Reply = [404, { message: "Not Found" }];
const bodyOf = (all: readonly string[]) => all.map((name) => ({ id: ids.get(name), name, full_name: `acme/${name}` }));

function reply(github: Installations, route: string, body: Record<string, unknown>): Reply {
  const installation = { id: number, app_slug: "claude", repository_selection: github.selection };
  const installations = github.installed ? [installation] : [];
  if (route === "GET /") return [200, {}];
  if (route === "GET /orgs/acme/installations") return [200, { total_count: installations.length, installations }];
  if (route.includes("/enterprises/")) return enterpriseReply(github, route, body, installations);
  if (route === `GET /user/installations/${number}/repositories`)
    return [200, { total_count: github.reached.length, repositories: bodyOf(github.reached) }];
  const repository = /^GET \/repos\/acme\/(.+)$/.exec(route)?.[1];
  if (repository !== undefined) {
    const name = github.renamed.get(repository) ?? repository;
    return ids.has(name) ? [200, { id: ids.get(name), name, owner: { login: "acme" } }] : notFound;
  }
  const [, method, id] = /^(PUT|DELETE) \/user\/installations\/7\/repositories\/(\d+)$/.exec(route) ?? [];
  if (method === undefined) return notFound;
  return ownerChange(github, method, names[Number(id) - 1] ?? "");
}

/** "The installation must have the `repository_selection` of `selected`", and keeps one repository. */
function ownerChange(github: Installations, method: string, name: string): Reply {
  const others = github.reached.filter((one) => one !== name);
  if (method === "DELETE" && (github.selection === "all" || others.length === 0))
    return [422, { message: "Validation Failed" }];
  github.reached = method === "PUT" ? [...others, name] : others;
  return [204];
}

function enterpriseReply(
  github: Installations,
  route: string,
  body: Record<string, unknown>,
  installations: readonly { app_slug: string }[],
): Reply {
  const [method, path = ""] = route.split(" ");
  const rest = path.replace("/enterprises/acme-inc/apps", "");
  const listed = (body["repositories"] as string[] | undefined) ?? [];
  if (rest === "/installable_organizations/acme/accessible_repositories") return [200, bodyOf(names)];
  if (rest === "/organizations/acme/installations")
    return [200, installations.map((one) => ({ ...one, app_slug: `anthropics/${one.app_slug}` }))];
  const one = "/organizations/acme/installations/7";
  if (method === "DELETE" && rest === one) {
    github.installed = false;
    return [204];
  }
  if (method === "PATCH" && rest === `${one}/repositories`) {
    github.selection = "selected";
    github.reached = listed;
  } else if (method === "PATCH" && rest === `${one}/repositories/add`) github.reached.push(...listed);
  else if (method === "PATCH" && rest === `${one}/repositories/remove`)
    github.reached = github.reached.filter((name) => !listed.includes(name));
  else if (method !== "GET" || rest !== `${one}/repositories`) return notFound;
  return [200, bodyOf(github.reached)];
}
