/** Files of a worktree that AI tools obey, by the ids of their bytes. */
import { createHash } from "node:crypto";
import { lstatSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { aiPaths } from "../../governance/ai-paths/catalogue.ts";
import { patternExpression } from "../../governance/ai-paths/codeowners.ts";
import type { ContextFile } from "../../governance/capture/index.ts";
import { git, gitBytes } from "./git.ts";

const obeyed = aiPaths.filter(({ kind }) => kind === "instructions" || kind === "settings");

/** Tracked files and new ones that git does not ignore, as they lie in the worktree. */
export function contextFiles(top: string): ContextFile[] {
  const listed = gitBytes(top, ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--full-name"]);
  const paths = [...new Set(listed.toString("utf8").split("\0"))].filter(isObeyed);
  if (paths.length === 0) return [];
  const hash = git(top, ["rev-parse", "--show-object-format"]);
  return paths.flatMap((path) => {
    const blob = blobId(join(top, path), hash);
    return blob === undefined ? [] : [{ path, blob }];
  });
}

// Most paths have no level of any pattern, and fall out without a regular expression: 20 times faster where there are many files.
const names = new Set(obeyed.flatMap(({ path }) => path.split("/")));
const expressions = obeyed.map(({ path }) => patternExpression(path.startsWith("/") ? path : `**/${path}`));

export function isObeyed(path: string): boolean {
  return path.split("/").some((level) => names.has(level)) && expressions.some((expression) => expression.test(path));
}

function blobId(path: string, hash: string): string | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined || !(stat.isFile() || stat.isSymbolicLink())) return undefined;
  const bytes = stat.isFile() ? readFileSync(path) : Buffer.from(readlinkSync(path));
  return createHash(hash).update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
