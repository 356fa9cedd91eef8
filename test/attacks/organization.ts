import assert from "node:assert/strict";
import { organizationProject, repositoryProject } from "../../local/environment/index.ts";
import { startEngine, succeeded } from "../support/engine.ts";
import { approve, merge, passGate } from "./pulls.ts";
import { ada, gate, maya, owner, priya, trialOn, type Trial } from "./trial.ts";

/**
 * The organisation that is attacked: its own stack and that of `payments-api` rolled out by the real engine, CODEOWNERS merged
 * as the rules ask. Returns local GitHub's state as JSON; every replay starts from a copy.
 */
export async function rollOut(): Promise<string> {
  const environment = await startEngine();
  try {
    const trial = trialOn(environment.github, async () => {});
    await tagGate(trial);
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

/** The tag comes first: once the stack is rolled out nobody can make it. */
async function tagGate({ as }: Trial): Promise<void> {
  const repo = "ai-governance";
  const { data: head } = await as(ada).git.getRef({ owner, repo, ref: "heads/main" });
  await as(ada).git.createRef({ owner, repo, ref: `refs/tags/${gate.tag}`, sha: head.object.sha });
}

async function mergeCodeowners(trial: Trial): Promise<void> {
  const proposal = { repo: "payments-api", number: 1 };
  await passGate(trial, proposal);
  for (const reviewer of [maya, priya]) await approve(trial, reviewer, proposal);
  await merge(trial, ada, proposal);
}
