import { matchesPattern } from "../../fnmatch.ts";
import { field, isUnknown, textsOf, type Certainty } from "../property.ts";
import type { Unknown } from "../unknown.ts";

/** Name of a default branch. `undefined`: the stack does not say, and only GitHub knows; `UNKNOWN`: a preview cannot know yet. */
export type DefaultBranch = string | Unknown | undefined;

/** As certain as `Certainty`, or `unclear`: everything is declared, and still only GitHub can tell. */
export type Coverage = Certainty | "unclear";

/** Whether a ruleset's ref condition covers the default branch. */
export function coversDefaultBranch(refName: unknown, defaultBranch: DefaultBranch): Coverage {
  const excluded = coverage(field(refName, "excludes"), defaultBranch, ["unclear", "unknown"]);
  const included = coverage(field(refName, "includes"), defaultBranch, ["unknown", "unclear"]);
  const left: Coverage = excluded === "yes" ? "no" : excluded === "no" ? "yes" : excluded;
  return first([included, left], ["no", "unclear", "unknown"]) ?? "yes";
}

/** Whether a classic protection's pattern, which is a branch name with wildcards, covers the default branch. */
export function patternCoversDefaultBranch(pattern: unknown, defaultBranch: DefaultBranch): Coverage {
  return coverage([typeof pattern === "string" ? `refs/heads/${pattern}` : pattern], defaultBranch, ["unknown"]);
}

// What is declared must not rest on what may come: an unknown pattern may still include the branch, but cannot take back an exclusion.
function coverage(patterns: unknown, defaultBranch: DefaultBranch, doubts: readonly Coverage[]): Coverage {
  const { items, complete } = textsOf(patterns);
  const answers = items.map((pattern) => coveredBy(pattern, defaultBranch));
  return first([...answers, complete ? "no" : "unknown"], ["yes", ...doubts, "unclear"]) ?? "no";
}

function coveredBy(pattern: string, defaultBranch: DefaultBranch): Coverage {
  if (["~DEFAULT_BRANCH", "~ALL", "refs/heads/**/*"].includes(pattern)) return "yes";
  if (isUnknown(defaultBranch)) return "unknown";
  if (defaultBranch === undefined) return "unclear";
  return matchesPattern(pattern, `refs/heads/${defaultBranch}`) ? "yes" : "no";
}

function first(answers: readonly Coverage[], order: readonly Coverage[]): Coverage | undefined {
  return order.find((answer) => answers.includes(answer));
}
