import assert from "node:assert/strict";
import { organizationProject, repositoryProject } from "../../local/environment/index.ts";
import { startEngine, succeeded } from "../support/engine.ts";
import { approve, merge, passGate } from "./pulls.ts";
import { ada, maya, priya, trialOn, type Trial } from "./trial.ts";

/**
 * The organisation that is attacked: its own stack and that of `payments-api` rolled out by the real engine, CODEOWNERS merged
 * as the rules ask. Returns local GitHub's state as JSON; every replay starts from a copy.
 */
export async function rollOut(): Promise<string> {
  const environment = await startEngine();
  try {
    const trial = trialOn(environment.github, async () => {});
    const organization = await environment.stack(organizationProject, "attacked", "organization");
    succeeded(await organization.pulumi("up", "--yes"));
    const repository = await environment.stack(repositoryProject, "attacked", "repository");
    succeeded(await repository.pulumi("up", "--yes"));
    await mergeCodeowners(trial);
    assert.deepEqual(environment.github.responseProblems, []);
    return JSON.stringify(environment.github.state);
  } finally {
    await environment.close();
  }
}

async function mergeCodeowners(trial: Trial): Promise<void> {
  const proposal = { repo: "payments-api", number: 1 };
  await passGate(trial, proposal);
  for (const reviewer of [maya, priya]) await approve(trial, reviewer, proposal);
  await merge(trial, ada, proposal);
}
