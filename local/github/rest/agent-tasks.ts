/** Tasks of Copilot's cloud agent: https://docs.github.com/rest/agent-tasks/agent-tasks */
import { repositoryFor, requireSignedIn } from "../core/access.ts";
import { organizationByLogin, userByLogin } from "../core/actors.ts";
import type { AgentSession, AgentTask } from "../core/agent-task-state.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { forbidden, notFound } from "../core/errors.ts";
import { nodeId } from "../core/node-id.ts";
import { pageOf } from "../core/pagination.ts";
import type { Repository } from "../core/state.ts";

export const agentTaskHandlers: Handlers = {
  "agent-tasks/list-tasks-for-repo": listTasks,
  "agent-tasks/get-task-by-repo-and-id": getTask,
};

/** "GitHub App installation access tokens are not supported for this endpoint." */
function readable(call: Call): Repository {
  requireSignedIn(call);
  const repository = repositoryFor(call, "metadata:read");
  if (call.actor.kind !== "user") throw forbidden("Resource not accessible by integration");
  return repository;
}

function listTasks(call: Call): Reply {
  const repository = readable(call);
  const active = repository.agentTasks.filter(({ archivedAt }) => archivedAt === null).length;
  const wanted = repository.agentTasks.filter((task) => isWanted(call, task));
  const { items, headers } = pageOf(call, sorted(call, wanted));
  const body = {
    tasks: items.map((task) => taskBody(call, repository, task)),
    total_active_count: active,
    total_archived_count: repository.agentTasks.length - active,
  };
  return { status: 200, headers, body };
}

function isWanted({ query }: Call, task: AgentTask): boolean {
  const states = query.get("state")?.split(",") ?? [];
  const creators = query.getAll("creator_id").flatMap((ids) => ids.split(",").map(Number));
  const since = query.get("since");
  return (
    (task.archivedAt !== null) === (query.get("is_archived") === "true") &&
    (states.length === 0 || states.includes(task.state)) &&
    (creators.length === 0 || creators.includes(task.creatorId)) &&
    (since === null || Date.parse(task.updatedAt) >= Date.parse(since))
  );
}

function sorted({ query }: Call, tasks: readonly AgentTask[]): AgentTask[] {
  const key = query.get("sort") === "created_at" ? "createdAt" : "updatedAt";
  const order = [...tasks].sort((a, b) => a[key].localeCompare(b[key]));
  return query.get("direction") === "asc" ? order : order.reverse();
}

/** With its sessions, which the list leaves out. */
function getTask(call: Call): Reply {
  const repository = readable(call);
  const task = repository.agentTasks.find(({ id }) => id === call.path["task_id"]);
  if (task === undefined) throw notFound();
  const sessions = task.sessions.map((session) => sessionBody(call, repository, task, session));
  return { status: 200, body: { ...taskBody(call, repository, task), sessions } };
}

const ownerOf = ({ state }: Call, { owner }: Repository) => {
  const id = organizationByLogin(state, owner)?.id ?? userByLogin(state, owner)?.id;
  return id === undefined ? {} : { owner: { id } };
};

function taskBody(call: Call, repository: Repository, task: AgentTask) {
  const { owner, name } = repository;
  return {
    ...{ id: task.id, name: task.name, state: task.state, session_count: task.sessions.length },
    url: `${call.apiUrl}/agents/repos/${owner}/${name}/tasks/${task.id}`,
    html_url: `${call.htmlUrl}/${owner}/${name}/copilot/tasks/${task.id}`,
    ...{ creator: { id: task.creatorId }, creator_type: "user", ...ownerOf(call, repository) },
    repository: { id: repository.id },
    artifacts: artifactsOf(repository, task),
    ...{ archived_at: task.archivedAt, created_at: task.createdAt, updated_at: task.updatedAt },
    ...(task.customAgent === null ? {} : { custom_agent: { id: task.customAgent } }),
  };
}

function artifactsOf({ git }: Repository, { pullNumber, sessions }: AgentTask) {
  const pull = git.pulls.find(({ number }) => number === pullNumber);
  const data = pull === undefined ? [] : [{ id: pull.id, global_id: nodeId("PullRequest", pull.id) }];
  const branches = new Map(sessions.map(({ headRef, baseRef }) => [headRef, baseRef]));
  return [
    ...data.map((one) => ({ provider: "github", type: "pull", data: one })),
    ...[...branches].map(([head_ref, base_ref]) => ({
      ...{ provider: "github", type: "branch", data: { head_ref, base_ref } },
    })),
  ];
}

function sessionBody(call: Call, repository: Repository, task: AgentTask, session: AgentSession) {
  return {
    ...{ id: session.id, name: task.name, user: { id: session.userId }, ...ownerOf(call, repository) },
    ...{ repository: { id: repository.id }, task_id: task.id, state: session.state, prompt: session.prompt },
    ...{ head_ref: session.headRef, base_ref: session.baseRef },
    ...(session.model === null ? {} : { model: session.model }),
    ...{ created_at: session.createdAt, updated_at: session.updatedAt },
    ...(session.completedAt === null ? {} : { completed_at: session.completedAt }),
  };
}
