/** Which refs a ruleset targets: "One of these patterns must match for the condition to pass." (REST, ref_name condition). */
import type { NamePatterns } from "../core/state.ts";
import { fnmatch } from "./fnmatch.ts";

/** @param ref full name, e.g. `refs/heads/copilot/fix-1` */
export function refNameMatches(condition: NamePatterns | undefined, ref: string, defaultBranch: string): boolean {
  const matches = (pattern: string): boolean => refPatternMatches(pattern, ref, defaultBranch);
  if (condition === undefined) return false;
  return condition.include.some(matches) && !condition.exclude.some(matches);
}

function refPatternMatches(pattern: string, ref: string, defaultBranch: string): boolean {
  if (pattern === "~ALL") return true;
  if (pattern === "~DEFAULT_BRANCH") return ref === `refs/heads/${defaultBranch}`;
  return fnmatch(pattern, ref);
}
