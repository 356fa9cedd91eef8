import { z } from "zod";
import { needsOf } from "../github/access.ts";
import type { GitHub, Purpose } from "../github/client.ts";
import { GitHubError } from "../github/explanation.ts";
import { PartialFailure } from "../host/index.ts";
import type { Failure } from "../host/index.ts";
import { accesses } from "./accesses.ts";
import { renames, RepositoryTransferred, requireOwner } from "./repositories.ts";
import { whyNotRestorable } from "./restoring.ts";
import { gitHubResource } from "./resource.ts";

const settings = {
  allowMergeCommit: z.boolean().optional().describe("Whether merge commits are allowed. Default: left as it is."),
  allowSquashMerge: z.boolean().optional().describe("Whether squash merges are allowed. Default: left as it is."),
  allowRebaseMerge: z.boolean().optional().describe("Whether rebase merges are allowed. Default: left as it is."),
  squashMergeCommitTitle: z
    .enum(["PR_TITLE", "COMMIT_OR_PR_TITLE"])
    .optional()
    .describe("Title of squash commits: `PR_TITLE` or `COMMIT_OR_PR_TITLE`. Default: left as it is."),
  squashMergeCommitMessage: z
    .enum(["PR_BODY", "COMMIT_MESSAGES", "BLANK"])
    .optional()
    .describe("Text of squash commits: `PR_BODY`, `COMMIT_MESSAGES` or `BLANK`. Default: left as it is."),
  mergeCommitTitle: z
    .enum(["PR_TITLE", "MERGE_MESSAGE"])
    .optional()
    .describe("Title of merge commits: `PR_TITLE` or `MERGE_MESSAGE`. Default: left as it is."),
  mergeCommitMessage: z
    .enum(["PR_BODY", "PR_TITLE", "BLANK"])
    .optional()
    .describe("Text of merge commits: `PR_BODY`, `PR_TITLE` or `BLANK`. Default: left as it is."),
  deleteBranchOnMerge: z
    .boolean()
    .optional()
    .describe("Whether GitHub deletes the head branch after a merge. Default: left as it is."),
  allowAutoMerge: z
    .boolean()
    .optional()
    .describe("Whether pull requests may be merged automatically. Default: left as it is."),
  allowUpdateBranch: z
    .boolean()
    .optional()
    .describe("Whether Update branch is always offered. Default: left as it is."),
};
const settingNames = Object.keys(settings) as (keyof typeof settings)[];

const inputs = z.strictObject({
  repository: z.string().min(1).describe("Name of the repository, without owner."),
  ...settings,
});
type Settings = Omit<z.infer<typeof inputs>, "repository">;

/** What the managed settings were before, to be restored. */
const outputs = z.strictObject({
  previous: z.strictObject(settings).optional().describe("The settings as they were before; a deletion restores them."),
});

/** `ai-governance:index:RepositoryMergeSettings`; its id is the repository's name. */
export const repositoryMergeSettings = gitHubResource<typeof inputs, typeof outputs>({
  description: "Merge settings of a repository that already exists.",
  access: () => accesses.mergeSettings,
  inputs,
  outputs,
  replaceOnChanges: ["repository"],
  // Another name may be that of the same repository: what it had must be back before it is looked at again.
  deleteBeforeReplace: true,
  relations: (given) => [...withoutWayToMerge(given), ...impossiblePairs(given)],
  async create({ repository, ...wanted }, { context, signal }) {
    const purpose = { needs, signal };
    const live = await liveSettings(context, repository, purpose);
    const previous = managed(live, wanted);
    await restorably(repository, previous, patch(context, repository, wanted, live, purpose));
    return { id: repository, outputs: { previous } };
  },
  async read(repository, given, { previous }, { context, signal, log }) {
    try {
      const { found, name } = await live(context, repository, { needs, signal });
      for (const line of renames(new Map([[repository, { id: 0, name }]]))) await log("warning", line);
      return { inputs: { repository, ...(given ? managed(found, given) : found) }, outputs: { previous } };
    } catch (error) {
      if (error instanceof RepositoryTransferred) await log("warning", error.message);
      else if (!(error instanceof GitHubError && error.status === 404)) throw error;
      return undefined;
    }
  },
  async update(repository, { previous = {} }, wanted, { context, signal }) {
    const purpose = { needs, signal };
    const live = await liveSettings(context, repository, purpose);
    // A setting that is no longer declared gets back what it had; one that is new keeps what it has now for later.
    const all = { ...previous, ...wanted };
    const found = { ...live, ...previous };
    await restorably(repository, managed(found, all), patch(context, repository, all, live, purpose));
    return { previous: managed(found, wanted) };
  },
  async delete(repository, { previous }, { context, signal, log }) {
    if (previous === undefined)
      return log("warning", `the merge settings of ${repository} were imported and stay as they are`);
    try {
      const live = await liveSettings(context, repository, { needs, signal });
      await patch(context, repository, previous, live, { needs, signal });
    } catch (error) {
      const why = whyNotRestorable(error);
      if (why === undefined) throw error;
      await log("warning", `the merge settings of ${repository} are not restored, because the repository ${why}`);
    }
  },
});

function withoutWayToMerge({ allowMergeCommit, allowSquashMerge, allowRebaseMerge }: Settings): Failure[] {
  if (allowMergeCommit !== false || allowSquashMerge !== false || allowRebaseMerge !== false) return [];
  return [{ property: "allowMergeCommit", reason: "all three ways to merge are off; allow at least one" }];
}

/** The combinations of title and text that GitHub's settings page offers; the API refuses the others with 422. */
const texts = {
  squashMergeCommit: { PR_TITLE: ["PR_BODY", "COMMIT_MESSAGES", "BLANK"], COMMIT_OR_PR_TITLE: ["COMMIT_MESSAGES"] },
  mergeCommit: { PR_TITLE: ["PR_BODY", "BLANK"], MERGE_MESSAGE: ["PR_TITLE"] },
} as const;

function impossiblePairs(given: Settings): Failure[] {
  const check = (kind: string, table: Readonly<Record<string, readonly string[]>>, title?: string, text?: string) => {
    const allowed = title === undefined ? undefined : table[title];
    if (!allowed || text === undefined || allowed.includes(text)) return [];
    return [
      { property: `${kind}Message`, reason: `found "${text}"; with title ${title} allowed: ${allowed.join(", ")}` },
    ];
  };
  return [
    ...check(
      "squashMergeCommit",
      texts.squashMergeCommit,
      given.squashMergeCommitTitle,
      given.squashMergeCommitMessage,
    ),
    ...check("mergeCommit", texts.mergeCommit, given.mergeCommitTitle, given.mergeCommitMessage),
  ];
}

const needs = needsOf(accesses.mergeSettings);

const route = "/repos/{owner}/{repo}";
const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const shownRepository = z.looseObject({ name: z.string(), owner: z.object({ login: z.string() }) });

async function liveSettings(github: GitHub, repository: string, purpose: Purpose): Promise<Settings> {
  return (await live(github, repository, purpose)).found;
}

/** GitHub answers for a former name of a repository, too. */
async function live(github: GitHub, repository: string, purpose: Purpose): Promise<{ found: Settings; name: string }> {
  const path = { owner: github.owner(), repo: repository };
  const found = await github.call(shownRepository, `GET ${route}`, path, purpose);
  requireOwner(path.owner, repository, found);
  if (found["allow_squash_merge"] === undefined) {
    throw new Error(
      `GET /repos/${path.owner}/${repository} does not show the merge settings: the token needs ${needs}`,
    );
  }
  const shown = settingNames.map((name) => [name, found[snake(name)]]).filter(([, value]) => value !== undefined);
  return { found: z.strictObject(settings).parse(Object.fromEntries(shown)), name: found.name };
}

/** The values of `from` for the settings that `chosen` sets. */
function managed(from: Settings, chosen: Settings): Settings {
  const names = settingNames.filter((name) => chosen[name] !== undefined && from[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Settings;
}

/** A change that failed may have been made all the same, its answer lost: the state must know what to restore. */
async function restorably(repository: string, previous: Settings, change: Promise<void>): Promise<void> {
  try {
    await change;
  } catch (error) {
    throw new PartialFailure(repository, { previous }, error);
  }
}

/** GitHub takes title and text of a commit together only. */
const pairs = [
  ["squashMergeCommitTitle", "squashMergeCommitMessage"],
  ["mergeCommitTitle", "mergeCommitMessage"],
] as const;

async function patch(
  github: GitHub,
  repository: string,
  wanted: Settings,
  live: Settings,
  purpose: Purpose,
): Promise<void> {
  const changed = settingNames.filter((name) => wanted[name] !== undefined && wanted[name] !== live[name]);
  if (changed.length === 0) return;
  const partners = pairs.filter((pair) => pair.some((name) => changed.includes(name))).flat();
  const sent = [...new Set([...changed, ...partners])].map((name) => [snake(name), wanted[name] ?? live[name]]);
  const path = { owner: github.owner(), repo: repository };
  await github.call(z.unknown(), `PATCH ${route}`, { ...path, ...Object.fromEntries(sent) }, purpose);
}
