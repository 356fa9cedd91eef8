/**
 * Holds the state and writes it to its file. A change works on a draft: if it throws, or if its result cannot be written,
 * the state in memory and on disk stays what it was. Changes run one after the other, in the order in which they came.
 */
import { readFileSync } from "node:fs";
import { createDraft, finishDraft, freeze } from "immer";
import writeFileAtomic from "write-file-atomic";
import { newOrganization, newRepository } from "./defaults.ts";
import type { WorkflowRun } from "./git-state.ts";
import type { State } from "./state.ts";

export class Store {
  readonly #file: string | undefined;
  #state: State;
  #last: Promise<unknown> = Promise.resolve();

  /** @param file where changes are kept; without one they live in memory only */
  constructor(state: State, file?: string) {
    this.#state = freeze(state, true);
    this.#file = file;
  }

  /** The state as last committed, frozen. */
  get state(): State {
    return this.#state;
  }

  /**
   * @param recipe changes the draft it is given; what it returns must not contain parts of the draft
   * @param stored called once the change is kept, before the next one begins; not where nothing changed
   */
  change<T>(recipe: (draft: State) => T | Promise<T>, stored?: (before: State, after: State) => void): Promise<T> {
    const result = this.#last.then(() => this.#apply(recipe, stored));
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Waits for the changes that are under way. */
  async idle(): Promise<void> {
    await this.#last;
  }

  /** Writes the state as it is, e.g. just after seeding. */
  save(): Promise<void> {
    return this.#write(this.#state);
  }

  async #apply<T>(
    recipe: (draft: State) => T | Promise<T>,
    stored?: (before: State, after: State) => void,
  ): Promise<T> {
    const before = this.#state;
    const draft = createDraft(before);
    const result = await recipe(draft);
    const next = finishDraft(draft);
    if (next === before) return result;
    await this.#write(next);
    this.#state = next;
    stored?.(before, next);
    return result;
  }

  async #write(state: State): Promise<void> {
    if (this.#file !== undefined) await writeFileAtomic(this.#file, JSON.stringify(state));
  }
}

/**
 * The state of an earlier run.
 * @returns `undefined` where the file does not exist yet
 * @throws Error where the file is not a state of this version
 */
export function readState(file: string): State | undefined {
  const text = readIfPresent(file);
  if (text === undefined) return undefined;
  const state = parse(text);
  if (typeof state === "object" && state !== null && (state as State).version === 1)
    return withDefaults(state as State);
  throw new Error(
    `${file}: found no state of local GitHub (version 1) in it. Delete the file to start again from the seed, or name another one.`,
  );
}

/** A file of an earlier release lacks what was added since: that starts as it does in something new. */
function withDefaults(state: State): State {
  return {
    ...state,
    organizations: state.organizations.map((found) => ({
      ...newOrganization(found.id, found.login, found.plan, found.createdAt),
      ...found,
    })),
    repositories: state.repositories.map((found) => ({
      ...newRepository(found.id, found.owner, found.name, found.visibility, found.createdAt),
      ...found,
      git: { ...found.git, workflowRuns: found.git.workflowRuns.map(withProgress) },
    })),
  };
}

/** Runs were recorded only once they had ended. */
const withProgress = (run: WorkflowRun): WorkflowRun => ({
  ...{ status: "completed", checkRunIds: [], updatedAt: run.createdAt },
  ...run,
});

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
