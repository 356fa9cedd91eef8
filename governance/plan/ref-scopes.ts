/** Refs that rulesets cover, on either side of a preview: each ref that one of them names is compared by itself. */
import { matchesPattern } from "../fnmatch.ts";
import { rulesetsOf } from "../policy/branch/bypass.ts";
import { every, field, textsOf, type Certainty } from "../policy/property.ts";
import type { ResourceRecord } from "../policy/resource.ts";

export interface RefScope {
  /** `branch`, `tag` or `push`. */
  readonly target: string;
  /** Pattern as rulesets write it; `undefined` where a ruleset names none, as one about pushes. */
  readonly ref: string | undefined;
  readonly excluded: readonly string[];
}

/** Every ref, with what is left out of it, that a ruleset names. */
export function refScopesOf(resources: readonly ResourceRecord[]): RefScope[] {
  const all = rulesetsOf(resources).flatMap(({ props }) => {
    const { included, excluded } = refsOf(props);
    const refs = included.items.length > 0 ? included.items : [undefined];
    return refs.map((ref) => ({ target: targetOf(props), ref, excluded: excluded.items.toSorted() }));
  });
  return [...new Map(all.map((scope) => [JSON.stringify(scope), scope])).values()];
}

/** Whether a ruleset covers all of it. */
export function coversScope(props: unknown, { target, ref, excluded }: RefScope): Certainty {
  if (targetOf(props) !== target) return "no";
  const own = refsOf(props);
  const isNamed = ref === undefined ? own.included.items.length === 0 : own.included.items.some((it) => holds(it, ref));
  return every([
    isNamed ? "yes" : own.included.complete ? "no" : "unknown",
    own.excluded.items.every((pattern) => excluded.includes(pattern)) ? "yes" : "no",
    own.excluded.complete ? "yes" : "unknown",
  ]);
}

export function scopeText({ target, ref, excluded }: RefScope): string {
  const name = ref ?? `any ${target}`;
  return excluded.length > 0 ? `${name} but ${excluded.join(", ")}` : name;
}

function holds(pattern: string, ref: string): boolean {
  if (pattern === ref || pattern === "~ALL") return true;
  // Two patterns are not compared: one that looks wider may still leave something out.
  return !/[*?[\]\\]/.test(ref) && matchesPattern(pattern, ref);
}

function targetOf(props: unknown): string {
  const target = field(props, "target");
  return typeof target === "string" ? target : "ref";
}

function refsOf(props: unknown) {
  const list = (name: string) => textsOf(field(props, "conditions", "refName", name));
  return { included: list("includes"), excluded: list("excludes") };
}
