import type { NamedRepository } from "../repositories.ts";

/** An app installed on an organisation. */
export interface Installation {
  readonly id: number;
  readonly selection: "all" | "selected";
}

/** One of the two ways to say which repositories an installation reaches. */
export interface Way {
  /** Undefined when the app is not installed. */
  installation(slug: string): Promise<Installation | undefined>;
  /** The repositories that it reaches one by one. */
  reached(installation: Installation): Promise<NamedRepository[]>;
  /** Name in the program to repository; undefined where there is none. */
  named(names: readonly string[]): Promise<Map<string, NamedRepository | undefined>>;
  /** Makes the installation reach these repositories only, as far as GitHub lets it; none may end it, if it is to. */
  restrict(
    installation: Installation,
    wanted: readonly NamedRepository[],
    uninstallsWhenEmpty: boolean,
  ): Promise<Outcome>;
}

export interface Outcome {
  readonly effective: "as declared" | "all repositories" | "one repository left";
  /** Repositories that are reached although they are not wanted; `*` for all. */
  readonly remaining: string[];
  /** What a person must do. */
  readonly advice?: string;
}

export interface Steps {
  readonly added: NamedRepository[];
  readonly removed: NamedRepository[];
  readonly kept: NamedRepository[];
}

export function stepsBetween(now: readonly NamedRepository[], wanted: readonly NamedRepository[]): Steps {
  const has = (list: readonly NamedRepository[], { id }: NamedRepository) => list.some((one) => one.id === id);
  return {
    added: wanted.filter((one) => !has(now, one)),
    removed: now.filter((one) => !has(wanted, one)),
    kept: now.filter((one) => has(wanted, one)),
  };
}
