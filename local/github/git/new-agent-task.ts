/** A task of Copilot's cloud agent: nothing works here, so what it would have done is recorded. */
import { randomUUID } from "node:crypto";
import { userByLogin } from "../core/actors.ts";
import type { AgentTask, AgentTaskState } from "../core/agent-task-state.ts";
import type { Repository, State } from "../core/state.ts";
import { wholeSeconds } from "./signatures.ts";

export interface NewAgentTask {
  readonly creatorLogin: string;
  readonly prompt: string;
  /** Branch that the agent works on, e.g. `copilot/fix-1`. */
  readonly headRef: string;
  /** Default: the repository's default branch. */
  readonly baseRef?: string;
  /** Default `completed`. */
  readonly state?: AgentTaskState;
  /** Default: GitHub does not say. */
  readonly model?: string;
  /** Number of the pull request that it opened. Default: none. */
  readonly pullNumber?: number;
  /** Default: any. */
  readonly taskId?: string;
  /** Default: any. */
  readonly sessionId?: string;
}

/** @returns a copy of the task, which has one session; @throws Error where nobody has the login */
export function addAgentTask(state: State, repository: Repository, wish: NewAgentTask, now: Date): AgentTask {
  const { creatorLogin, prompt, headRef, baseRef = repository.defaultBranch, state: progress = "completed" } = wish;
  const creator = userByLogin(state, creatorLogin);
  if (creator === undefined) throw new Error(`There is no account ${creatorLogin}.`);
  const at = wholeSeconds(now);
  const isOver = !["queued", "in_progress", "idle", "waiting_for_user"].includes(progress);
  const times = { createdAt: at, updatedAt: at };
  const session = {
    ...{ id: wish.sessionId ?? randomUUID(), userId: creator.id, state: progress, prompt, headRef, baseRef },
    ...{ model: wish.model ?? null, ...times, completedAt: isOver ? at : null },
  };
  const task: AgentTask = {
    ...{ id: wish.taskId ?? randomUUID(), name: prompt.slice(0, 80), creatorId: creator.id, state: progress },
    ...{ pullNumber: wish.pullNumber ?? null, customAgent: null, sessions: [session], archivedAt: null, ...times },
  };
  repository.agentTasks.push(task);
  return { ...task, sessions: [{ ...session }] };
}
