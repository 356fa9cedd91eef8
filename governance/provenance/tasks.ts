/** What GitHub's list of agent tasks tells of a branch: GitHub's own record, so it is proved. */
import type { Evidence, Provenance } from "./evidence.ts";
import { none } from "./findings.ts";
import { recogniserOf } from "./identities/recogniser.ts";
import { provenanceFrom } from "./join.ts";
import type { Known } from "./known.ts";
import { knownModel } from "./models.ts";
import { cleaned } from "./text.ts";

/** A session of an agent task, as the REST API answers; its prompt is not read. */
export interface AgentSession {
  readonly id: string;
  readonly head_ref?: string | null;
  readonly model?: string | null;
}

/** An agent task, as `GET /agents/repos/{owner}/{repo}/tasks` and `.../tasks/{task_id}` answer; the list leaves out the sessions. */
export interface AgentTask {
  readonly id: string;
  readonly html_url?: string | null;
  readonly artifacts?: readonly {
    readonly type: string;
    readonly data?: { readonly id?: number | bigint; readonly head_ref?: string };
  }[];
  readonly sessions?: readonly AgentSession[];
}

export interface Head {
  /** Short name of the head branch. */
  readonly branch: string;
  /** GitHub's id of the pull request, which is not its number. */
  readonly pullId?: number;
}

/** The tasks and sessions that worked on this branch or pull request. */
export function provenanceOfTasks(tasks: readonly AgentTask[], head: Head, known: Known): Provenance {
  const tool = recogniserOf(known).tool("copilot");
  const evidence = tasks.flatMap((task) =>
    sessionsOf(task, head).map(({ id, model }): Evidence => {
      const named = knownModel(model ?? "");
      const said = { tool, session: cleaned(id), ...(named !== undefined && { model: named }) };
      return { source: "task", row: "agent-task", confidence: "proved", ...said };
    }),
  );
  return provenanceFrom({ ...none, evidence }, () => undefined);
}

/** The task itself where its sessions were not asked for. */
function sessionsOf(task: AgentTask, head: Head): readonly AgentSession[] {
  const { sessions = [], html_url: link } = task;
  const onBranch = sessions.filter(({ head_ref: ref }) => isBranch(ref, head));
  if (!madeHead(task, head)) return onBranch;
  const others = sessions.filter(({ head_ref: ref }) => !ref);
  return sessions.length === 0 ? [{ id: link ?? task.id }] : [...onBranch, ...others];
}

function madeHead({ artifacts = [] }: AgentTask, head: Head): boolean {
  return artifacts.some(({ type, data }) =>
    type === "branch" ? isBranch(data?.head_ref, head) : Number(data?.id) === head.pullId,
  );
}

function isBranch(ref: string | null | undefined, { branch }: Head): boolean {
  return ref?.replace(/^refs\/heads\//, "") === branch;
}
