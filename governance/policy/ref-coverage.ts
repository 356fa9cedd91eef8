import { matchesPattern } from "../fnmatch.ts";
import { every, field, some, textsOf, type Certainty } from "./property.ts";

/** Whether a ruleset's ref condition covers the default branch, whose name may not be known. */
export function coversDefaultBranch(refName: unknown, defaultBranch: string | undefined): Certainty {
  const excluded = coverage(field(refName, "excludes"), defaultBranch);
  return every([
    coverage(field(refName, "includes"), defaultBranch),
    excluded === "yes" ? "no" : excluded === "no" ? "yes" : "unknown",
  ]);
}

/** Whether a classic protection's pattern, which is a branch name with wildcards, covers the default branch. */
export function patternCoversDefaultBranch(pattern: unknown, defaultBranch: string | undefined): Certainty {
  return coverage(typeof pattern === "string" ? [`refs/heads/${pattern}`] : [pattern], defaultBranch);
}

function coverage(patterns: unknown, defaultBranch: string | undefined): Certainty {
  const { items, complete } = textsOf(patterns);
  return some([...items.map((pattern) => coveredBy(pattern, defaultBranch)), complete ? "no" : "unknown"]);
}

function coveredBy(pattern: string, defaultBranch: string | undefined): Certainty {
  if (["~DEFAULT_BRANCH", "~ALL", "refs/heads/**/*"].includes(pattern)) return "yes";
  const covers = (branch: string): boolean => matchesPattern(pattern, `refs/heads/${branch}`);
  if (defaultBranch !== undefined) return covers(defaultBranch) ? "yes" : "no";
  // Most default branches have one of these names, but only GitHub knows.
  return ["main", "master"].some(covers) ? "unknown" : "no";
}
