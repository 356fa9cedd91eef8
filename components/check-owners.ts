import { itemsOf, listProblem, nonEmptyTexts, optional, text, type Problems } from "./check-args.ts";

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
      ([path, line]) => [path, text(line, /^[^\n]*$/, "one line of CODEOWNERS")] as const,
    ),
  ];
}

/** Path patterns of rulesets. */
export function pathProblems(path: string, patterns: unknown): Problems {
  return itemsOf(patterns, path).map(
    ([place, pattern]) => [place, text(pattern, /^[^/\s]\S*$/, "a pattern such as **/CLAUDE.local.md")] as const,
  );
}
