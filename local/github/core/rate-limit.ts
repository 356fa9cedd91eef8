/** Requests an hour for each token: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
import type { Actor } from "./actors.ts";

export interface Allowance {
  readonly resource: "core" | "graphql";
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Seconds since 1970 at which the hour ends. */
  readonly reset: number;
}

const hour = 3_600_000;
const anonymousLimit = 60;

export class RateLimit {
  readonly #limit: number;
  readonly #windows = new Map<string, { used: number; endsAt: number }>();

  /** @param limit requests an hour for each signed-in actor */
  constructor(limit: number) {
    this.#limit = limit;
  }

  allowance(actor: Actor, resource: Allowance["resource"], now: Date): Allowance {
    const { used, endsAt } = this.#window(actor, resource, now);
    const limit = actor.kind === "anonymous" ? anonymousLimit : this.#limit;
    return { resource, limit, used, remaining: Math.max(0, limit - used), reset: Math.ceil(endsAt / 1000) };
  }

  /** Counts one request. */
  spend(actor: Actor, resource: Allowance["resource"], now: Date): void {
    this.#window(actor, resource, now).used += 1;
  }

  #window(actor: Actor, resource: string, now: Date): { used: number; endsAt: number } {
    const key = `${resource} ${keyOf(actor)}`;
    const found = this.#windows.get(key);
    if (found !== undefined && found.endsAt > now.getTime()) return found;
    const fresh = { used: 0, endsAt: now.getTime() + hour };
    this.#windows.set(key, fresh);
    return fresh;
  }
}

function keyOf(actor: Actor): string {
  if (actor.kind === "anonymous") return "anonymous";
  return actor.kind === "workflow" ? `workflow ${String(actor.repositoryId)}` : `${actor.kind} ${String(actor.userId)}`;
}

export function rateLimitHeaders(allowance: Allowance): Record<string, string> {
  return {
    "x-ratelimit-limit": String(allowance.limit),
    "x-ratelimit-remaining": String(allowance.remaining),
    "x-ratelimit-used": String(allowance.used),
    "x-ratelimit-reset": String(allowance.reset),
    "x-ratelimit-resource": allowance.resource,
  };
}
