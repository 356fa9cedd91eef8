/** Branch namespaces: written as GitHub's rulesets read them, one tool each, and never the default branch. */
import { matchesPattern } from "../../fnmatch.ts";
import { pathText, shown, type Problem } from "../problem.ts";
import { keysAt, textsAt, type Mention } from "./mentions.ts";

/** Names that default branches have; the fence of a namespace that covers one would stop everybody. */
const defaultBranches = ["main", "master"];

export function branchProblems(declaration: unknown): Problem[] {
  const tools = keysAt(declaration, ["tools"]).map((tool) =>
    textsAt(declaration, ["tools", tool, "identities", "branches"]),
  );
  const single = tools.flat().flatMap(({ value, path }) => {
    const message = branchPatternProblem(value);
    return message === undefined ? [] : [{ path, message: `found ${shown(value)}, ${message}` }];
  });
  return [...single, ...tools.flatMap((own, index) => overlaps(own, tools.slice(0, index).flat()))];
}

/** Why a pattern cannot be a tool's branch namespace, as the rest of a sentence that begins with what was found. */
export function branchPatternProblem(pattern: string): string | undefined {
  if (pattern.startsWith("~"))
    return "which covers default branches; allowed: a namespace of the tool, e.g. claude/**/*";
  const covered = defaultBranches.find((branch) => matchesPattern(pattern, branch));
  if (covered) return `which covers the default branch ${covered}; allowed: a namespace of the tool, e.g. claude/**/*`;
  if (/(^|\/)\*\*$/.test(pattern)) return `which GitHub matches one level deep only. Write: ${pattern}/*`;
  return /[^/]\*\*|\*\*[^/]/.test(pattern)
    ? 'in which "**" is not a whole level, so GitHub reads it as "*". Write e.g.: claude/**/*'
    : undefined;
}

function overlaps(own: readonly Mention[], earlier: readonly Mention[]): Problem[] {
  return own.flatMap(({ value, path }) => {
    const other = earlier.find((candidate) => overlap(value, candidate.value));
    if (!other) return [];
    const message = `found ${shown(value)}, which shares branches with ${shown(other.value)} at ${pathText(other.path)}; a namespace belongs to one tool`;
    return [{ path, message }];
  });
}

function overlap(one: string, other: string): boolean {
  return one === other || matchesPattern(one, sampleOf(other)) || matchesPattern(other, sampleOf(one));
}

/** A branch that the pattern covers. */
function sampleOf(pattern: string): string {
  return pattern.replace(/\*\*\//g, "").replace(/\*|\?/g, "x");
}
