import { z } from "zod";
import type { Declaration } from "../../../governance/declaration/schema.ts";
import { isMissing, type Change, type PullRequest } from "../../../governance/gate/index.ts";
import {
  knownOf,
  provenanceOfCommit,
  provenanceOfPullRequest,
  provenanceOfTasks,
  type CommitFacts,
  type Known,
  type Provenance,
} from "../../../governance/provenance/index.ts";
import { recogniserOf } from "../../../governance/provenance/identities/recogniser.ts";
import type { RepositoryName } from "./address.ts";
import type { GitHub } from "./connection.ts";
import { GitHubFailure } from "./failure.ts";

const artifact = z.object({
  type: z.string(),
  data: z.object({ id: z.number().optional(), head_ref: z.string().optional() }).optional(),
});
const task = z.object({ id: z.string(), html_url: z.string().optional(), artifacts: z.array(artifact).optional() });
const listSchema = z.object({ tasks: z.array(task) });
// The prompt that a session has is not read.
const taskSchema = task.extend({
  sessions: z
    .array(z.object({ id: z.string(), head_ref: z.string().nullish(), model: z.string().nullish() }))
    .optional(),
});

/** Most tasks of one branch that are read. */
const mostTasks = 20;

export interface AskedFor {
  readonly pull: PullRequest;
  /** GitHub's id of the pull request. */
  readonly id: number;
  readonly commits: Change["commits"];
}

/**
 * What GitHub's list of agent tasks says of the branch, where Copilot took part and a commit tells no session itself. Undefined: nothing
 * to ask for, or the token may not read it; what is missing then stays missing.
 */
export async function taskProvenance(
  github: GitHub,
  name: RepositoryName,
  { pull, id, commits }: AskedFor,
  declaration: Declaration,
): Promise<Provenance | undefined> {
  const known = knownOf(declaration);
  // The branch of a fork may be called as one that Copilot worked on here.
  if (pull.fromFork || isMissing(commits) || !lacksSession(pull, commits, known)) return undefined;
  try {
    return provenanceOfTasks(
      await tasksOf(github, name, pull.headBranch, id),
      { branch: pull.headBranch, pullId: id },
      known,
    );
  } catch (error) {
    if (error instanceof GitHubFailure) return undefined;
    throw error;
  }
}

function lacksSession(pull: PullRequest, commits: readonly CommitFacts[], known: Known): boolean {
  const copilot = recogniserOf(known).tool("copilot");
  const partOf = ({ tools }: Provenance) => tools.find(({ tool }) => tool === copilot);
  const parts = commits.map((commit) => partOf(provenanceOfCommit(commit, known)));
  const tookPart = [partOf(provenanceOfPullRequest(pull, known)), ...parts].some((part) => part !== undefined);
  return tookPart && parts.some((part) => part === undefined || part.sessions.length === 0);
}

/** Of the hundred that were at work last. */
async function tasksOf(github: GitHub, { owner, repo }: RepositoryName, branch: string, pullId: number) {
  const route = "GET /agents/repos/{owner}/{repo}/tasks";
  const { tasks } = await github.get(listSchema, route, { owner, repo, per_page: 100 });
  const own = tasks.filter(({ artifacts = [] }) =>
    artifacts.some(({ type, data }) => (type === "branch" ? data?.head_ref === branch : data?.id === pullId)),
  );
  return Promise.all(
    own
      .slice(0, mostTasks)
      .map((each) => github.get(taskSchema, `${route}/{task_id}`, { owner, repo, task_id: each.id })),
  );
}
