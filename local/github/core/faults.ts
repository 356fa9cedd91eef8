/** Failures on demand, for tests of what clients do when GitHub misbehaves. */

export interface Fault {
  /** Which requests: `POST /orgs/{org}/rulesets` as GitHub's description writes it, or a pattern over `METHOD /path`. Default: all. */
  readonly route?: string | RegExp;
  /** Which method, e.g. `GET`. Default: any. */
  readonly method?: string;
  /** Status of the answer. Default: none, so the request is answered as usual (after `delayMs`). */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Milliseconds to wait before the answer; with `answerLost`, after the change was made. Default 0. */
  readonly delayMs?: number;
  /** Destroys the connection instead of answering. Default false. */
  readonly reset?: boolean;
  /** How many requests it hits. Default 1. */
  readonly times?: number;
  /** How many matching requests pass first. Default 0. */
  readonly after?: number;
  /** Carries the request out and then fails: the change is made, but its answer is lost. Default false. */
  readonly answerLost?: boolean;
}

interface Pending {
  readonly fault: Fault;
  passing: number;
  left: number;
}

export class Faults {
  #added: Pending[] = [];

  /** How many faults have not hit as often as they are to; 0 once each one did, so that a test can tell that it met them. */
  get pending(): number {
    return this.#added.filter(({ left }) => left > 0).length;
  }

  add(fault: Fault): void {
    this.#added.push({ fault, passing: fault.after ?? 0, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#added = [];
  }

  /** The fault that hits this request, if one does; counts it. */
  take(method: string, template: string | undefined, path: string): Fault | undefined {
    for (const pending of this.#added) {
      if (pending.left === 0 || !matches(pending.fault, method, template, path)) continue;
      if (pending.passing > 0) {
        pending.passing -= 1;
        continue;
      }
      pending.left -= 1;
      return pending.fault;
    }
    return undefined;
  }
}

function matches(fault: Fault, method: string, template: string | undefined, path: string): boolean {
  if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false;
  if (fault.route === undefined) return true;
  if (typeof fault.route === "string") return fault.route === template;
  return fault.route.test(`${method} ${path}`);
}
