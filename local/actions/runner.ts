/**
 * Starts workflows on local GitHub's events as GitHub Actions would. Runs wait until they are told to go on, one after the other, so
 * that a test decides what happens in between.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { State } from "../github/core/state.ts";
import type { GitHubEvent } from "../github/events/feed.ts";
import type { LocalGitHub } from "../github/server.ts";
import { displaced } from "./concurrency.ts";
import { occasionsOf, type Occasion } from "./occasion.ts";
import { Run, type FinishedRun, type QueuedRun } from "./run.ts";
import { startsOf } from "./triggers.ts";

export interface ActionsRunner {
  /** Runs that wait, in the order in which they will go. */
  pending(): Promise<readonly QueuedRun[]>;
  /**
   * Carries the next run out: the first, or the first that is wanted, as GitHub's runners may take them in any order. `undefined`
   * where none waits.
   * @throws NotKnownHere where a workflow asks for something that this runner does not know; the error of whatever failed in it
   */
  next(isWanted?: (run: QueuedRun) => boolean): Promise<FinishedRun | undefined>;
  /** Carries out every run, and those that they start, until nothing waits; returns them in the order in which they ended. */
  settle(): Promise<readonly FinishedRun[]>;
  /** Cancels a run that waits or goes, as somebody may on GitHub's page. */
  cancel(id: number): Promise<void>;
  /** Every run that is over, in the order in which they ended. */
  readonly finished: readonly FinishedRun[];
  /** Why workflows that might have been expected to run did not; one line each. */
  readonly notStarted: readonly string[];
  /** Listens no longer, and stops what runs. */
  close(): Promise<void>;
}

export const startRunner = (github: LocalGitHub): ActionsRunner => new Runner(github);

class Runner implements ActionsRunner {
  readonly finished: FinishedRun[] = [];
  readonly notStarted: string[] = [];
  readonly #github: LocalGitHub;
  readonly #waiting: Run[] = [];
  readonly #going = new Map<Run, Promise<FinishedRun>>();
  readonly #stopListening: () => void;
  #arrivals: Promise<void> = Promise.resolve();

  constructor(github: LocalGitHub) {
    this.#github = github;
    this.#stopListening = github.onEvent((event) => {
      this.#hear(event, github.state);
    });
  }

  async pending(): Promise<readonly QueuedRun[]> {
    await this.#arrived();
    return this.#waiting.map(({ queued }) => queued);
  }

  async next(isWanted: (run: QueuedRun) => boolean = () => true): Promise<FinishedRun | undefined> {
    await this.#arrived();
    const index = this.#waiting.findIndex(({ queued }) => isWanted(queued));
    if (index < 0) return undefined;
    const [run] = this.#waiting.splice(index, 1);
    if (run === undefined) return undefined;
    const execution = this.#execute(run);
    this.#going.set(run, execution);
    try {
      const result = await execution;
      this.finished.push(result);
      return result;
    } finally {
      this.#going.delete(run);
    }
  }

  async settle(): Promise<readonly FinishedRun[]> {
    const before = this.finished.length;
    while ((await this.next()) !== undefined);
    return this.finished.slice(before);
  }

  async cancel(id: number): Promise<void> {
    await this.#arrived();
    const run = this.#unfinished.find(({ queued }) => queued.id === id);
    if (run === undefined) throw new Error(`No run ${String(id)} waits or goes.`);
    await this.#cancel(run);
  }

  async close(): Promise<void> {
    this.#stopListening();
    await this.#arrivals.catch(() => undefined);
    await Promise.all([...this.#going].map(([run, execution]) => Promise.allSettled([run.cancel(), execution])));
  }

  get #unfinished(): Run[] {
    return [...this.#going.keys(), ...this.#waiting];
  }

  /** A listener must not wait for changes; what it was told of is looked at in order. */
  #hear(event: GitHubEvent, state: State): void {
    this.#arrivals = this.#arrivals.then(async () => {
      for (const occasion of occasionsOf(event, state)) await this.#begin(occasion);
    });
    // Whoever steps on hears of it.
    this.#arrivals.catch(() => undefined);
  }

  /** Waits until everything that was heard of is queued, and also what that brought about. */
  async #arrived(): Promise<void> {
    for (let last: Promise<void> | undefined; last !== this.#arrivals;) {
      last = this.#arrivals;
      await last;
    }
  }

  async #begin(occasion: Occasion): Promise<void> {
    const { starts, notStarted } = await startsOf(occasion);
    this.notStarted.push(...notStarted);
    for (const start of starts) {
      const run = await Run.begin(this.#github, start, occasion);
      if (run instanceof Run) await this.#queue(run);
      else this.finished.push(run);
    }
  }

  async #queue(run: Run): Promise<void> {
    const { concurrency, queued } = run;
    if (concurrency !== undefined) {
      const same = this.#unfinished.filter(
        (other) => other.concurrency?.group === concurrency.group && other.queued.repository === queued.repository,
      );
      for (const other of displaced(same, concurrency)) await this.#cancel(other);
    }
    this.#waiting.push(run);
  }

  async #cancel(run: Run): Promise<void> {
    const result = await run.cancel();
    const index = this.#waiting.indexOf(run);
    if (index < 0) return;
    this.#waiting.splice(index, 1);
    this.finished.push(result);
  }

  async #execute(run: Run): Promise<FinishedRun> {
    const folder = await mkdtemp(join(tmpdir(), "ai-governance-run-"));
    try {
      return await run.execute(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
