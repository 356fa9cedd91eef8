/** Local GitHub for tests: a small organisation, and unmodified Octokit as any of its actors. */
import assert from "node:assert/strict";
import { Octokit } from "octokit";
import type { Seed } from "../../../local/github/core/seed.ts";
import { startLocalGitHub, type LocalGitHub, type LocalGitHubSettings } from "../../../local/github/server.ts";

export const owner = "olivia-owner";
export const developer = "dev-dana";
export const stranger = "stranger";
export const claude = "claude[bot]";
export const org = "meridian-pay";

/** Dana writes to `docs` through her team, administers `ledger`, and reads the rest. */
export const seed: Seed = {
  organization: { login: org, name: "Meridian Pay", plan: "enterprise" },
  users: [
    { login: owner, role: "owner" },
    { login: developer },
    { login: "dev-emil" },
    { login: stranger, role: "none" },
  ],
  teams: [
    { slug: "platform-engineering", members: [developer], repositories: { docs: "write" } },
    { slug: "break-glass", members: [] },
  ],
  apps: [{ id: 1236702, slug: "claude" }],
  repositories: [
    { name: "docs" },
    { name: "ledger", collaborators: { [developer]: "admin" } },
    { name: "site", visibility: "public" },
  ],
};

export interface Fixture {
  readonly server: LocalGitHub;
  /** Octokit with the actor's token; without an actor, anonymous. */
  as(actor?: string): Octokit;
  /** Closes the server and fails where an answer did not fit GitHub's description. */
  end(): Promise<void>;
}

export async function startFixture(settings: LocalGitHubSettings = {}): Promise<Fixture> {
  const server = await startLocalGitHub({ seed, ...settings });
  return {
    server,
    as: (actor) => octokitFor(server, actor),
    end: async () => {
      await server.close();
      assert.deepEqual(server.responseProblems, []);
    },
  };
}

/** Starts a server before each test of a suite and ends it after. */
export function eachWithLocalGitHub(
  settings: LocalGitHubSettings = {},
): Pick<Fixture, "as"> & { server(): LocalGitHub } {
  let fixture: Fixture;
  beforeEach(async () => {
    fixture = await startFixture(settings);
  });
  afterEach(() => fixture.end());
  return { as: (actor) => fixture.as(actor), server: () => fixture.server };
}

export function octokitFor(server: LocalGitHub, actor?: string): Octokit {
  const token = actor === undefined ? undefined : server.tokens[actor];
  if (actor !== undefined) assert.ok(token, `no token for ${actor}`);
  return new Octokit({
    baseUrl: server.apiUrl,
    ...(token === undefined ? {} : { auth: token }),
    retry: { enabled: false },
    throttle: { enabled: false },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
}

/** What a refused call answers with. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly errors?: unknown;
}

/** Awaits a call that must be refused. */
export async function refusal(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
  } catch (error) {
    const { status, response } = error as { status?: number; response?: { data: Record<string, unknown> } };
    if (status === undefined) throw error;
    const { message = "", errors } = response?.data ?? {};
    return { status, message: String(message), ...(errors === undefined ? {} : { errors }) };
  }
  assert.fail("the call was accepted");
}
