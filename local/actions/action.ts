/** Actions that steps use: taken from local GitHub's repositories. JavaScript ones only. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { State } from "../github/core/state.ts";
import { resolveCommit } from "../github/git/resolve.ts";
import { NoOperationTraceWriter, parseAction } from "./library.ts";
import { repositoryNamed, textAt, writeFilesAt } from "./source.ts";
import { isMapping, valueOf, type Mapping, type Value } from "./value.ts";
import { NotKnownHere } from "./workflow.ts";

export interface Action {
  /** `owner/name` and ref, as the step names them. */
  readonly repository: string;
  readonly ref: string;
  /** The script to run. */
  readonly main: string;
  /** Name to default; `undefined` where it has none. */
  readonly inputs: ReadonlyMap<string, Value | undefined>;
}

/** The set-up of a job ends here, and the job with it. */
export class ActionNotFound extends Error {}

/**
 * Fetches an action as it is now.
 * @param uses e.g. `octo/tool/path@v1`
 * @param into folder for its repository's files
 * @throws ActionNotFound as GitHub's runner says it; NotKnownHere for actions of other kinds and from elsewhere
 */
export async function fetchAction(state: State, uses: string, into: string): Promise<Action> {
  const parts = /^([^/@\s]+\/[^/@\s]+)((?:\/[^@]+)?)@(.+)$/.exec(uses);
  const [, fullName = "", inside = "", ref = ""] = parts ?? [];
  if (parts === null || uses.startsWith("docker:") || uses.startsWith(".")) throw notKnown(uses, "actions named so");
  const repository = repositoryNamed(state, fullName);
  if (repository === undefined) throw notKnown(uses, "actions of repositories that local GitHub does not have");
  const commit = resolveCommit(repository.git, ref);
  if (commit === undefined) {
    throw new ActionNotFound(`Unable to resolve action \`${uses}\`, unable to find version \`${ref}\``);
  }
  const folder = join(into, fullName, commit);
  await mkdir(folder, { recursive: true });
  const name = ["action.yml", "action.yaml"].map((file) => `${inside.slice(1)}/${file}`.replace(/^\//, ""));
  const manifest = name.map((path) => textAt(repository.git, commit, path)).find((text) => text !== undefined);
  if (manifest === undefined) {
    throw new ActionNotFound(`Can't find 'action.yml', 'action.yaml' or 'Dockerfile' for action '${uses}'.`);
  }
  await writeFilesAt(repository.git, commit, folder);
  return { repository: fullName, ref, ...contentOf(uses, manifest, join(folder, inside)) };
}

function contentOf(uses: string, text: string, folder: string): Pick<Action, "main" | "inputs"> {
  const { context, value } = parseAction({ name: "action.yml", content: text }, new NoOperationTraceWriter());
  const problems = context.errors.getErrors().map(({ message }) => message);
  if (value === undefined || problems.length > 0) throw new ActionNotFound(`${uses}: ${problems.join("; ")}`);
  const { inputs, runs } = valueOf(value) as Mapping;
  const { using, main } = isMapping(runs) ? runs : {};
  if (typeof using !== "string" || !/^node\d+$/.test(using) || typeof main !== "string") {
    throw notKnown(uses, `actions of the kind ${JSON.stringify(using)}`);
  }
  const declared = Object.entries(isMapping(inputs) ? inputs : {});
  const defaultOf = (input: Value): Value | undefined => (isMapping(input) ? input["default"] : undefined);
  return { main: join(folder, main), inputs: new Map(declared.map(([name, input]) => [name, defaultOf(input)])) };
}

const notKnown = (uses: string, what: string): NotKnownHere => new NotKnownHere(`uses: ${uses}`, [what]);
