/** Tells listeners what happened, as GitHub tells GitHub Actions. */
import type { Actor } from "../core/actors.ts";
import { actorUser, userById } from "../core/actors.ts";
import type { Call } from "../core/contract.ts";
import type { Layout } from "../core/layout.ts";
import { githubLimits } from "../core/limits.ts";
import type { Repository, State, User } from "../core/state.ts";
import type { Happening } from "./happenings.ts";
import { happeningsBetween } from "./happenings.ts";
import { payloadOf } from "./payload.ts";

export interface GitHubEvent {
  readonly name: Happening["name"];
  /** e.g. `opened`; empty for a push, which has none. */
  readonly action: string;
  /** `owner/name` of the repository it happened in: of a pull request, its base. */
  readonly repository: string;
  readonly actorLogin: string;
  /**
   * Whether a workflow's token caused it: "events triggered by the `GITHUB_TOKEN`, with the exception of `workflow_dispatch` and
   * `repository_dispatch`, will not create a new workflow run". On github.com since 2026 runs of `pull_request` (`opened`,
   * `synchronize`, `reopened`) are created all the same, and wait until somebody who may write approves them: github/docs,
   * data/reusables/actions/actions-do-not-trigger-workflows.md.
   */
  readonly byWorkflowToken: boolean;
  /** As GitHub's webhook sends it. */
  readonly payload: object;
}

export type EventListener = (event: GitHubEvent) => void;

export class EventFeed {
  readonly #listeners = new Set<EventListener>();
  readonly #now: () => Date;
  readonly #log: (line: string) => void;
  /** Set once the address is known. */
  layout: Pick<Layout, "apiUrl" | "htmlUrl"> = { apiUrl: "", htmlUrl: "" };

  /** @param log told of listeners that throw: the change they were told of stays */
  constructor(now: () => Date, log: (line: string) => void) {
    this.#now = now;
    this.#log = log;
  }

  /** @returns ends the listening */
  listen(listener: EventListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Called once a change is stored. */
  changed(before: State, after: State, actor: Actor): void {
    if (this.#listeners.size === 0 || before.repositories === after.repositories) return;
    for (const event of eventsBetween(before, this.#call(after, actor))) this.#send(event);
  }

  #send(event: GitHubEvent): void {
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        this.#log(`A listener failed at ${event.name} of ${event.repository}: ${String(error)}`);
      }
    }
  }

  #call(state: State, actor: Actor): Call {
    return {
      ...{ state, actor, ...this.layout, now: this.#now(), url: this.layout.apiUrl, accept: "" },
      ...{ path: {}, query: new URLSearchParams(), body: {} },
      limits: githubLimits,
      allowance: { resource: "core", limit: 0, used: 0, remaining: 0, reset: 0 },
    };
  }
}

function eventsBetween(before: State, call: Call): GitHubEvent[] {
  const known = new Map(before.repositories.map((repository) => [repository.id, repository]));
  return call.state.repositories.flatMap((repository) => {
    const old = known.get(repository.id);
    if (old === undefined) return [];
    const happenings = happeningsBetween(old, repository);
    const queued = queuedBy(happenings);
    return happenings.map((happening) => eventOf(call, repository, happening, queued));
  });
}

/** Commits that a queue made, to the account that had put the pull request into it. */
function queuedBy(happenings: readonly Happening[]): ReadonlyMap<string, number> {
  const groups = happenings.flatMap((one) => (one.name === "merge_group" ? [one] : []));
  return new Map(groups.map(({ group, entry }) => [group.headSha, entry.enqueuerId]));
}

function eventOf(
  call: Call,
  repository: Repository,
  happening: Happening,
  queued: ReadonlyMap<string, number>,
): GitHubEvent {
  const byQueue = queueActor(happening, queued);
  const sender = userById(call.state, byQueue ?? -1) ?? actorUser(call.state, call.actor) ?? anyone(call, happening);
  return {
    name: happening.name,
    action: happening.name === "push" ? "" : happening.action,
    repository: `${repository.owner}/${repository.name}`,
    actorLogin: sender.login,
    byWorkflowToken: byQueue === undefined && call.actor.kind === "workflow",
    payload: payloadOf(call, repository, happening, sender),
  };
}

/** What a queue does it does for the one who put the pull request into it, whoever's call made it go on. */
function queueActor(happening: Happening, queued: ReadonlyMap<string, number>): number | undefined {
  switch (happening.name) {
    case "merge_group":
      return happening.entry.enqueuerId;
    case "push":
      return queued.get(happening.after ?? happening.before ?? "");
    case "pull_request":
      return happening.action === "closed" ? queued.get(happening.pull.merged?.sha ?? "") : undefined;
    case "pull_request_review":
      return undefined;
  }
}

/** Outside any request: the author of the pull request, else the first account there is. */
function anyone({ state }: Call, happening: Happening): User {
  const author = "pull" in happening ? userById(state, happening.pull.authorId) : undefined;
  const [first] = state.users;
  const user = author ?? first;
  if (user === undefined) throw new Error("Local GitHub has no account that an event could come from.");
  return user;
}
