import assert from "node:assert/strict";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root, type LocalEnvironment } from "../../local/environment/index.ts";
import { runPulumi, type PulumiResult } from "../../local/environment/pulumi.ts";
import type { LocalStack } from "../../local/environment/stack.ts";
import { addYamlHost, prepareToolchain } from "../../local/toolchain/index.ts";
import { startEngine, succeeded } from "../support/engine.ts";

const fixture = (name: string) => join(root, "test/fixtures/stacks", name);
const yaml = fixture("any-language-yaml");
const classes = fixture("any-language-classes");

describe("components from any language", function () {
  this.timeout(600_000);
  let environment: LocalEnvironment;
  let stack: LocalStack;

  before(async () => {
    const say = (line: string) => console.log(line);
    await addYamlHost(await prepareToolchain(say), say);
    environment = await startEngine();
    stack = await environment.stack(yaml, "test", "repository");
  });
  after(() => environment?.close());

  /** Runs a command on the stack with another program of the same project. */
  async function pulumiIn(cwd: string, command: string, ...words: string[]): Promise<PulumiResult> {
    return runPulumi({ ...(await stack.commandLine(command, ...words)), cwd });
  }

  /** The YAML program after a change, previewed. */
  async function previewOf(change: (program: string) => string): Promise<PulumiResult> {
    const folder = join(environment.folder, "changed");
    await mkdir(folder, { recursive: true });
    await cp(yaml, folder, { recursive: true });
    const program = (await readFile(join(yaml, "Pulumi.yaml"), "utf8")).replace(
      /path: \.\..*/,
      `path: ${root}/components`,
    );
    const changed = change(program);
    assert.notEqual(changed, program);
    await writeFile(join(folder, "Pulumi.yaml"), changed);
    return pulumiIn(folder, "preview");
  }

  it("are previewed and rolled out by a YAML program, under the policy pack", async () => {
    succeeded(await stack.pulumi("preview"));
    const output = succeeded(await stack.pulumi("up", "--yes", "--skip-preview"));
    assert.match(output, /codeownersProposal: "http\S+\/payments-api\/pull\/1"/);
    assert.match(output, /writerRoleArn +: "arn:aws:iam::\d+:role\/meridian-pay-ai-audit-writer"/);
  });

  it("have nothing to change afterwards, nor after a refresh", async () => {
    succeeded(await stack.pulumi("preview", "--expect-no-changes"));
    succeeded(await stack.pulumi("refresh", "--yes", "--skip-preview", "--expect-no-changes"));
    succeeded(await stack.pulumi("preview", "--expect-no-changes"));
  });

  it("are the same resources when a program takes the classes instead, and back", async () => {
    succeeded(await pulumiIn(classes, "preview", "--expect-no-changes"));
    succeeded(await pulumiIn(classes, "up", "--yes", "--skip-preview", "--expect-no-changes"));
    succeeded(await stack.pulumi("preview", "--expect-no-changes"));
  });

  it("answer a misspelt property with the right one", async () => {
    const { exitCode, output } = await previewOf((program) => program.replace("aiPathOwners", "aiPathOwner"));
    assert.notEqual(exitCode, 0);
    assert.match(
      output,
      /Missing required property 'aiPathOwners'\s+Existing properties are: aiPathOwners, codeowners/,
    );
  });

  it("refuse secrets where the value decides about children, each once, and do not show them", async () => {
    const { exitCode, output } = await previewOf((program) =>
      program
        .replace("repository: payments-api", "repository: { 'fn::secret': hidden-name }")
        .replace("codeowners: [", "codeowners: [{ 'fn::secret': hidden-owner }, "),
    );
    assert.notEqual(exitCode, 0);
    assert.match(output, /resource 'payments-api' has a problem: GovernedRepository has bad arguments:\n/);
    for (const property of ["codeowners[0]", "repository"])
      assert.equal(output.split(`${property}: found a secret`).length, 2);
    assert.doesNotMatch(output, /hidden/);
  });

  it("go when the stack is destroyed; evidence stays", async () => {
    const output = succeeded(await stack.pulumi("destroy", "--yes", "--skip-preview"));
    assert.match(output, /s3:Bucket evidence-bucket deleted \([\d.]+s\)\[retain\]/);
    assert.match(output, /- 23 deleted/);
  });
});
