/** Whether the declared people really own the AI paths of a repository. */
import { aiPaths } from "./catalogue.ts";
import { parseCodeowners, patternExpression, type CodeownersLine } from "./codeowners.ts";
import { codeownersPatterns } from "./render.ts";

/** An AI path that the declared owners do not hold alone. */
export interface UnownedAiPath {
  readonly path: string;
  /** Line of the CODEOWNERS file that decides, from 1; absent when none covers the path. */
  readonly line?: number;
  /** Who owns it instead; empty: nobody. */
  readonly owners: readonly string[];
  /** Whether an earlier line gives the path to the declared owners. */
  readonly shadowed: boolean;
}

const everywhere = "**/";

/** As one expression for all that counts in every folder: each pattern on its own would go through the whole path again. */
function expressionOf(patterns: readonly string[]): RegExp {
  const rooted = patterns.filter((pattern) => !pattern.startsWith(everywhere));
  const others = patterns.filter((pattern) => pattern.startsWith(everywhere));
  // Without the ^ at its start.
  const sourceOf = (pattern: string) => patternExpression(pattern).source.slice(1);
  const inFolder = others.map((pattern) => sourceOf(`/${pattern.slice(everywhere.length)}`));
  return new RegExp(`^(?:${rooted.map(sourceOf).join("|")})|(?<=^|/)(?:${inFolder.join("|")})`, "su");
}

const anyAiPath = expressionOf(codeownersPatterns());

/** Whether an agent obeys or executes the file. */
export function isAiPath(path: string): boolean {
  return anyAiPath.test(path);
}

/**
 * AI paths that someone besides the declared owners, or nobody, approves: unowned, shadowed by a later line, or given to agents, bots
 * and other people. One owner of a line is enough for GitHub, so each of them must be a declared one.
 * @param owners The declared owners, e.g. `@acme/platform`.
 */
export function unownedAiPaths(codeowners: string, owners: readonly string[]): UnownedAiPath[] {
  const lines = parseCodeowners(codeowners);
  const declared = new Set(owners.map((owner) => owner.toLowerCase()));
  const isOurs = (line: CodeownersLine): boolean =>
    line.owners.length > 0 && line.owners.every((owner) => declared.has(owner.toLowerCase()));
  const probes = [
    ...aiPaths.map(({ path }) => sampleOf(path)),
    ...lines.filter((line) => !isOurs(line)).flatMap(probesBelow),
  ];
  return [...new Set(probes)].flatMap((path) => {
    const last = lines.findLast((line) => line.covers(path));
    if (last && isOurs(last)) return [];
    const shadowed = lines.some((line) => isOurs(line) && line.covers(path));
    return [{ path, owners: last?.owners ?? [], shadowed, ...(last && { line: last.line }) }];
  });
}

function sampleOf(pattern: string): string {
  return pattern.replace(/^\//, "").replace(/\*+/g, "x");
}

// A line that takes a folder, or the files of one, takes the agent files in it; one of each form stands for all.
function probesBelow({ pattern, covers }: CodeownersLine): string[] {
  const base = pattern
    .replace(/^\/|\/$/g, "")
    .replace(/\*\*\//g, "")
    .replace(/\\(.)|[*?]/gu, (_, literal: string | undefined) => literal ?? "x");
  if (isAiPath(base)) return [base];
  const beside = base.replace(/[^/]*$/, "AGENTS.md");
  return [`${base}/AGENTS.md`, `${base}/.claude/settings.json`, beside].filter(covers);
}
