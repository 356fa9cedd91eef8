import assert from "node:assert/strict";
import { ListKeysCommand } from "@aws-sdk/client-kms";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { clientOf } from "../../local/demo/agent.ts";
import { organizationProject, repositoryProject, root, type LocalEnvironment } from "../../local/environment/index.ts";
import { ownerLogin } from "../../local/environment/seed.ts";
import type { LocalStack } from "../../local/environment/stack.ts";
import { clientsOf } from "../local/aws/running-aws.ts";
import { startEngine, succeeded } from "../support/engine.ts";
import { wholeDeclaration, wholeSeed } from "../support/whole-declaration.ts";
import { awsDrifts } from "./drift/aws-drifts.ts";
import { githubDrifts, org } from "./drift/github-drifts.ts";
import { repositoryDrifts } from "./drift/repository-drifts.ts";

interface Step {
  readonly urn: string;
  readonly op: string;
  readonly detailedDiff: Readonly<Record<string, unknown>> | null;
}

describe("drift made by hand", function () {
  this.timeout(600_000);
  let environment: LocalEnvironment;
  let organization: LocalStack;
  let found: string[];

  before(async () => {
    const example = await readFile(join(root, "stacks/organization/governance.yaml"), "utf8");
    environment = await startEngine({ declaration: wholeDeclaration(example, "enterprise"), seed: wholeSeed });
    organization = await environment.stack(organizationProject, "test", "organization");
    succeeded(await organization.pulumi("up", "--yes"));
    const client = clientOf(environment.github, ownerLogin);
    for (const { change } of githubDrifts) await change(client);
    const clients = clientsOf(environment.aws);
    const { Keys = [] } = await clients.kms.send(new ListKeysCommand({}));
    for (const { change } of awsDrifts) await change(clients, Keys[0]?.KeyId ?? "");
    succeeded(await organization.pulumi("refresh", "--yes"));
    found = await changesOf(organization);
  });
  after(() => environment?.close());

  for (const { resource, property } of [...githubDrifts, ...awsDrifts]) {
    it(`is found by refresh: ${resource} ${property}`, () => assertFound(found, resource, property));
  }

  it("is repaired by `up`", async () => {
    succeeded(await organization.pulumi("up", "--yes"));
    succeeded(await organization.pulumi("refresh", "--yes", "--expect-no-changes"));
    succeeded(await organization.pulumi("preview", "--expect-no-changes"));
  });

  it("is found and repaired in a repository, too", async () => {
    const stack = await environment.stack(repositoryProject, "test", "repository");
    succeeded(await stack.pulumi("up", "--yes"));
    const client = clientOf(environment.github, ownerLogin);
    await mergeProposal(environment);
    for (const { change, resource, property } of repositoryDrifts) {
      await change(client);
      succeeded(await stack.pulumi("refresh", "--yes"));
      assertFound(await changesOf(stack), resource, property);
    }
    succeeded(await stack.pulumi("up", "--yes"));
    succeeded(await stack.pulumi("refresh", "--yes", "--expect-no-changes"));
  });
});

function assertFound(found: readonly string[], resource: string, property: string): void {
  const own = found.filter((change) => change.startsWith(`${resource} `));
  assert.ok(
    own.some((change) => change.startsWith(`${resource} ${property}`)),
    `of ${resource} only this was found: ${own.join(", ")}`,
  );
}

/** `<resource> <property path>` of everything that the next update would change. */
async function changesOf(stack: LocalStack): Promise<string[]> {
  const { file, args, cwd, env } = await stack.commandLine("preview", "--json");
  const { stdout, stderr, exitCode } = await execa(file, args, { cwd, env, reject: false, stdin: "ignore" });
  assert.equal(exitCode, 0, stdout + stderr);
  const { steps } = JSON.parse(stdout) as { steps: Step[] };
  return steps
    .filter(({ op }) => op !== "same")
    .flatMap(({ urn, op, detailedDiff }) => {
      const name = urn.split("::").at(-1) ?? "";
      return detailedDiff ? Object.keys(detailedDiff).map((path) => `${name} ${path}`) : [`${name} ${op}`];
    });
}

/** What the owners of the file would do: merge it past rules that are not the matter here. */
async function mergeProposal({ github }: LocalEnvironment): Promise<void> {
  await github.change((state) => {
    for (const organization of state.organizations) organization.rulesets = [];
  });
  const client = clientOf(github, ownerLogin);
  const { data: proposals } = await client.rest.pulls.list({ owner: org, repo: "payments-api" });
  for (const { number } of proposals) {
    await client.rest.pulls.merge({ owner: org, repo: "payments-api", pull_number: number, merge_method: "squash" });
  }
}
