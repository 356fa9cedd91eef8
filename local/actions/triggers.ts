/** Which workflows an event starts. */
import { repositoryById } from "../github/core/actors.ts";
import { actionsEnabled } from "../github/core/actors.ts";
import type { Repository, State } from "../github/core/state.ts";
import { repositoryFacts, rulesetsOf } from "../github/git/actor-facts.ts";
import { resolveCommit } from "../github/git/resolve.ts";
import { rulesetsFor } from "../github/rules/applicable.ts";
import { isWanted } from "./filters.ts";
import type { Occasion } from "./occasion.ts";
import { fullNameOf, repositoryNamed, textAt, workflowPaths } from "./source.ts";
import { InvalidWorkflow, readWorkflow, type Workflow } from "./workflow.ts";

/** A workflow file, and where it was taken from. */
export interface WorkflowFile {
  /** `owner/name` of the repository it is in. */
  readonly repository: string;
  readonly path: string;
  /** Full name of the branch or tag it was taken from, or of the pull request's merge branch. */
  readonly ref: string;
  readonly sha: string;
  /** Whether a ruleset asks for it. */
  readonly isRequired: boolean;
}

export interface Start {
  readonly file: WorkflowFile;
  readonly workflow: Workflow;
}

export interface Starts {
  readonly starts: readonly Start[];
  /** Why workflows that might have been expected to run do not; one line each. */
  readonly notStarted: readonly string[];
}

export async function startsOf(occasion: Occasion): Promise<Starts> {
  const repository = repositoryNamed(occasion.state, occasion.event.repository);
  if (repository === undefined || !actionsEnabled(occasion.state, repository)) return { starts: [], notStarted: [] };
  const required = requiredFiles(occasion, repository);
  const starts: Start[] = [];
  const notStarted: string[] = [...required.notStarted];
  for (const { file, text } of [...required.files, ...ownFiles(occasion, repository)]) {
    try {
      const workflow = await readWorkflow(file.path, text);
      const isOn = file.isRequired
        ? occasion.trigger in workflow.events
        : isWanted(file.path, workflow.events, occasion);
      if (isOn) starts.push({ file, workflow });
    } catch (error) {
      if (!(error instanceof InvalidWorkflow)) throw error;
      notStarted.push(`${file.repository}/${file.path}@${file.ref}: ${error.message}`);
    }
  }
  return { starts, notStarted };
}

interface Found {
  readonly file: WorkflowFile;
  readonly text: string;
}

interface RequiredWorkflow {
  readonly repository_id: number;
  readonly path: string;
  readonly ref?: string;
  readonly sha?: string;
}

/**
 * "Any filters you specify for the supported events are ignored [...]. The workflow is only triggered, and is always triggered, by
 * the default activity types of the supported events." (docs.github.com, "Troubleshooting rules")
 */
const activityTypes: Partial<Record<Occasion["trigger"], readonly string[]>> = {
  pull_request: ["opened", "synchronize", "reopened"],
  pull_request_target: ["opened", "synchronize", "reopened"],
  merge_group: ["checks_requested"],
};

function requiredFiles(occasion: Occasion, repository: Repository): { files: Found[]; notStarted: string[] } {
  const { state, trigger, action, baseBranch } = occasion;
  const files: Found[] = [];
  const notStarted: string[] = [];
  if (baseBranch === undefined || activityTypes[trigger]?.includes(action) !== true) return { files, notStarted };
  for (const wanted of requiredWorkflows(state, repository, baseBranch)) {
    const found = fileOf(state, repository, wanted);
    if (typeof found === "string") notStarted.push(`${fullNameOf(repository)}: ${found}`);
    else files.push(found);
  }
  return { files, notStarted };
}

/** What rulesets ask for, each once. Those on trial run too: "If a ruleset workflow runs in 'Evaluate' mode and passes [...]". */
function requiredWorkflows(state: State, repository: Repository, branch: string): RequiredWorkflow[] {
  const running = rulesetsOf(state, repository).map((ruleset) =>
    ruleset.enforcement === "evaluate" ? { ...ruleset, enforcement: "active" as const } : ruleset,
  );
  const rules = rulesetsFor(running, repositoryFacts(state, repository), `refs/heads/${branch}`)
    .flatMap((ruleset) => ruleset.rules)
    .filter(({ type }) => type === "workflows");
  const all = rules.flatMap(({ parameters }) => (parameters?.["workflows"] ?? []) as RequiredWorkflow[]);
  return [
    ...new Map(all.map((one) => [JSON.stringify([one.repository_id, one.path, one.ref, one.sha]), one])).values(),
  ];
}

/** Of everything that a private repository may hold back, only this is looked at: its files are for private repositories alone. */
const openness = { public: 0, internal: 1, private: 2 };

/** The file, or why there is none. */
function fileOf(state: State, target: Repository, { repository_id, path, ref, sha }: RequiredWorkflow): Found | string {
  const source = repositoryById(state, repository_id);
  if (source === undefined) return `the repository of the required workflow ${path} does not exist`;
  const repository = fullNameOf(source);
  const from = ref ?? `refs/heads/${source.defaultBranch}`;
  const commit = resolveCommit(source.git, sha ?? from);
  const text = commit === undefined ? undefined : textAt(source.git, commit, path);
  if (commit === undefined || text === undefined) return `${repository} has no ${path} at ${sha ?? from}`;
  if (openness[source.visibility] > openness[target.visibility]) {
    return `${repository} is ${source.visibility}: its workflows do not run in a repository that is ${target.visibility}`;
  }
  return { file: { repository, path, ref: from, sha: commit, isRequired: true }, text };
}

function ownFiles({ filesAt, ref }: Occasion, repository: Repository): Found[] {
  if (resolveCommit(repository.git, filesAt) === undefined) return [];
  return workflowPaths(repository.git, filesAt).flatMap((path) => {
    const text = textAt(repository.git, filesAt, path);
    const file = { repository: fullNameOf(repository), path, ref, sha: filesAt, isRequired: false };
    return text === undefined ? [] : [{ file, text }];
  });
}
