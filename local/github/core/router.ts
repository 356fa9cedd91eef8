/** Finds the operation of a request by the paths of GitHub's description. */
import findMyWay from "find-my-way";
import type { HTTPMethod } from "find-my-way";
import { description, type Operation } from "./description.ts";

export interface Route {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
}

/** Parameters that may hold unescaped slashes, because clients send file paths and ref names as they are. */
const manySegments = /\{(path|ref|basehead|branch)\}$/;

let shared: Router | undefined;

/** The one router: the description it is made from never changes. */
export const router = (): Router => (shared ??= new Router());

class Router {
  readonly #routes = findMyWay({ ignoreTrailingSlash: true, caseSensitive: true, maxParamLength: 4096 });

  constructor() {
    for (const operation of description().operations) this.#add(operation);
  }

  /** @param path of the URL, still percent-encoded and without the API's root */
  find(method: string, path: string): Route | undefined {
    const found = this.#routes.find((method === "HEAD" ? "GET" : method) as HTTPMethod, path);
    if (found === null) return undefined;
    const { operation } = found.store as { operation: Operation };
    return { operation, path: named(operation, found.params) };
  }

  #add(operation: Operation): void {
    const pattern = operation.path.replace(manySegments, "*").replaceAll(/\{(\w+)\}/g, ":$1");
    const method = operation.method as HTTPMethod;
    this.#routes.on(method, pattern, () => undefined, { operation });
    // The root folder of a repository is a path too, an empty one; and archives are of the default branch where none is named.
    if (/\/(contents|tarball)\/\*$/.test(pattern))
      this.#routes.on(method, pattern.slice(0, -2), () => undefined, { operation });
  }
}

function named(operation: Operation, params: Record<string, string | undefined>): Record<string, string> {
  const rest = manySegments.exec(operation.path)?.[1];
  const values = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, value ?? ""]));
  if (rest === undefined) return values;
  const { "*": wildcard = "", ...others } = values;
  return { ...others, [rest]: wildcard };
}
