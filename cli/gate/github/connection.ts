import { setTimeout as sleep } from "node:timers/promises";
import { Octokit } from "@octokit/core";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import type { z } from "zod";
import { failureOf } from "./failure.ts";

export type Parameters = Readonly<Record<string, unknown>>;

/** GitHub's REST API for the gate. Rate limits, server errors and lost connections are retried within a budget. */
export interface GitHub {
  /** One request; its answer as far as the schema wants it. @throws GitHubFailure */
  get<T>(schema: z.ZodType<T>, route: string, parameters: Parameters): Promise<T>;
  /** Every page of a list, as GitHub links them. @throws GitHubFailure */
  list<T>(schema: z.ZodType<T[]>, route: string, parameters: Parameters): Promise<T[]>;
  /** A request that changes something. @throws GitHubFailure */
  send<T>(schema: z.ZodType<T>, route: string, parameters: Parameters): Promise<T>;
}

export interface ConnectionArgs {
  readonly root: string;
  readonly token: string;
  /** Milliseconds that a second of waiting lasts; shorter in tests only. Default 1000. */
  readonly second?: number;
  /** Milliseconds after which nothing more is asked, nor waited for. Default: 8 minutes, as a job of the gate has 10. */
  readonly longest?: number;
}

/** Tries of one request besides the first. */
const retries = 3;
/** Longest wait for a rate limit, in seconds; whoever wants to wait longer runs the gate again. */
const longestWait = 120;
/** Longest time for one answer, in milliseconds. */
const longestAnswer = 60_000;
/** Answers that another try does not change. A 429 is retried when it says so, not earlier. */
const lasting = [400, 401, 403, 404, 410, 422, 429, 451, 501];

export function connect({ root, token, second = 1000, longest = 480_000 }: ConnectionArgs): GitHub {
  const octokit = newOctokit(root, token, second, longest);
  const ask = async (route: string, parameters: Parameters): Promise<Answer> => {
    try {
      return await octokit.request(route, { ...parameters });
    } catch (error) {
      throw failureOf(error, requestName(octokit, root, route, parameters));
    }
  };
  const read = <T>(schema: z.ZodType<T>, { data }: Answer, route: string, parameters: Parameters): T => {
    const result = schema.safeParse(data);
    if (result.success) return result.data;
    throw failureOf(undefined, requestName(octokit, root, route, parameters));
  };
  const one = async <T>(schema: z.ZodType<T>, route: string, parameters: Parameters): Promise<T> =>
    read(schema, await ask(route, parameters), route, parameters);
  return {
    get: one,
    send: one,
    async list(schema, route, parameters) {
      const items: z.output<typeof schema> = [];
      let page: Parameters | undefined = { per_page: 100 };
      while (page !== undefined) {
        const answer = await ask(route, { ...parameters, ...page });
        items.push(...read(schema, answer, route, parameters));
        page = nextPage(answer.headers["link"]);
      }
      return items;
    },
  };
}

interface Answer {
  readonly data: unknown;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}

function newOctokit(root: string, token: string, second: number, longest: number): Octokit {
  const end = performance.now() + longest;
  const patience = (wait: number, _request: unknown, _octokit: unknown, count: number) =>
    wait <= longestWait && count < retries && performance.now() + wait * second < end;
  const octokit = new (Octokit.plugin(retry, throttling))({
    auth: token,
    baseUrl: root,
    userAgent: "pulumi-ai-governance-gate",
    request: { fetch: timedUntil(end), headers: { "x-github-api-version": "2022-11-28" } },
    // Failures are reported once, by us, without headers.
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    retry: { retries, retryAfterBaseValue: second, doNotRetry: lasting },
    throttle: { onRateLimit: patience, onSecondaryRateLimit: patience, retryAfterBaseValue: second },
  });
  octokit.hook.wrap("request", async (request, settings) => {
    // A 429 that names its end but neither kind of rate limit is known to no plugin.
    for (let count = 0; ; count++) {
      try {
        return await request(settings);
      } catch (error) {
        const wait = namedWait(error);
        if (wait === undefined || !patience(wait, settings, octokit, count)) throw error;
        await sleep(wait * second);
      }
    }
  });
  return octokit;
}

/** `fetch` that answers within its time, and not at all after the end: an AbortError, which nothing retries. */
function timedUntil(end: number): typeof fetch {
  return async (input, init) => {
    const left = Math.ceil(end - performance.now());
    const ended = left > 0 ? AbortSignal.timeout(left) : AbortSignal.abort();
    try {
      return await fetch(input, { ...init, signal: AbortSignal.any([ended, AbortSignal.timeout(longestAnswer)]) });
    } catch (error) {
      throw ended.aborted ? new DOMException("out of time", "AbortError") : error;
    }
  };
}

const ignore = () => {};

interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly response: { readonly headers: Readonly<Record<string, string | undefined>> };
}

function namedWait(error: unknown): number | undefined {
  const { status, response, message } = error as Partial<Refusal>;
  const throttled = response?.headers["x-ratelimit-remaining"] === "0" || /\bsecondary rate\b/i.test(message ?? "");
  const seconds = Number(response?.headers["retry-after"]);
  return status === 429 && !throttled && Number.isFinite(seconds) ? seconds : undefined;
}

/** Some lists are cut by number, others by cursor: GitHub names the next page itself. */
function nextPage(link: string | number | undefined): Parameters | undefined {
  const next = /<([^>]+)>;\s*rel="next"/.exec(String(link ?? ""))?.[1];
  return next === undefined ? undefined : Object.fromEntries(new URL(next).searchParams);
}

/** `GET /repos/acme/storefront`: never with a token, which is a header. */
function requestName(octokit: Octokit, root: string, route: string, parameters: Parameters): string {
  const { method, url } = octokit.request.endpoint(route, { ...parameters });
  const path = new URL(url).pathname.slice(new URL(root).pathname.replace(/\/$/, "").length);
  return `${method} ${decodeURIComponent(path)}`;
}
