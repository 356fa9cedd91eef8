/** The example organisation with the gate in its own repository, rolled out by the real engine. */
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startRunner, type ActionsRunner } from "../../../local/actions/index.ts";
import { organizationProject, root, type LocalEnvironment } from "../../../local/environment/index.ts";
import type { LocalStack } from "../../../local/environment/stack.ts";
import type { Seed, SeedRepository } from "../../../local/github/core/seed.ts";
import { ada, gate, owner, startTrial, trialOn, type Trial } from "../../attacks/trial.ts";
import { aiGovernance } from "../../cli/run.ts";
import { startEngine, succeeded } from "../../support/engine.ts";
import { commitFiles } from "./pulls.ts";

/** A governed organisation, and the runner of its workflows. */
export interface GateTrial extends Trial {
  readonly runner: ActionsRunner;
}

export interface RolledOut {
  readonly environment: LocalEnvironment;
  readonly stack: LocalStack;
  /** On the environment's own server. */
  readonly trial: GateTrial;
  /** A copy of the organisation as it was rolled out, that nothing else touches. */
  copy(): Promise<GateTrial>;
  close(): Promise<void>;
}

export const gateRepository = "ai-governance";
const folder = "gate";

/** @param change of what local GitHub starts with */
export async function rollOut(change: (repository: SeedRepository) => SeedRepository): Promise<RolledOut> {
  const environment = await startEngine({ seed: (seed) => withoutGate(seed, change) });
  const trial = withRunner(trialOn(environment.github, () => environment.close()));
  try {
    await commitFiles(trial, ada, gateRepository, "main", await gateCommits(environment.declarationFile));
    await tagGate(trial, gate.tag);
    const stack = await environment.stack(organizationProject, "gated", "organization");
    succeeded(await stack.pulumi("up", "--yes"));
    const state = JSON.stringify(environment.github.state);
    const copy = async () => withRunner(await startTrial(state));
    return { environment, stack, trial, copy, close: () => trial.close() };
  } catch (error) {
    await trial.close();
    throw error;
  }
}

function withRunner(trial: Trial): GateTrial {
  const runner = startRunner(trial.github);
  return {
    ...trial,
    runner,
    close: async () => {
      await runner.close();
      await trial.close();
      assert.deepEqual(trial.github.responseProblems, []);
    },
  };
}

/** The gate's repository as a platform team finds it: without a gate. */
function withoutGate(seed: Seed, change: (repository: SeedRepository) => SeedRepository): Seed {
  const repositories = (seed.repositories ?? []).map((repository) => {
    if (repository.name !== gateRepository) return change(repository);
    const { [gate.path]: _, ...files } = repository.files ?? {};
    return { ...repository, files, tags: [] };
  });
  return { ...seed, repositories };
}

/** The two commits of a new gate: its action, and the workflow that is pinned to the first. */
export async function gateCommits(declarationFile: string) {
  const [action, workflow] = await Promise.all([builtGate(declarationFile), workflowText()]);
  const pinned = (commit: string) => workflow.replace(/@0{40}$/m, `@${commit}`);
  return [
    { message: "Build the gate", files: () => action },
    { message: "Run the new gate", files: (before: string) => ({ [gate.path]: pinned(before) }) },
  ];
}

async function builtGate(declarationFile: string): Promise<Record<string, string>> {
  const out = join(await mkdtemp(join(tmpdir(), "ai-governance-gate-")), folder);
  try {
    const { exitCode, stderr } = await aiGovernance(["gate", "build", "--declaration", declarationFile, "--out", out]);
    assert.equal(exitCode, 0, stderr);
    const names = await readdir(out);
    const files = names.map(async (name) => [`${folder}/${name}`, await readFile(join(out, name), "utf8")] as const);
    return Object.fromEntries(await Promise.all(files));
  } finally {
    await rm(join(out, ".."), { recursive: true, force: true });
  }
}

/** The workflow as the documentation gives it. */
async function workflowText(): Promise<string> {
  return readFile(join(root, "stacks/gate/gate.yml"), "utf8");
}

/** Makes the tag that the gate runs from, at the tip of main. */
export async function tagGate(trial: Trial, tag: string): Promise<void> {
  const repo = gateRepository;
  const { data } = await trial.as(ada).git.getRef({ owner, repo, ref: "heads/main" });
  await trial.as(ada).git.createRef({ owner, repo, ref: `refs/tags/${tag}`, sha: data.object.sha });
}
