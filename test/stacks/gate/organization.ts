/** The example organisation with the gate in its own repository, rolled out by the real engine. */
import assert from "node:assert/strict";
import { startRunner, type ActionsRunner } from "../../../local/actions/index.ts";
import { installGate, withoutGate } from "../../../local/environment/gate.ts";
import { organizationProject, type LocalEnvironment } from "../../../local/environment/index.ts";
import type { LocalStack } from "../../../local/environment/stack.ts";
import type { SeedRepository } from "../../../local/github/core/seed.ts";
import { ada, gate, owner, startTrial, trialOn, type Trial } from "../../attacks/trial.ts";
import { startEngine, succeeded } from "../../support/engine.ts";

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
const declaredGate = {
  repository: gateRepository,
  workflow: gate.path,
  ref: `refs/tags/${gate.tag}`,
  check: gate.check,
};

/** @param change of what local GitHub starts with */
export async function rollOut(change: (repository: SeedRepository) => SeedRepository): Promise<RolledOut> {
  const environment = await startEngine({
    seed: (seed) => withoutGate({ ...seed, repositories: (seed.repositories ?? []).map(change) }, declaredGate),
  });
  const trial = withRunner(trialOn(environment.github, () => environment.close()));
  try {
    await installGate(trial.as(ada), owner, declaredGate, environment.declarationFile);
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

/** Makes the tag that the gate runs from, at the tip of main. */
export async function tagGate(trial: Trial, tag: string): Promise<void> {
  const repo = gateRepository;
  const { data } = await trial.as(ada).git.getRef({ owner, repo, ref: "heads/main" });
  await trial.as(ada).git.createRef({ owner, repo, ref: `refs/tags/${tag}`, sha: data.object.sha });
}
