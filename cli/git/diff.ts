/** What changed between two commits: files, lines, and the text of those files that are asked for. */
import type { ChangedFile } from "../../governance/gate/index.ts";
import { blobTexts } from "./blobs.ts";
import { gitStream, type GitRepository } from "./git.ts";

export interface Diff {
  /** In the order of git's trees. A renamed file is one that is removed and one that is added. */
  readonly files: readonly ChangedFile[];
  /** Added and removed lines together. Of binary files (a NUL among their first 8,000 bytes) git counts none. */
  readonly changedLines: number;
}

interface RawChange {
  readonly path: string;
  readonly status: ChangedFile["status"];
  readonly mode: string;
  /** Blob before and after; absent: none, or a submodule. */
  readonly before?: string;
  readonly after?: string;
}

/**
 * @param base Id of a commit; for what a branch brings, its merge base with the target
 * @param wantsText Says of which files the text is read
 * @throws InputError where git fails
 */
export async function diffOf(
  repository: GitRepository,
  base: string,
  head: string,
  wantsText: (path: string) => boolean,
): Promise<Diff> {
  const { changes, changedLines } = readChanges(await outputOf(repository, base, head));
  const wanted = changes.filter(({ path }) => wantsText(path));
  const texts = await blobTexts(
    repository,
    wanted.flatMap(({ before, after }) => [before ?? [], after ?? []].flat()),
  );
  const files = changes.map(({ path, status, mode, before, after }): ChangedFile => {
    const file = { path, status, mode };
    if (!wantsText(path)) return file;
    const [old, current] = [textOf(texts, before), textOf(texts, after)];
    return { ...file, ...(old !== undefined && { before: old }), ...(current !== undefined && { after: current }) };
  });
  return { files, changedLines };
}

const textOf = (texts: Awaited<ReturnType<typeof blobTexts>>, id: string | undefined) =>
  id === undefined ? undefined : texts.get(id);

async function outputOf(repository: GitRepository, base: string, head: string): Promise<string> {
  const words = [
    "diff-tree",
    "-r",
    "-z",
    "--raw",
    "--numstat",
    "--full-index",
    "--no-abbrev",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--ignore-submodules=none",
    "--end-of-options",
    base,
    head,
  ];
  const pieces: Buffer[] = [];
  for await (const piece of gitStream(repository, words)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

/** Reads `git diff-tree -z --raw --numstat`: `:mode mode blob blob status`, path, ...; then `added removed path`, ... */
function readChanges(output: string): { changes: RawChange[]; changedLines: number } {
  const fields = output.split("\0");
  const changes: RawChange[] = [];
  let changedLines = 0;
  for (let at = 0; at < fields.length - 1; at++) {
    const field = fields[at] ?? "";
    if (field.startsWith(":")) changes.push(changeOf(field, fields[++at] ?? ""));
    else changedLines += linesOf(field);
  }
  return { changes, changedLines };
}

function changeOf(field: string, path: string): RawChange {
  const [modeBefore = "", modeAfter = "", before = "", after = "", letter] = field.slice(1).split(" ");
  const [status, mode] =
    letter === "A"
      ? (["added", modeAfter] as const)
      : letter === "D"
        ? (["removed", modeBefore] as const)
        : (["modified", modeAfter] as const);
  const has = (id: string, itsMode: string) => !/^0+$/.test(id) && itsMode !== submodule;
  return {
    path,
    status,
    mode,
    ...(has(before, modeBefore) && { before }),
    ...(has(after, modeAfter) && { after }),
  };
}

const submodule = "160000";

// `-` for a binary file.
function linesOf(field: string): number {
  const [added, removed] = field.split("\t", 2).map(Number);
  return (added || 0) + (removed || 0);
}
