/** One organisation with people, agents and repositories, and Octokit as each of them. */
import assert from "node:assert/strict";
import { Octokit } from "octokit";
import type { Seed } from "../../../local/github/core/seed.ts";
import type { BypassActor, Rule, Ruleset, RulesetConditions, State } from "../../../local/github/core/state.ts";
import { startLocalGitHub } from "../../../local/github/server.ts";
import type { LocalGitHub } from "../../../local/github/server.ts";

export const claudeAppId = 7001;
export const gateAppId = 7002;

export const seed: Seed = {
  organization: { login: "acme", plan: "enterprise" },
  users: [
    { login: "olivia", role: "owner" },
    { login: "dev" },
    { login: "rex" },
    { login: "sam" },
    { login: "reader" },
  ],
  teams: [{ slug: "owners", members: ["sam"], repositories: { shop: "write" } }],
  apps: [
    { id: claudeAppId, slug: "claude" },
    { id: gateAppId, slug: "gate" },
  ],
  repositories: [
    {
      name: "shop",
      files: { "README.md": "# shop\n", "src/a.txt": "a\n" },
      collaborators: { dev: "write", rex: "write", sam: "write", reader: "read" },
    },
    { name: "governance", visibility: "internal", files: { ".github/workflows/gate.yml": "on: pull_request\n" } },
    { name: "open", visibility: "public", collaborators: { dev: "write" } },
  ],
};

export const shop = { owner: "acme", repo: "shop" };
export const at = new Date("2026-03-04T05:06:07Z");

export interface World {
  readonly server: LocalGitHub;
  as(login: string): Octokit;
  /** The tip of a branch of the repository `shop`. */
  tip(branch?: string): string;
  /** Adds a ruleset to the organisation without asking anybody. */
  ruleset(wanted: Partial<Ruleset> & { rules: Rule[] }): Promise<void>;
  stop(): Promise<void>;
}

export async function startWorld(change: Partial<Seed> = {}): Promise<World> {
  const server = await startLocalGitHub({ seed: { ...seed, ...change }, clock: () => at });
  const as = (login: string): Octokit => {
    const auth = server.tokens[login];
    assert.ok(auth, `no token for ${login}`);
    return new Octokit({ auth, baseUrl: server.apiUrl, throttle: { enabled: false }, retry: { enabled: false } });
  };
  return {
    server,
    as,
    tip: (branch = "main") => repository(server.state, "shop").git.refs[`refs/heads/${branch}`] ?? "",
    ruleset: (wanted) => server.change((state) => void organization(state).rulesets.push(ruleset(wanted))),
    stop: async () => {
      await server.close();
      assert.deepEqual(server.responseProblems, []);
    },
  };
}

export function organization(state: State) {
  const [found] = state.organizations;
  assert.ok(found);
  return found;
}

export function repository(state: State, name: string) {
  const found = state.repositories.find((candidate) => candidate.name === name);
  assert.ok(found);
  return found;
}

export const onBranches = (...include: string[]): RulesetConditions => ({
  ref_name: { include, exclude: [] },
  repository_name: { include: ["~ALL"], exclude: [] },
});

export const bypass = (
  actor_type: BypassActor["actor_type"],
  actor_id: number | null,
  bypass_mode: BypassActor["bypass_mode"] = "always",
): BypassActor => ({ actor_type, actor_id, bypass_mode });

let rulesetId = 900_000;

export function ruleset(wanted: Partial<Ruleset> & { rules: Rule[] }): Ruleset {
  rulesetId += 1;
  return {
    id: rulesetId,
    name: `ruleset ${rulesetId}`,
    target: "branch",
    enforcement: "active",
    bypassActors: [],
    conditions: onBranches("~DEFAULT_BRANCH"),
    createdAt: at.toISOString(),
    updatedAt: at.toISOString(),
    ...wanted,
  };
}

export const pullRequestRule = (parameters: Record<string, unknown> = {}): Rule => ({
  type: "pull_request",
  parameters: {
    required_approving_review_count: 1,
    dismiss_stale_reviews_on_push: false,
    require_code_owner_review: false,
    require_last_push_approval: false,
    required_review_thread_resolution: false,
    ...parameters,
  },
});

export const checksRule = (checks: { context: string; integration_id?: number }[], strict = false): Rule => ({
  type: "required_status_checks",
  parameters: { required_status_checks: checks, strict_required_status_checks_policy: strict },
});

/** Commits a file to a branch, which is made from main if it does not exist; returns the commit. */
export async function commitFile(
  world: World,
  login: string,
  branch: string,
  path: string,
  text: string,
  message = `Write ${path}`,
): Promise<string> {
  const { rest } = world.as(login);
  if (world.tip(branch) === "") {
    await rest.git.createRef({ ...shop, ref: `refs/heads/${branch}`, sha: world.tip() });
  }
  const known = await rest.repos.getContent({ ...shop, path, ref: branch }).catch(() => undefined);
  const sha = known === undefined ? {} : { sha: (known.data as { sha: string }).sha };
  const content = Buffer.from(text).toString("base64");
  const { data } = await rest.repos.createOrUpdateFileContents({ ...shop, path, message, content, branch, ...sha });
  return data.commit.sha ?? "";
}

/** A pull request of one commit into main. */
export async function openPull(world: World, login: string, branch = "feature", path = "src/b.txt"): Promise<number> {
  await commitFile(world, login, branch, path, "b\n", "Add b");
  const { data } = await world.as(login).rest.pulls.create({ ...shop, head: branch, base: "main", title: "Add b" });
  return data.number;
}

export const approve = (world: World, login: string, pull_number: number) =>
  world.as(login).rest.pulls.createReview({ ...shop, pull_number, event: "APPROVE" });

export type Method = "merge" | "squash" | "rebase";

export const merge = (world: World, login: string, pull_number: number, merge_method: Method = "merge") =>
  world.as(login).rest.pulls.merge({ ...shop, pull_number, merge_method });

/** The status and the message of a refused call, without the frame that all rule violations share. */
export async function refusal(call: Promise<unknown>): Promise<[status: number, message: string]> {
  try {
    await call;
  } catch (error) {
    const { status, response } = error as { status: number; response?: { data: { message: string } } };
    return [status, response?.data.message ?? String(error)];
  }
  return assert.fail("the call was answered, not refused");
}

export const violation = (...messages: string[]): string =>
  `Repository rule violations found\n\n${messages.map((message) => `${message}\n\n`).join("")}`;
