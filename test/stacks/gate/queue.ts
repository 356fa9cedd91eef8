/** A merge queue of a repository, and what people do with it. */
import { clientOf } from "../../../local/demo/agent.ts";
import type { Pull } from "../../attacks/pulls.ts";
import { ada, owner, type Trial } from "../../attacks/trial.ts";

export async function addMergeQueue({ github }: Trial, repo: string): Promise<void> {
  const most = { max_entries_to_build: 5, max_entries_to_merge: 5 };
  const least = { min_entries_to_merge: 1, min_entries_to_merge_wait_minutes: 5 };
  const parameters = {
    check_response_timeout_minutes: 60,
    grouping_strategy: "ALLGREEN",
    merge_method: "MERGE",
  } as const;
  await clientOf(github, ada).request("POST /repos/{owner}/{repo}/rulesets", {
    ...{ owner, repo, name: "merge queue", target: "branch", enforcement: "active" },
    conditions: { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
    rules: [{ type: "merge_queue", parameters: { ...parameters, ...most, ...least } }],
  });
}

export const enqueue = (trial: Trial, login: string, pull: Pull): Promise<void> =>
  mutate(trial, login, pull, "enqueuePullRequest(input: { pullRequestId: $id })");

export const dequeue = (trial: Trial, login: string, pull: Pull): Promise<void> =>
  mutate(trial, login, pull, "dequeuePullRequest(input: { id: $id })");

async function mutate({ github, as }: Trial, login: string, { repo, number }: Pull, mutation: string): Promise<void> {
  const { data } = await as(login).pulls.get({ owner, repo, pull_number: number });
  const text = `mutation ($id: ID!) { ${mutation} { clientMutationId } }`;
  await clientOf(github, login).graphql(text, { id: data.node_id });
}

/** Numbers of the pull requests that wait, in order. */
export function queued({ github }: Trial, repo: string): number[] {
  const git = github.state.repositories.find(({ name }) => name === repo)?.git;
  return (git?.mergeQueue ?? []).map(({ pullNumber }) => pullNumber);
}
