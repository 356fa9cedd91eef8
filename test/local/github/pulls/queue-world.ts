/** A repository whose default branch has a merge queue, and what people do with it. */
import type { Rule } from "../../../../local/github/core/state.ts";
import { advanceQueues } from "../../../../local/github/git/merge-queue.ts";
import { at, bypass, checksRule, gateAppId, openPull, repository, ruleset, shop, startWorld } from "../world.ts";
import type { World } from "../world.ts";

export const queueRule = (parameters: Record<string, unknown> = {}): Rule => ({
  type: "merge_queue",
  parameters: {
    check_response_timeout_minutes: 60,
    grouping_strategy: "ALLGREEN",
    max_entries_to_build: 5,
    max_entries_to_merge: 5,
    merge_method: "MERGE",
    min_entries_to_merge: 1,
    min_entries_to_merge_wait_minutes: 5,
    ...parameters,
  },
});

export interface Entry {
  readonly position: number;
  readonly state: string;
  readonly jump: boolean;
  readonly pullRequest: { readonly number: number };
  readonly headCommit: { readonly oid: string } | null;
  readonly baseCommit: { readonly oid: string } | null;
}

const fields = "position state jump pullRequest { number } headCommit { oid } baseCommit { oid }";

export class QueueWorld {
  readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** A queue on main, and the check `ci` of the gate's app required by the organisation. */
  static async start(parameters: Record<string, unknown> = {}): Promise<QueueWorld> {
    const world = await startWorld();
    await world.server.change((state) => {
      const bypassActors = [bypass("OrganizationAdmin", 1)];
      repository(state, "shop").rulesets.push(ruleset({ rules: [queueRule(parameters)], bypassActors }));
    });
    await world.ruleset({ rules: [checksRule([{ context: "ci", integration_id: gateAppId }])] });
    return new QueueWorld(world);
  }

  /** A pull request of its own file whose head has passed the check. */
  async greenPull(branch: string, path = `${branch}.txt`): Promise<number> {
    const number = await openPull(this.world, "claude[bot]", branch, path);
    await this.check(this.world.tip(branch), "success");
    return number;
  }

  check(head_sha: string, conclusion: "success" | "failure", login = "gate[bot]", name = "ci") {
    return this.world.as(login).rest.checks.create({ ...shop, name, head_sha, conclusion });
  }

  async pull(number: number) {
    return (await this.world.as("dev").rest.pulls.get({ ...shop, pull_number: number })).data;
  }

  async enqueue(number: number, login = "dev", input: Record<string, unknown> = {}): Promise<void> {
    const pullRequestId = (await this.pull(number)).node_id;
    const mutation = `mutation ($input: EnqueuePullRequestInput!) { enqueuePullRequest(input: $input) { mergeQueueEntry { ${fields} } } }`;
    await this.world.as(login).graphql(mutation, { input: { pullRequestId, ...input } });
  }

  async dequeue(number: number, login = "dev"): Promise<void> {
    const { node_id: id } = await this.pull(number);
    const mutation = `mutation ($id: ID!) { dequeuePullRequest(input: { id: $id }) { mergeQueueEntry { position } } }`;
    await this.world.as(login).graphql(mutation, { id });
  }

  /** The queue of main, `undefined` without one. */
  async entries(branch = "main"): Promise<Entry[] | undefined> {
    const query = `query ($branch: String) { repository(owner: "acme", name: "shop") { mergeQueue(branch: $branch) { entries(first: 20) { nodes { ${fields} } } } } }`;
    interface Answer {
      readonly repository: { readonly mergeQueue: { readonly entries: { readonly nodes: Entry[] } } | null };
    }
    const { repository: found } = await this.world.as("dev").graphql<Answer>(query, { branch });
    return found.mergeQueue?.entries.nodes;
  }

  /** Number and state of each entry in order. */
  async line(): Promise<[number: number, state: string][]> {
    return ((await this.entries()) ?? []).map((entry) => [entry.pullRequest.number, entry.state]);
  }

  /** The commit a queued pull request is tested as. */
  async group(number: number): Promise<string> {
    const entry = (await this.entries())?.find((one) => one.pullRequest.number === number);
    return entry?.headCommit?.oid ?? "";
  }

  async judge(number: number, conclusion: "success" | "failure"): Promise<void> {
    await this.check(await this.group(number), conclusion);
  }

  async isMerged(...numbers: number[]): Promise<boolean[]> {
    return Promise.all(numbers.map(async (number) => (await this.pull(number)).merged));
  }

  /** As if the next fact became known that many minutes later. */
  later(minutes: number): Promise<void> {
    const now = new Date(at.getTime() + minutes * 60_000);
    return this.world.server.change((state) => advanceQueues({ state, now }, repository(state, "shop")));
  }

  queueBranches(): string[] {
    const prefix = "refs/heads/gh-readonly-queue/";
    return Object.keys(repository(this.world.server.state, "shop").git.refs).filter((ref) => ref.startsWith(prefix));
  }
}
