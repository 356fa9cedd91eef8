import { z } from "zod";
import { isAiPath } from "../../../governance/ai-paths/ownership.ts";
import type { ChangedFile, Fact } from "../../../governance/gate/index.ts";
import type { RepositoryName } from "./address.ts";
import type { GitHub } from "./connection.ts";
import { differencesBetween, type Difference, type TreeEntry } from "./trees.ts";

/** Largest file whose text is read, in bytes: 1 MiB. */
const largestText = 1024 * 1024;
/** Most files whose text is read, and bytes of all of them: each is a request, and a job's token has 1,000 an hour. */
const mostTexts = 400;
const mostBytes = 32 * 1024 * 1024;

const submoduleMode = "160000";

/** The files that a change adds, changes or removes; with their text where agents obey them. @throws GitHubFailure */
export async function changedFiles(
  github: GitHub,
  name: RepositoryName,
  mergeBase: string,
  head: string,
): Promise<ChangedFile[]> {
  const differences = await differencesBetween(github, name, mergeBase, head);
  const texts = textsOf(
    github,
    name,
    differences.filter(({ path }) => isAiPath(path)),
  );
  return Promise.all(
    differences.map(async ({ path, before, after }) => ({
      path,
      status: before ? (after ? "modified" : "removed") : "added",
      mode: (after ?? before)?.mode ?? "",
      ...(before && hasText(path, before) && { before: await texts(before) }),
      ...(after && hasText(path, after) && { after: await texts(after) }),
    })),
  );
}

const blobSchema = z.object({ content: z.string(), encoding: z.literal("base64") });

/** Reads each text once, however many files have it. */
function textsOf(
  github: GitHub,
  { owner, repo }: RepositoryName,
  differences: readonly Difference[],
): (entry: TreeEntry) => Promise<Fact<string>> {
  const entries = differences.flatMap(({ before, after }) => [before, after].filter((each) => each !== undefined));
  const sizes = new Map(entries.filter(isReadable).map(({ sha, size = 0 }) => [sha, size]));
  const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const tooMuch = sizes.size > mostTexts || bytes > mostBytes;
  const known = new Map<string, Promise<string>>();
  return async (entry) => {
    if (!isReadable(entry)) return { missing: "it has more than 1 MiB, which nobody reviews; make it smaller" };
    if (tooMuch) {
      return {
        missing: `the change has ${sizes.size} texts of files that agents obey, more than are read (${mostTexts}, 32 MiB in all); split it`,
      };
    }
    const text = known.get(entry.sha) ?? readBlob(entry.sha);
    known.set(entry.sha, text);
    return text;
  };

  async function readBlob(id: string): Promise<string> {
    const route = "GET /repos/{owner}/{repo}/git/blobs/{file_sha}";
    const { content } = await github.get(blobSchema, route, { owner, repo, file_sha: id });
    return Buffer.from(content, "base64").toString("utf8");
  }
}

const hasText = (path: string, { mode }: TreeEntry): boolean => isAiPath(path) && mode !== submoduleMode;
const isReadable = ({ mode, size = 0 }: TreeEntry): boolean => mode !== submoduleMode && size <= largestText;
