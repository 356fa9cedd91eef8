import { z } from "zod";
import { queueBranch } from "./github/merge-group.ts";
import type { PullSubject } from "./github/change.ts";
import { InputError, readText } from "../read-input.ts";

/** Events that required workflows run on. */
export const eventNames = ["pull_request", "pull_request_target", "merge_group"] as const;
export type EventName = (typeof eventNames)[number];

const repository = z.object({ name: z.string(), owner: z.object({ login: z.string() }) });
const pullEvent = z.object({
  action: z.string(),
  pull_request: z.object({ number: z.number(), head: z.object({ sha: z.string() }) }),
  repository,
});
const groupEvent = z.object({
  action: z.string(),
  merge_group: z.object({ head_sha: z.string(), head_ref: z.string() }),
  repository,
});

/** The pull request that an event is about. @throws InputError */
export async function readEvent(file: string, name: string): Promise<PullSubject> {
  const known = eventNames.find((each) => each === name);
  if (known === undefined) {
    throw new InputError(`found the event ${JSON.stringify(name)}; the gate judges ${eventNames.join(", ")}`);
  }
  const event = parsed(await readText(file), file);
  return known === "merge_group" ? ofGroup(event, file) : ofPull(event, known, file);
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(`${file} is no JSON; give the event as GitHub Actions writes it to GITHUB_EVENT_PATH`);
  }
}

function ofPull(event: unknown, trigger: "pull_request" | "pull_request_target", file: string): PullSubject {
  const { success, data } = pullEvent.safeParse(event);
  if (!success) throw otherEvent(file, trigger);
  const { action, pull_request: pull, repository: where } = data;
  if (action === "closed") throw new InputError(`${file} says that the pull request was closed: nothing to judge`);
  return { trigger, owner: where.owner.login, repo: where.name, number: pull.number, head: pull.head.sha };
}

function ofGroup(event: unknown, file: string): PullSubject {
  const { success, data } = groupEvent.safeParse(event);
  if (!success) throw otherEvent(file, "merge_group");
  const { action, merge_group: group, repository: where } = data;
  const branch = queueBranch(group.head_ref);
  if (action !== "checks_requested" || branch === undefined) throw otherEvent(file, "merge_group");
  const { ref, baseBranch, number } = branch;
  const name = { owner: where.owner.login, repo: where.name };
  return { trigger: "merge_group", ...name, number, group: { head: group.head_sha, ref, baseBranch } };
}

function otherEvent(file: string, name: EventName): InputError {
  return new InputError(`${file} is no event ${name}; give the event as GitHub Actions writes it, with its name`);
}
