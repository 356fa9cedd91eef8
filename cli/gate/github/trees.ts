import { z } from "zod";
import { CannotTell } from "../cannot-tell.ts";
import type { RepositoryName } from "./address.ts";
import type { GitHub } from "./connection.ts";

export interface TreeEntry {
  readonly mode: string;
  readonly sha: string;
  /** In bytes; files only. */
  readonly size?: number | undefined;
}

/** A file that is not the same on both sides. */
export interface Difference {
  readonly path: string;
  readonly before?: TreeEntry;
  readonly after?: TreeEntry;
}

const treeSchema = z.object({
  truncated: z.boolean(),
  tree: z.array(
    z.object({ path: z.string(), mode: z.string(), sha: z.string().nullish(), size: z.number().optional() }),
  ),
});
type Tree = z.output<typeof treeSchema>;

const folderMode = "040000";

/**
 * The files that differ between two trees, by path. Two requests as long as GitHub lists each tree whole (100,000 entries, 7 MB);
 * else only the folders that differ are read.
 *
 * @param before id of a tree or a commit
 * @throws GitHubFailure; CannotTell where one folder alone is more than GitHub lists
 */
export async function differencesBetween(
  github: GitHub,
  name: RepositoryName,
  before: string,
  after: string,
): Promise<Difference[]> {
  const found = await below(readerOf(github, name), before, after, "");
  return found.sort((one, other) => (one.path < other.path ? -1 : 1));
}

type ReadTree = (id: string | undefined, recursive: boolean) => Promise<Tree>;

function readerOf(github: GitHub, { owner, repo }: RepositoryName): ReadTree {
  return async (id, recursive) => {
    if (id === undefined) return { truncated: false, tree: [] };
    return github.get(treeSchema, "GET /repos/{owner}/{repo}/git/trees/{tree_sha}", {
      ...{ owner, repo, tree_sha: id },
      // Any value means yes.
      ...(recursive && { recursive: "1" }),
    });
  };
}

async function below(
  read: ReadTree,
  before: string | undefined,
  after: string | undefined,
  folder: string,
): Promise<Difference[]> {
  if (before === after) return [];
  const whole = await Promise.all([read(before, true), read(after, true)]);
  if (!whole.some(({ truncated }) => truncated)) return differences(whole[0], whole[1], folder).flatMap(ownFile);
  const level = await Promise.all([read(before, false), read(after, false)]);
  if (level.some(({ truncated }) => truncated)) {
    throw new CannotTell(`${folder === "" ? "the top folder" : folder} has more files than GitHub lists; split it`);
  }
  return levelDifferences(read, level[0], level[1], folder);
}

/** One folder's own entries: files are compared here, folders are read if they differ. */
async function levelDifferences(read: ReadTree, before: Tree, after: Tree, folder: string): Promise<Difference[]> {
  const found = await Promise.all(
    differences(before, after, folder).map(async (one) => {
      const [old, fresh] = [folderOf(one.before), folderOf(one.after)];
      if (old === undefined && fresh === undefined) return [one];
      const inside = await below(read, old, fresh, `${one.path}/`);
      // A file may have become a folder, or a folder a file.
      return [...ownFile(one), ...inside];
    }),
  );
  return found.flat();
}

const folderOf = (entry: TreeEntry | undefined): string | undefined =>
  entry?.mode === folderMode ? entry.sha : undefined;

function ownFile({ path, before, after }: Difference): Difference[] {
  const file = {
    path,
    ...(before && before.mode !== folderMode && { before }),
    ...(after && after.mode !== folderMode && { after }),
  };
  return file.before || file.after ? [file] : [];
}

function differences(before: Tree, after: Tree, folder: string): Difference[] {
  const [old, fresh] = [entriesOf(before), entriesOf(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((path) => {
    const [was, is] = [old.get(path), fresh.get(path)];
    if (was?.sha === is?.sha && was?.mode === is?.mode) return [];
    return [{ path: folder + path, ...(was && { before: was }), ...(is && { after: is }) }];
  });
}

function entriesOf({ tree }: Tree): Map<string, TreeEntry> {
  return new Map(tree.map(({ path, mode, sha, size }) => [path, { mode, sha: sha ?? "", size }]));
}
