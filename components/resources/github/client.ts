import { setTimeout as sleep } from "node:timers/promises";
import { Octokit } from "@octokit/core";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import Bottleneck from "bottleneck";
import type { z } from "zod";
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
  const call = async <T>(schema: z.ZodType<T>, route: string, parameters: Parameters, purpose: Purpose): Promise<T> => {
    const request = namedRequest(octokit, root, route, parameters);
    if (!settings.token) throw new Error(`${request} needs a token: ${tokenAdvice}`);
    try {
      const { data } = await octokit.request(route, { ...parameters, request: { signal: purpose.signal } });
      return schema.parse(data);
    } catch (error) {
      purpose.signal.throwIfAborted();
      throw explained(error, request, purpose.needs);
    }
  };
  return {
    call,
    owner() {
      if (settings.owner) return settings.owner;
      throw new Error(
        "no owner: set ai-governance:owner to the organisation's login, or GITHUB_OWNER in the environment",
      );
    },
    async list(schema, route, parameters, purpose) {
      const items: z.infer<typeof schema> = [];
      for (let page = 1; ; page++) {
        const found = await call(schema, route, { ...parameters, per_page: pageSize, page }, purpose);
        items.push(...found);
        if (found.length < pageSize) return items;
      }
    },
  };
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
