import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import { organizationProject, type LocalEnvironment } from "../../local/environment/index.ts";
import { runPulumi, type CommandLine } from "../../local/environment/pulumi.ts";
import { startEngine } from "../support/engine.ts";

describe("the organisation stack with a bad declaration", function () {
  this.timeout(120_000);
  let environment: LocalEnvironment;
  let preview: CommandLine;
  let example: string;

  before(async () => {
    environment = await startEngine();
    const stack = await environment.stack(organizationProject, "test", "organization");
    preview = await stack.commandLine("preview");
    example = await readFile(environment.declarationFile, "utf8");
  });
  after(() => environment?.close());

  async function refusal(declaration: string | undefined): Promise<string> {
    if (declaration === undefined) await rm(environment.declarationFile);
    else await writeFile(environment.declarationFile, declaration);
    environment.github.requests.reset();
    const { exitCode, output } = await runPulumi(preview);
    assert.notEqual(exitCode, 0, output);
    const changing = Object.keys(environment.github.requests.byRoute).filter((route) => !route.startsWith("GET "));
    assert.deepEqual(changing, []);
    return output;
  }

  it("names the state that does not exist, its line, and the ones that do", async () => {
    const output = await refusal(example.replace("state: quarantined", "state: stopped"));
    assert.match(
      output,
      /governance\.yaml:\d+:\d+: at tools\.devin\.state: found "stopped", allowed: enabled, constrained, quarantined, disabled/,
    );
    assert.doesNotMatch(output, /\n\s+at .*\.ts:\d+/, "no stack trace");
  });

  it("names the repository that stands in two tiers, and both places", async () => {
    const output = await refusal(example.replace("repositories: [card-vault, ", "repositories: [card-vault, ledger, "));
    assert.match(
      output,
      /governance\.yaml:\d+:\d+: at tiers\.restricted\.repositories\[1\]: .*ledger.*tiers\.critical\.repositories\[1\]/,
    );
  });

  it("says where it looked when there is no declaration", async () => {
    const output = await refusal(undefined);
    assert.match(output, /The declaration .*governance\.yaml cannot be read: there is no such file\./);
  });
});
