import { setTimeout as sleep } from "node:timers/promises";
import { Octokit } from "@octokit/core";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import Bottleneck from "bottleneck";
import type { z } from "zod";
import { needsOf, objection, tokenKind } from "./access.ts";
import type { Access } from "./access.ts";
import { restRoot } from "./address.ts";
import { explained } from "./explanation.ts";

export interface GitHubSettings {
  /** Login of the owner of repositories. */
  readonly owner?: string | undefined;
  /** Root of GitHub; default github.com. */
  readonly baseUrl?: string | undefined;
  readonly token?: string | undefined;
}

/** What a request is about, for its errors and its end. */
export interface Purpose {
  /** The permission that the request takes, e.g. `administration of the organisation (admin:org)`. */
  readonly needs: string;
  readonly signal: AbortSignal;
}

/** GitHub's REST API for the resources here. Rate limits, server errors and lost connections are retried within a budget. */
export interface GitHub {
  /** @throws when no owner is set. */
  owner(): string;
  /** One request; its answer as far as the schema wants it. */
  call<T>(schema: z.ZodType<T>, route: string, parameters: Parameters, purpose: Purpose): Promise<T>;
  /** Every page of a list. */
  list<T>(schema: z.ZodType<T[]>, route: string, parameters: Parameters, purpose: Purpose): Promise<T[]>;
  /** Waits for something that GitHub does in its own time. */
  wait(seconds: number, signal: AbortSignal): Promise<void>;
  /** @throws when it can be known that the token is not accepted or lacks a scope. */
  admit(access: Access, signal: AbortSignal): Promise<void>;
}

export type Parameters = Readonly<Record<string, unknown>>;

const pageSize = 100;
const retries = 3;
/** Longest wait for a rate limit, in units of `unitMilliseconds`; a longer one is the user's decision. */
const longestWait = 120;

/** @param unitMilliseconds what a second of waiting lasts; shorter in tests only. */
export function connectGitHub(settings: GitHubSettings, unitMilliseconds = 1000): GitHub {
  const root = restRoot(settings.baseUrl ?? "https://github.com/");
  const octokit = newClient(root, settings.token, unitMilliseconds);
  const send = async (route: string, parameters: Parameters, purpose: Purpose): Promise<Answer> => {
    const request = namedRequest(octokit, root, route, parameters);
    if (!settings.token) throw new Error(`${request} needs a token: ${tokenAdvice}`);
    try {
      return await octokit.request(route, { ...parameters, request: { signal: purpose.signal } });
    } catch (error) {
      purpose.signal.throwIfAborted();
      throw explained(error, request, purpose.needs);
    }
  };
  return {
    call: async (schema, route, parameters, purpose) => schema.parse((await send(route, parameters, purpose)).data),
    owner() {
      if (settings.owner) return settings.owner;
      throw new Error(
        "no owner: set ai-governance:owner to the organisation's login, or GITHUB_OWNER in the environment",
      );
    },
    async list(schema, route, parameters, purpose) {
      const items: z.infer<typeof schema> = [];
      let next: Parameters | undefined = { per_page: pageSize };
      while (next !== undefined) {
        const { data, headers } = await send(route, { ...parameters, ...next }, purpose);
        items.push(...schema.parse(data));
        next = nextPage(headers["link"]);
      }
      return items;
    },
    async wait(seconds, signal) {
      await sleep(seconds * unitMilliseconds, undefined, { signal }).catch(() => signal.throwIfAborted());
    },
    admit: admission(settings.token, (signal) => send("GET /", {}, { needs: "to be valid", signal })),
  };
}

interface Answer {
  readonly data: unknown;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}

/** Some lists are cut by number, others by cursor: GitHub names the next page itself. */
function nextPage(link: string | number | undefined): Parameters | undefined {
  const next = /<([^>]+)>;\s*rel="next"/.exec(String(link ?? ""))?.[1];
  return next === undefined ? undefined : Object.fromEntries(new URL(next).searchParams);
}

/** Asks GitHub once for the token's scopes: it names those of classic tokens with every answer, and none of the others. */
function admission(token: string | undefined, anyAnswer: (signal: AbortSignal) => Promise<Answer>): GitHub["admit"] {
  let known: { readonly scopes: readonly string[] | undefined } | undefined;
  return async (access, signal) => {
    if (!token) return;
    known ??= { scopes: scopesIn((await anyAnswer(signal)).headers["x-oauth-scopes"]) };
    const problem = objection(access, tokenKind(token), known.scopes);
    if (problem !== undefined) throw new Error(`${problem}; it needs ${needsOf(access)}. Nothing was changed.`);
  };
}

function scopesIn(header: string | number | undefined): string[] | undefined {
  if (header === undefined) return undefined;
  return String(header)
    .split(",")
    .map((scope) => scope.trim())
    .filter((scope) => scope !== "");
}

const tokenAdvice = "pulumi config set --secret ai-governance:token, or GITHUB_TOKEN in the environment";

/** `GET /repos/acme/storefront`: never with a token, which is a header. */
function namedRequest(octokit: Octokit, root: string, route: string, parameters: Parameters): string {
  const { method, url } = octokit.request.endpoint(route, parameters);
  return `${method} ${decodeURIComponent(new URL(url).pathname.slice(new URL(root).pathname.replace(/\/$/, "").length))}`;
}

function newClient(root: string, token: string | undefined, unitMilliseconds: number): Octokit {
  const patience = (wait: number, _options: unknown, _octokit: unknown, count: number) =>
    wait <= longestWait && count < retries;
  const octokit = new (Octokit.plugin(retry, throttling))({
    baseUrl: root,
    ...(token === undefined ? {} : { auth: token }),
    userAgent: "pulumi-ai-governance",
    request: { headers: { "x-github-api-version": "2022-11-28" } },
    // Errors are reported once, by us, without headers.
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    // A 429 is retried when it says so, not earlier; the others are answers.
    retry: { retries, retryAfterBaseValue: unitMilliseconds, doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451] },
    throttle: {
      onRateLimit: patience,
      onSecondaryRateLimit: patience,
      retryAfterBaseValue: unitMilliseconds,
      ...(isGitHubCloud(root) ? {} : { write: unpaced(), notifications: unpaced() }),
    },
  });
  octokit.hook.wrap("request", async (request, options) => {
    // A 429 that names its end but neither kind of rate limit is known to no plugin.
    for (let count = 0; ; count++) {
      try {
        return await request(options);
      } catch (error) {
        const wait = namedWait(error);
        if (wait === undefined || wait > longestWait || count >= retries) throw error;
        await sleep(wait * unitMilliseconds, undefined, { signal: options.request?.["signal"] as AbortSignal });
      }
    }
  });
  return octokit;
}

function namedWait(error: unknown): number | undefined {
  const { status, response, message } = error as Partial<RequestFailure>;
  const throttled = response?.headers["x-ratelimit-remaining"] === "0" || /\bsecondary rate\b/i.test(message ?? "");
  const seconds = Number(response?.headers["retry-after"]);
  return status === 429 && !throttled && Number.isFinite(seconds) ? seconds : undefined;
}

interface RequestFailure {
  readonly status: number;
  readonly message: string;
  readonly response: { readonly headers: Readonly<Record<string, string | undefined>> };
}

const ignore = () => {};

function isGitHubCloud(root: string): boolean {
  return root === "https://api.github.com" || new URL(root).hostname.endsWith(".ghe.com");
}

/** github.com wants a second between writes; GitHub Enterprise Server and local servers do not. */
function unpaced(): Bottleneck.Group {
  return new Bottleneck.Group({ maxConcurrent: 10 });
}
