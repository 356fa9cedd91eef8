import { z } from "zod";
import { isUnknown } from "../host/index.ts";
import type { Operation } from "../host/index.ts";
import type { GitHub } from "../github/client.ts";
import { accesses } from "./accesses.ts";
import { closeProposal, contentOn, propose, repositoryOf } from "./proposal.ts";
import { foreignAuthor, ownProposal } from "./proposal-ownership.ts";
import { openProposal } from "./proposal-requests.ts";
import type { Place } from "./proposal-requests.ts";
import { renames, RepositoryTransferred } from "./repositories.ts";
import { gitHubResource } from "./resource.ts";
import { whyNotRestorable } from "./restoring.ts";

const inputs = z.strictObject({
  repository: z.string().min(1).describe("Name of the repository, without owner."),
  path: z
    .string()
    .min(1)
    .refine((path) => !path.startsWith("/"), { error: "must not begin with a slash" })
    .describe("Path of the file in the repository."),
  content: z.string().describe("The whole content of the file, UTF-8 text."),
  branch: z
    .string()
    .min(1)
    .optional()
    .describe("Branch on which the content must be. Default: the repository's default branch."),
  proposalBranch: z
    .string()
    .min(1)
    .optional()
    .describe("Branch that carries the proposal. Default: `ai-governance/` and the path, in lower case, with hyphens."),
  title: z.string().min(1).optional().describe("Title of the pull request. Default: `Update` and the path."),
  message: z.string().min(1).optional().describe("Commit message and text of the pull request. Default: the title."),
});
type Inputs = z.infer<typeof inputs>;

const outputs = z.strictObject({
  status: z.enum(["merged", "proposed"]).describe("Whether the branch has the content or a pull request proposes it."),
  pullRequestUrl: z.string().optional().describe("Web address of the pull request; nothing when none was needed."),
});

/** `ai-governance:index:ReviewedFile`; its id is `repository:path`. */
export const reviewedFile = gitHubResource<typeof inputs, typeof outputs>({
  description: "A file on a protected branch that arrives by pull request.",
  access: () => accesses.reviewedFile,
  inputs,
  outputs,
  replaceOnChanges: ["repository", "path", "branch"],
  // Another name may be that of the same repository: its proposal must not be closed after it was made again.
  deleteBeforeReplace: true,
  changingOutputs: ["status", "pullRequestUrl"],
  relations: ({ branch, proposalBranch }) =>
    branch !== undefined && branch === proposalBranch
      ? [{ property: "proposalBranch", reason: `found "${branch}", the branch itself; name another one` }]
      : [],
  named: withDefaults,
  async create(given, operation) {
    return { id: `${given.repository}:${given.path}`, outputs: await bring(given, undefined, operation) };
  },
  async read(id, given, { pullRequestUrl }, { context, signal, log }) {
    const known = given ?? { ...named(id), content: "" };
    const place = placeOf(context, known, signal);
    const repository = await repositoryOf(place).catch(transferred);
    if (repository instanceof RepositoryTransferred) await log("warning", repository.message);
    if (repository === undefined || repository instanceof RepositoryTransferred) return undefined;
    for (const line of renames(new Map([[known.repository, { id: 0, name: repository.name }]])))
      await log("warning", line);
    const base = known.branch ?? repository.default_branch;
    const live = await contentOn(place, base);
    if (given === undefined) return live && { inputs: { ...known, content: live.text }, outputs: { status: "merged" } };
    if (live?.text === given.content) return { inputs: given, outputs: { status: "merged", pullRequestUrl } };
    const proposal = await ownProposal(place, base, (problem) => log("warning", problem));
    const proposed = proposal && (await contentOn(place, place.proposalBranch));
    if (proposed?.text === given.content) {
      return { inputs: given, outputs: { status: "proposed", pullRequestUrl: proposal?.html_url } };
    }
    // Neither there nor proposed: what is there is the drift; nothing there is a file that is gone.
    return live && { inputs: { ...given, content: live.text }, outputs: { status: "merged" } };
  },
  update: (_id, olds, given, operation) => bring(given, olds, operation),
  async delete(_id, state, operation) {
    try {
      await withdraw(state, operation);
    } catch (error) {
      const why = whyNotRestorable(error);
      if (why === undefined) throw error;
      const line = `nothing is done about ${state.path} and its proposal in ${state.repository}, because the repository ${why}`;
      await operation.log("warning", line);
    }
  },
});

/** Closes the open proposal. The repository is asked for first: GitHub would follow a transferred one to its new owner. */
async function withdraw(state: Inputs, { context, signal, log }: Operation<GitHub>): Promise<void> {
  const place = placeOf(context, state, signal);
  const repository = await repositoryOf(place);
  if (repository === undefined) return;
  const base = state.branch ?? repository.default_branch;
  const proposal = await ownProposal(place, base, (problem) => log("warning", problem));
  if (proposal) await closeProposal(place, proposal);
  if ((await contentOn(place, base)) !== undefined)
    await log("warning", `${state.path} stays in ${state.repository}: delete it by a pull request if it is to go`);
}

function transferred(error: unknown): RepositoryTransferred {
  if (error instanceof RepositoryTransferred) return error;
  throw error;
}

function withDefaults(given: Inputs): Inputs {
  if (isUnknown(given.path) || isUnknown(given.title)) return given;
  const title = given.title ?? `Update ${given.path}`;
  return {
    ...given,
    title,
    message: given.message ?? title,
    proposalBranch: given.proposalBranch ?? `ai-governance/${slugOf(given.path)}`,
  };
}

function slugOf(path: string): string {
  return path
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}

/** An import has nothing but the id; everything else is what the program would get by default. */
function named(id: string): Inputs {
  const separator = id.indexOf(":");
  if (separator < 1) throw new Error(`"${id}" is no id of a reviewed file; write repository:path`);
  return withDefaults({ repository: id.slice(0, separator), path: id.slice(separator + 1), content: "" });
}

function placeOf(github: GitHub, given: Inputs, signal: AbortSignal): Place {
  const { proposalBranch = "" } = withDefaults(given);
  return { github, repository: given.repository, path: given.path, proposalBranch, signal };
}

/** Makes sure that the content is on the branch or proposed for it. */
async function bring(
  given: Inputs,
  olds: { readonly proposalBranch?: string | undefined } | undefined,
  { context, signal, log }: Operation<GitHub>,
): Promise<z.infer<typeof outputs>> {
  const place = placeOf(context, given, signal);
  const repository = await repositoryOf(place);
  if (repository === undefined)
    throw new Error(`there is no repository ${context.owner()}/${given.repository}: correct the name`);
  const base = given.branch ?? repository.default_branch;
  if (place.proposalBranch === base)
    throw new Error(`proposalBranch: found "${base}", the branch itself in ${given.repository}; name another one`);
  if (olds?.proposalBranch !== undefined && olds.proposalBranch !== place.proposalBranch) {
    const former = { ...place, proposalBranch: olds.proposalBranch };
    const proposal = await ownProposal(former, base, (problem) => log("warning", problem));
    if (proposal) await closeProposal(former, proposal);
  }
  const live = await contentOn(place, base);
  if (live?.text === given.content) return { status: "merged" };
  const { title = "", message = "" } = given;
  const open = await openProposal(place, base);
  const stranger = open && (await foreignAuthor(place, open));
  if (stranger !== undefined) await log("warning", stranger);
  const proposal = await propose(place, base, { content: given.content, title, message });
  return { status: "proposed", pullRequestUrl: proposal.html_url };
}
