import { setTimeout as sleep } from "node:timers/promises";
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/core";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { groupsFor, pacingFor, turnOfReads } from "./pacing.ts";
import type { PacingSettings } from "./pacing.ts";

/** How to reach GitHub, and as whom. */
export interface ConnectionSettings extends PacingSettings {
  readonly token?: string | undefined;
  /** A GitHub App in place of a token. */
  readonly app?: AppCredential | undefined;
  /** Whether any TLS certificate is accepted. */
  readonly insecure?: boolean | undefined;
  readonly maxRetries?: number | undefined;
  readonly retryDelayMs?: number | undefined;
  readonly retryableErrors?: readonly number[] | undefined;
}

/** An installation of an app; its tokens last an hour and are renewed. */
export interface AppCredential {
  readonly id: string;
  readonly installationId: number;
  /** In PEM, PKCS#1 or PKCS#8. */
  readonly privateKey: string;
}

/** Longest wait for a rate limit, in units of `unitMilliseconds`; a longer one is the user's decision. */
const longestWait = 120;
/** Answers that another try does not change. A 429 is retried when it says so, not earlier. */
const lasting = [400, 401, 403, 404, 410, 422, 429, 451];

/** A client that keeps rate limits and retries what passes. `unitMilliseconds` is what a second of waiting lasts. */
export function newConnection(root: string, settings: ConnectionSettings, unitMilliseconds: number): Octokit {
  const { maxRetries: retries = 3, retryDelayMs = 1000, retryableErrors } = settings;
  const pacing = pacingFor(settings, root);
  const patience = (wait: number, _options: unknown, _octokit: unknown, count: number) =>
    wait <= longestWait && count < retries;
  const octokit = new (Octokit.plugin(retry, throttling))({
    baseUrl: root,
    ...credential(settings),
    userAgent: "pulumi-ai-governance",
    request: {
      headers: { "x-github-api-version": "2022-11-28" },
      ...(settings.insecure === true ? { fetch: unverified } : {}),
    },
    // Errors are reported once, by us, without headers.
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    retry: {
      retries,
      retryAfterBaseValue: (retryDelayMs * unitMilliseconds) / 1000,
      doNotRetry: retryableErrors === undefined ? lasting : allBut(retryableErrors),
    },
    throttle: {
      onRateLimit: patience,
      onSecondaryRateLimit: patience,
      retryAfterBaseValue: unitMilliseconds,
      ...groupsFor(pacing, unitMilliseconds),
    },
  });
  const turn = turnOfReads(pacing, unitMilliseconds);
  octokit.hook.wrap("request", async (request, options) => {
    await turn(options.method);
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

function credential({ token, app }: ConnectionSettings): object {
  if (app === undefined) return token === undefined ? {} : { auth: token };
  const { id: appId, installationId, privateKey } = app;
  return { authStrategy: createAppAuth, auth: { appId, installationId, privateKey } };
}

const allBut = (statuses: readonly number[]): number[] =>
  Array.from({ length: 200 }, (_, index) => 400 + index).filter((status) => !statuses.includes(status));

/** `fetch` of a certificate that nobody vouches for: the server's owner said so. */
const unverified: typeof fetch = async (input, init) => {
  // eslint-disable-next-line no-restricted-syntax -- a whole HTTP client, for those few who need it
  const { Agent, fetch: insecureFetch } = await import("undici");
  agent ??= new Agent({ connect: { rejectUnauthorized: false } });
  const request = { ...init, dispatcher: agent } as Parameters<typeof insecureFetch>[1];
  return (await insecureFetch(input as string, request)) as unknown as Response;
};

let agent: object | undefined;

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
