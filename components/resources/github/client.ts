import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Octokit } from "@octokit/core";
import type { z } from "zod";
import { needsOf, objection, tokenKind } from "./access.ts";
import type { Access, TokenKind } from "./access.ts";
import { restRoot } from "./address.ts";
import { newConnection } from "./connection.ts";
import type { ConnectionSettings } from "./connection.ts";
import { explained, explainedMint } from "./explanation.ts";

export interface GitHubSettings extends ConnectionSettings {
  /** Login of the owner of repositories. */
  readonly owner?: string | undefined;
  /** Root of GitHub; default github.com. */
  readonly baseUrl?: string | undefined;
  /** Entries a page of a list; default 100. */
  readonly maxPerPage?: number | undefined;
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

/** @param unitMilliseconds what a second of waiting lasts; shorter in tests only. */
export function connectGitHub(settings: GitHubSettings, unitMilliseconds = 1000): GitHub {
  const root = restRoot(settings.baseUrl ?? "https://github.com/");
  const octokit = newConnection(root, settings, unitMilliseconds);
  const signedIn = signingIn(octokit, settings);
  const send = async (route: string, parameters: Parameters, purpose: Purpose): Promise<Answer> => {
    const request = namedRequest(octokit, root, route, parameters);
    await signedIn(request, purpose.signal);
    try {
      return await octokit.request(route, { ...parameters, request: { signal: purpose.signal } });
    } catch (error) {
      purpose.signal.throwIfAborted();
      throw explained(error, request, purpose.needs, settings.app);
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
      let next: Parameters | undefined = { per_page: settings.maxPerPage ?? 100 };
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
    admit: admission(kindOf(settings), (signal) => send("GET /", {}, { needs: "to be valid", signal })),
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
function admission(kind: TokenKind | undefined, anyAnswer: (signal: AbortSignal) => Promise<Answer>): GitHub["admit"] {
  let known: { readonly scopes: readonly string[] | undefined } | undefined;
  return async (access, signal) => {
    if (kind === undefined) return;
    known ??= { scopes: scopesIn((await anyAnswer(signal)).headers["x-oauth-scopes"]) };
    const problem = objection(access, kind, known.scopes);
    if (problem !== undefined) throw new Error(`${problem}; it needs ${needsOf(access)}. Nothing was changed.`);
  };
}

function kindOf({ token, app }: GitHubSettings): TokenKind | undefined {
  if (app !== undefined) return "app";
  return token === undefined ? undefined : tokenKind(token);
}

function scopesIn(header: string | number | undefined): string[] | undefined {
  if (header === undefined) return undefined;
  return String(header)
    .split(",")
    .map((scope) => scope.trim())
    .filter((scope) => scope !== "");
}

/**
 * Has an app's token made, or renewed, before a request that needs one: what is wrong with the app is then said of the app, and
 * the request's own retries are not spent on it.
 */
function signingIn(octokit: Octokit, { token, app }: GitHubSettings) {
  return async (request: string, signal: AbortSignal): Promise<void> => {
    if (app === undefined && !token) throw new Error(`${request} needs a token: ${tokenAdvice}`);
    if (app === undefined) return;
    try {
      await unlessAborted(octokit.auth({ type: "installation" }), signal);
    } catch (error) {
      signal.throwIfAborted();
      throw explainedMint(error, app);
    }
  };
}

/** The app's authentication takes no signal. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const ended = new AbortController();
  const abortion = once(signal, "abort", { signal: ended.signal }).then(() => signal.throwIfAborted());
  try {
    return (await Promise.race([work, abortion])) as T;
  } finally {
    abortion.catch(() => {});
    ended.abort();
  }
}

const tokenAdvice =
  "pulumi config set --secret ai-governance:token, or GITHUB_TOKEN in the environment; ai-governance:appAuth for an app";

/** `GET /repos/acme/storefront`: never with a token, which is a header. */
function namedRequest(octokit: Octokit, root: string, route: string, parameters: Parameters): string {
  const { method, url } = octokit.request.endpoint(route, parameters);
  return `${method} ${decodeURIComponent(new URL(url).pathname.slice(new URL(root).pathname.replace(/\/$/, "").length))}`;
}
