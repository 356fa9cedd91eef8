import { parseCodeowners } from "../governance/index.ts";
import { itemsOf, listProblem, nonEmptyTexts, optional, text, type Problem, type Problems } from "./check-args.ts";

/** Owners of AI paths: people and teams. */
export function ownerProblems(path: string, owners: unknown): Problems {
  const allowed = "a person or team such as @acme/platform; bots cannot own AI paths";
  return [
    [path, nonEmptyTexts(owners, "owner such as @acme/platform")],
    ...itemsOf(owners, path).map(([place, owner]) => [place, text(owner, /^@[\w-]+(\/[\w.-]+)?$/, allowed)] as const),
  ];
}

/** A repository's own lines of CODEOWNERS, which come before those of AI paths. */
export function codeownersProblems(lines: unknown): Problems {
  return [
    ["codeowners", optional(lines, (value) => listProblem(value, "CODEOWNERS lines"))],
    ...itemsOf(lines, "codeowners").map(
      ([path, line]) => [path, text(line, /^[^\n]*$/, "one line of CODEOWNERS") ?? botProblem(String(line))] as const,
    ),
  ];
}

/** "If you specify a user or team that doesn't exist or has insufficient access, a code owner will not be assigned." */
function botProblem(line: string): Problem {
  const bot = parseCodeowners(line)[0]?.owners.find((owner) => owner.endsWith("[bot]"));
  return bot && `found ${bot}, and GitHub assigns no bot as an owner; name people or teams`;
}

/** Path patterns of rulesets. */
export function pathProblems(path: string, patterns: unknown): Problems {
  return [
    [path, optional(patterns, (value) => listProblem(value, "path patterns"))],
    ...itemsOf(patterns, path).map(
      ([place, pattern]) => [place, text(pattern, /^[^/\s]\S*$/, "a pattern such as **/CLAUDE.local.md")] as const,
    ),
  ];
}
