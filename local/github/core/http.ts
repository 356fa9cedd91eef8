/** Requests and answers as Node's HTTP server has them. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { TLSSocket } from "node:tls";
import type { ApiRequest, ApiResponse } from "./api.ts";
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
  return path === "/graphql" && method === "POST" ? graphqlRoute : router().find(method, path);
}

const graphqlRoute: Route = {
  path: {},
  operation: {
    id: "graphql",
    method: "POST",
    path: "/graphql",
    documentationUrl: "https://docs.github.com/graphql",
    text: "",
    parameters: [],
    body: undefined,
    responses: { 200: { content: {} } },
  },
};
