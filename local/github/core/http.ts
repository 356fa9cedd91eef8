/** Requests and answers as Node's HTTP server has them. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { ApiRequest, ApiResponse } from "./api.ts";
import { router, type Route } from "./router.ts";

export async function readRequest(message: IncomingMessage): Promise<ApiRequest> {
  const origin = `http://${message.headers.host ?? "127.0.0.1"}`;
  const url = new URL(message.url ?? "/", origin);
  const method = message.method ?? "GET";
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return {
    method,
    route: routeOf(method, url.pathname),
    query: url.searchParams,
    headers: message.headers as ApiRequest["headers"],
    text: Buffer.concat(chunks).toString("utf8"),
    origin,
    pathname: url.pathname,
  };
}

export function sendResponse(response: ServerResponse, method: string, { status, headers, text }: ApiResponse): void {
  response.writeHead(status, { server: "local-github", ...headers, "content-length": Buffer.byteLength(text) });
  response.end(method === "HEAD" ? undefined : text);
}

/** The layout of GitHub Enterprise Server. */
function routeOf(method: string, pathname: string): Route | undefined {
  if (pathname === "/api/graphql" && method === "POST") return graphqlRoute;
  const path = /^\/api\/v3(\/.*)?$/.exec(pathname);
  return path === null ? undefined : router().find(method, path[1] ?? "/");
}

const graphqlRoute: Route = {
  path: {},
  operation: {
    id: "graphql",
    method: "POST",
    path: "/graphql",
    documentationUrl: "https://docs.github.com/graphql",
    parameters: [],
    body: undefined,
    responses: { 200: { content: {} } },
  },
};
