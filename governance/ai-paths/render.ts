/** The catalogue in the two syntaxes that GitHub reads. */
import { aiPaths } from "./catalogue.ts";

/** The catalogue as CODEOWNERS patterns (gitignore-like): a path covers the file of that name and the folder with all in it. */
export function codeownersPatterns(): string[] {
  return aiPaths.map(({ path }) => (path.startsWith("/") ? path : `**/${path}`));
}

/**
 * CODEOWNERS lines that give every AI path to the owners. They belong at the end of the file, because the last match wins.
 * @param owners e.g. `@acme/platform`; the first line is a comment.
 */
export function codeownersLines(owners: readonly string[]): string[] {
  const lines = codeownersPatterns().map((pattern) => `${pattern} ${owners.join(" ")}`);
  return ["# Files that AI tools obey. Keep these lines last: the last match decides.", ...lines];
}

/**
 * The catalogue as ruleset patterns (fnmatch with FNM_PATHNAME): for each path the name itself, which may be a file or a link, and
 * everything below it. Files in hidden folders on the way are beyond this syntax; CODEOWNERS covers them.
 */
export function rulesetPatterns(): string[] {
  return aiPaths
    .map(({ path }) => (path.startsWith("/") ? path.slice(1) : `**/${path}`))
    .flatMap((pattern) => (mayBeFolder(pattern) ? [pattern, `${pattern}/**/*`] : [pattern]));
}

/**
 * Every file, as ruleset patterns; CODEOWNERS reads each of them the same way or wider. A file below two hidden folders
 * (`.a/.b/c`) is beyond fnmatch.
 */
export const everyFile = ["**/*", "**/.*", "**/.*/**/*", "**/.*/**/.*"] as const;

// Files of the catalogue have an extension that folders do not have, or are files by GitHub's definition.
function mayBeFolder(pattern: string): boolean {
  return !/\.(md|json|jsonc|txt|ya?ml)$|CODEOWNERS$|ignore$/.test(pattern);
}
