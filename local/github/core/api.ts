/** One request of the API from its parts to its answer: who, which operation, is it well formed, carry it out, check the answer. */
import { createHash } from "node:crypto";
import type { Actor } from "./actors.ts";
import { actorOfToken } from "./actors.ts";
import { appOfJwt, needsAppToken } from "./app-jwt.ts";
import type { Call, Handler, Handlers, Reply } from "./contract.ts";
import type { Operation } from "./description.ts";
import { HttpError, notFound } from "./errors.ts";
import type { Layout } from "./layout.ts";
import type { Limits } from "./limits.ts";
import { scopeHeaders } from "./oauth-scopes.ts";
import { RateLimit, rateLimitHeaders, type Allowance } from "./rate-limit.ts";
import { checkRequest, parseBody } from "./request-checks.ts";
import { refusalProblems, responseProblems } from "./response-checks.ts";
import type { Route } from "./router.ts";
import type { State } from "./state.ts";
import type { Store } from "./store.ts";

export interface ApiRequest {
  readonly method: string;
  /** `undefined` where no operation has this path. */
  readonly route: Route | undefined;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  /** Absolute address without its query, still encoded. */
  readonly url: string;
  readonly layout: Layout;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string | Uint8Array;
}

export interface ApiSettings {
  readonly store: Store;
  readonly handlers: Handlers;
  /** Who a job's token stands for; it may be none. */
  readonly jobOf: (token: string) => Actor | undefined;
  /** Told of every change that a request made, once it is stored. */
  readonly changed: (before: State, after: State, actor: Actor) => void;
  readonly checkResponses: boolean;
  /** Requests an hour for each signed-in actor. */
  readonly rateLimit: number;
  readonly limits: Limits;
  readonly clock: () => Date;
  /** Told of every failure of this server itself (500), in one line without secrets. */
  readonly log: (line: string) => void;
}

const json = "application/json; charset=utf-8";

export class Api {
  /** Answers that did not fit GitHub's description, since the start. */
  readonly responseProblems: string[] = [];
  readonly #settings: ApiSettings;
  readonly #rateLimit: RateLimit;
  #served = 0;

  constructor(settings: ApiSettings) {
    this.#settings = settings;
    this.#rateLimit = new RateLimit(settings.rateLimit);
  }

  async answer(request: ApiRequest): Promise<ApiResponse> {
    this.#served += 1;
    let actor: Actor | undefined;
    let response: ApiResponse;
    try {
      actor = this.#authenticate(request);
      response = withEtag(request, await this.#answerTo(actor, request));
    } catch (error) {
      response = failure(error, request.route?.operation.documentationUrl);
      this.#checkRefusal(request.route?.operation, response);
      if (response.status === 500) this.#settings.log(`${request.method} ${request.layout.path}: ${String(error)}`);
    }
    return { ...response, headers: { ...response.headers, ...this.#commonHeaders(actor, request, response.status) } };
  }

  async #answerTo(actor: Actor, request: ApiRequest): Promise<ApiResponse> {
    const { route } = request;
    const allowance = this.#allowance(actor, request);
    if (allowance.remaining === 0 && !isUncounted(request)) throw rateLimited(actor);
    if (route === undefined) throw notFound();
    const handler = this.#handlerOf(route.operation);
    const body = parseBody(request.text);
    checkRequest(route.operation, { path: route.path, query: request.query, body });
    const carryOut = async (state: State): Promise<ApiResponse> =>
      this.#send(route.operation, await handler(this.#call(state, actor, request, route, body)));
    const readOnly = request.method === "GET" || request.method === "HEAD";
    const { store, changed } = this.#settings;
    if (readOnly) return carryOut(store.state);
    return store.change(carryOut, (before, after) => {
      changed(before, after, actor);
    });
  }

  #authenticate({ headers, route }: ApiRequest): Actor {
    const { store, clock, jobOf } = this.#settings;
    const header = headers["authorization"];
    if (header === undefined) return { kind: "anonymous" };
    const token = /^(?:bearer|token)\s+(\S+)$/i.exec(header)?.[1] ?? "";
    if (needsAppToken(route?.operation.id)) return appOfJwt(store.state, token, clock());
    const actor = jobOf(token) ?? actorOfToken(store.state, token);
    if (actor === undefined) throw new HttpError(401, "Bad credentials");
    return actor;
  }

  #handlerOf(operation: Operation): Handler {
    if (operation.id === "rate-limit/get") return (call) => this.#rateLimits(call);
    const handler = this.#settings.handlers[operation.id];
    if (handler !== undefined) return handler;
    const route = `${operation.method} ${operation.path}`;
    throw new HttpError(501, `Local GitHub does not implement the operation ${operation.id} (${route}).`);
  }

  #call(state: State, actor: Actor, request: ApiRequest, route: Route, body: Call["body"]): Call {
    const { url, query, headers } = request;
    const { apiUrl, htmlUrl } = request.layout;
    const accept = headers["accept"] ?? "";
    const now = this.#settings.clock();
    const allowance = this.#allowance(actor, request);
    const { limits } = this.#settings;
    return { state, actor, path: route.path, query, body, apiUrl, htmlUrl, url, accept, now, allowance, limits };
  }

  /** Made inside the change it belongs to, so that an answer that does not fit undoes the change. */
  #send(operation: Operation, reply: Reply): ApiResponse {
    const problems = this.#settings.checkResponses ? responseProblems(operation, reply) : [];
    this.responseProblems.push(...problems);
    if (problems.length > 0) {
      const [first = ""] = problems;
      throw new HttpError(500, `Local GitHub made an answer that does not fit GitHub's description. ${first}`, {
        errors: problems,
      });
    }
    return serialized(reply);
  }

  /** A refusal cannot be turned into another one: what does not fit is only recorded. */
  #checkRefusal(operation: Operation | undefined, { status, text }: ApiResponse): void {
    if (!this.#settings.checkResponses || operation === undefined) return;
    this.responseProblems.push(...refusalProblems(operation, status, JSON.parse(String(text))));
  }

  #rateLimits(call: Call): Reply {
    const core = limitBody(this.#rateLimit.allowance(call.actor, "core", call.now));
    const graphql = limitBody(this.#rateLimit.allowance(call.actor, "graphql", call.now));
    const search = { limit: 30, used: 0, remaining: 30, reset: core.reset };
    return { status: 200, body: { resources: { core, graphql, search }, rate: core } };
  }

  #allowance(actor: Actor, request: ApiRequest): Allowance {
    return this.#rateLimit.allowance(actor, resourceOf(request), this.#settings.clock());
  }

  #commonHeaders(actor: Actor | undefined, request: ApiRequest, status: number): Record<string, string> {
    const who = actor ?? { kind: "anonymous" };
    const isFree = status === 304 || isUncounted(request);
    if (!isFree) this.#rateLimit.spend(who, resourceOf(request), this.#settings.clock());
    return {
      ...rateLimitHeaders(this.#allowance(who, request)),
      ...scopeHeaders(who, request.route?.operation),
      "x-github-media-type": mediaTypeOf(request.headers["accept"] ?? ""),
      "x-github-request-id": `LOCAL:${this.#served.toString(16).toUpperCase().padStart(8, "0")}`,
      "x-github-api-version-selected": request.headers["x-github-api-version"] ?? "2022-11-28",
    };
  }
}

/** The question for the limit itself, and what is no operation of the API. */
const isUncounted = ({ route }: ApiRequest): boolean =>
  route !== undefined && ["rate-limit/get", "codeload"].includes(route.operation.id);

/** e.g. `github.v3; param=raw; format=json` for `application/vnd.github.raw+json` */
function mediaTypeOf(accept: string): string {
  const parameter = /application\/vnd\.github\.(?:v3\.)?(raw|html|text|full|diff|patch|sha)\b/.exec(accept)?.[1];
  return parameter === undefined ? "github.v3; format=json" : `github.v3; param=${parameter}; format=json`;
}

const resourceOf = (request: ApiRequest): Allowance["resource"] =>
  request.route?.operation.id === "graphql" ? "graphql" : "core";

const limitBody = ({ limit, used, remaining, reset }: Allowance) => ({ limit, used, remaining, reset });

function rateLimited(actor: Actor): HttpError {
  const whom = actor.kind === "anonymous" ? "127.0.0.1" : `user ID ${String(actor.userId)}`;
  return new HttpError(403, `API rate limit exceeded for ${whom}.`, {
    documentationUrl: "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api",
  });
}

function serialized(reply: Reply): ApiResponse {
  const headers = { "content-type": json, ...reply.headers };
  if (reply.body === undefined) return { status: reply.status, headers: { ...reply.headers }, text: "" };
  if (reply.body instanceof Uint8Array) return { status: reply.status, headers, text: reply.body };
  const isText = typeof reply.body === "string" && reply.headers?.["content-type"] !== undefined;
  return { status: reply.status, headers, text: isText ? String(reply.body) : JSON.stringify(reply.body) };
}

function failure(error: unknown, documentationUrl: string | undefined): ApiResponse {
  const known =
    error instanceof HttpError
      ? error
      : new HttpError(500, `Local GitHub failed: ${error instanceof Error ? error.message : String(error)}`);
  const headers = { ...known.details.headers, "content-type": json };
  return { status: known.status, headers, text: JSON.stringify(known.body(documentationUrl)) };
}

/** Adds `ETag` to what is read, and answers 304 to those who have it already. */
function withEtag(request: ApiRequest, response: ApiResponse): ApiResponse {
  if ((request.method !== "GET" && request.method !== "HEAD") || response.status !== 200) return response;
  const etag = `W/"${createHash("sha256").update(response.text).digest("hex")}"`;
  const headers = { ...response.headers, etag, "cache-control": "private, max-age=60, s-maxage=60" };
  const known = (request.headers["if-none-match"] ?? "").split(",").map((item) => item.trim());
  if (!known.includes(etag) && !known.includes(etag.slice(2))) return { ...response, headers };
  return { status: 304, headers, text: "" };
}
