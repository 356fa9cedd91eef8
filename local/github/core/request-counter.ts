/** How many requests came, by route: what budgets and tests of caching look at. */
export class RequestCounter {
  readonly #counts = new Map<string, number>();

  /** @param route e.g. `GET /orgs/{org}` */
  add(route: string): void {
    this.#counts.set(route, this.count(route) + 1);
  }

  count(route: string): number {
    return this.#counts.get(route) ?? 0;
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Route to count. */
  get byRoute(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }

  reset(): void {
    this.#counts.clear();
  }
}
