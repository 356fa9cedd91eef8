/** Requests and answers as Node's HTTP server has them. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { TLSSocket } from "node:tls";
import type { ApiRequest, ApiResponse } from "./api.ts";
import type { Operation } from "./description.ts";
import { layoutOf } from "./layout.ts";
import { router, type Route } from "./router.ts";

export async function readRequest(message: IncomingMessage): Promise<ApiRequest> {
  const scheme = (message.socket as Partial<TLSSocket>).encrypted === true ? "https" : "http";
  const url = new URL(message.url ?? "/", `${scheme}://${message.headers.host ?? "127.0.0.1"}`);
  const layout = layoutOf(url);
  const method = message.method ?? "GET";
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return {
    method,
    route: routeOf(method, layout.path),
    query: url.searchParams,
    headers: message.headers as ApiRequest["headers"],
    text: Buffer.concat(chunks).toString("utf8"),
    url: url.origin + url.pathname,
    layout,
  };
}

export function sendResponse(response: ServerResponse, method: string, { status, headers, text }: ApiResponse): void {
  response.writeHead(status, { server: "github.com", ...headers, "content-length": Buffer.byteLength(text) });
  response.end(method === "HEAD" ? undefined : text);
}

function routeOf(method: string, path: string): Route | undefined {
  if (path === "/graphql" && method === "POST") return { operation: graphql, path: {} };
  const [, owner, repo, ref] = /^\/_codeload\/([^/]+)\/([^/]+)\/legacy\.tar\.gz\/(.+)$/.exec(path) ?? [];
  if (owner === undefined || repo === undefined || ref === undefined) return router().find(method, path);
  return { operation: codeload, path: { owner, repo, ref: decodeURIComponent(ref) } };
}

/** What answers beside the operations of the description. */
const beside = (id: string, method: string, path: string, documentationUrl: string): Operation => ({
  ...{ id, method, path, documentationUrl, text: "", parameters: [], body: undefined },
  responses: { 200: { content: {} } },
});

const docs = "https://docs.github.com";
const graphql = beside("graphql", "POST", "/graphql", `${docs}/graphql`);
const archives = `${docs}/rest/repos/contents#download-a-repository-archive-tar`;
/** Where links to archives lead, on GitHub Enterprise Server too. */
const codeload = beside("codeload", "GET", "/_codeload/{owner}/{repo}/legacy.tar.gz/{ref}", archives);
