/** Work that somebody gave to Copilot's cloud agent: a task, and the sessions in which it worked on it. */
export type AgentTaskState =
  "queued" | "in_progress" | "completed" | "failed" | "idle" | "waiting_for_user" | "timed_out" | "cancelled";

export interface AgentTask {
  id: string;
  name: string;
  creatorId: number;
  state: AgentTaskState;
  /** Number of the pull request that it opened. */
  pullNumber: number | null;
  /** File name of a custom agent without its extension. */
  customAgent: string | null;
  sessions: AgentSession[];
  archivedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface AgentSession {
  id: string;
  userId: number;
  state: AgentTaskState;
  prompt: string;
  headRef: string;
  baseRef: string;
  /** `null` where GitHub does not say. */
  model: string | null;
  createdAt: string;
  updatedAt: string;
  completedAt: string | null;
}
