import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  organizationProject,
  policyPack,
  repositoryProject,
  root,
  type LocalEnvironment,
} from "../../../local/environment/index.ts";
import { runPulumi, type PulumiResult } from "../../../local/environment/pulumi.ts";
import type { LocalStack } from "../../../local/environment/stack.ts";
import { startEngine, succeeded } from "../../support/engine.ts";
import { buildInstalledPack, lookedUp } from "../../support/policy/installed-pack.ts";
import { judgedBy } from "../../support/policy/pack-arguments.ts";
import { printedFindings } from "../../support/policy/printed-findings.ts";

const fixture = (name: string) => join(root, "test/fixtures/stacks", name);

describe("a pack built for one organisation, alone in a folder elsewhere", function () {
  this.timeout(300_000);
  let engine: LocalEnvironment;
  let folder: string;
  let pack: string;
  let version: string;
  let governed: LocalStack;
  let undeclared: LocalStack;

  before(async () => {
    engine = await startEngine();
    folder = await mkdtemp(join(tmpdir(), "ai-governance-elsewhere-"));
    pack = join(folder, "pack");
    await buildInstalledPack(pack, ...lookedUp(engine), "--role", "repository");
    ({ version } = JSON.parse(await readFile(join(pack, "package.json"), "utf8")) as { version: string });
    governed = await engine.stack(repositoryProject, "governed", "repository");
    undeclared = await engine.stack(fixture("undeclared-repository"), "undeclared", "repository");
  });
  after(async () => {
    await engine?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function run(stack: LocalStack, configuration: object | undefined, ...words: string[]): Promise<PulumiResult> {
    const file = join(folder, "configuration.json");
    await writeFile(file, JSON.stringify(configuration ?? {}));
    const command = await stack.commandLine("preview", ...words);
    return runPulumi(judgedBy(command, pack, configuration && file));
  }

  it("loads neither provider SDK, nor anything else but the SDKs it names", async () => {
    const load = `
      const log = console.log;
      console.log = () => {
        log(JSON.stringify(Object.keys(require.cache).map((file) => file.split("/node_modules/").at(-1))));
        process.exit(0);
      };
      require(${JSON.stringify(pack)});
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ["--eval", load], { cwd: pack });
    const loaded = JSON.parse(stdout) as string[];
    assert.ok(loaded.some((file) => file.startsWith("@pulumi/policy/")));
    for (const name of ["@pulumi/aws/", "@pulumi/github/", "zod/", "yaml/"]) {
      assert.ok(!loaded.some((file) => file.startsWith(name)), name);
    }
  });

  it("refuses a bad stack and shows its version", async () => {
    const { exitCode, output } = await run(undeclared, undefined);
    assert.notEqual(exitCode, 0, output);
    assert.ok(output.includes(`ai-governance-repository@v${version} (local: ${pack})`), output);
    const found = printedFindings(output).filter(({ rule }) => rule === "github-repository-require-governance");
    assert.deepEqual(
      found.map(({ level, lines }) => [level, lines[2]]),
      [["mandatory", "skunkworks: the repository is not declared; it must stand in a tier."]],
    );
  });

  it("lets a good stack pass", async () => {
    const { exitCode, output } = await run(governed, undefined);
    assert.equal(exitCode, 0, output);
    assert.ok(output.includes(`ai-governance-repository@v${version}`), output);
  });

  it("takes levels and what becomes of undecided findings from --policy-pack-config", async () => {
    const { exitCode, output } = await run(undeclared, {
      all: "mandatory",
      "github-repository-require-governance": { enforcementLevel: "advisory", undecided: "mandatory" },
      "github-repository-require-trail-preserving-merges": "disabled",
      "github-repository-require-ai-path-owners": "disabled",
    });
    assert.equal(exitCode, 0, output);
    assert.deepEqual(
      printedFindings(output).map(({ level, rule }) => [level, rule]),
      [["advisory", "github-repository-require-governance"]],
    );
  });

  it("refuses any other setting, and says that it is built in", async () => {
    const rule = "github-repository-require-governance";
    const { exitCode, output } = await run(undeclared, { [rule]: { inventory: { skunkworks: "standard" }, rle: "x" } });
    assert.notEqual(exitCode, 0, output);
    assert.match(output, /"inventory" is built into this pack\./);
    assert.match(output, /unknown key "rle"\./);
    assert.match(output, /The file can set enforcementLevel and undecided; to change the rest, build the pack anew\./);
  });

  it("judges exported state, with its version in JSON", async () => {
    const withoutPack = async (stack: LocalStack) =>
      succeeded(await runPulumi(judgedBy(await stack.commandLine("up", "--yes", "--skip-preview"), undefined)));
    const analyze = async (stack: LocalStack, ...words: string[]) => {
      const state = join(folder, "state.json");
      const { file, cwd, env } = await stack.commandLine("stack", "export");
      succeeded(await stack.pulumi("stack", "export", "--file", state));
      const args = ["policy", "analyze", "--file", state, "--policy-pack", pack, "--color", "never", ...words];
      return runPulumi({ file, args, cwd, env });
    };
    await withoutPack(undeclared);
    const bad = await analyze(undeclared);
    assert.notEqual(bad.exitCode, 0, bad.output);
    assert.match(bad.output, /skunkworks: the repository is not declared; it must stand in a tier\./);
    const json = await analyze(undeclared, "--json");
    assert.notEqual(json.exitCode, 0, json.output);
    const events = json.output.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line)] : []));
    const rules = events.flatMap(({ policyEvent }) => (policyEvent ? [policyEvent.policyName] : []));
    assert.ok(rules.includes("github-repository-require-governance"), json.output);
    assert.deepEqual(events.at(-1).summaryEvent.PolicyPacks, { "ai-governance-repository": version });
    await withoutPack(governed);
    const good = await analyze(governed);
    assert.equal(good.exitCode, 0, good.output);
  });

  it("does not run without its facts", async () => {
    const facts = await readFile(join(pack, "facts.json"), "utf8");
    await rm(join(pack, "facts.json"));
    const { exitCode, output } = await run(governed, undefined);
    await writeFile(join(pack, "facts.json"), facts);
    assert.notEqual(exitCode, 0, output);
    assert.match(output, /facts\.json is missing; without it the pack has no rules to apply\./);
  });

  it("does not run with facts that were changed after it was built", async () => {
    const facts = await readFile(join(pack, "facts.json"), "utf8");
    await writeFile(join(pack, "facts.json"), facts.replace('"docs"', '"skunkworks"'));
    const { exitCode, output } = await run(governed, undefined);
    await writeFile(join(pack, "facts.json"), facts);
    assert.notEqual(exitCode, 0, output);
    assert.match(output, /its files are not those of version 0\.1\.0-sha256-/);
  });

  it("for the organisation judges the platform team's own stack", async () => {
    const own = join(folder, "organization-pack");
    await buildInstalledPack(own, ...lookedUp(engine), "--role", "organization");
    const stack = await engine.stack(organizationProject, "organization", "organization");
    const { exitCode, output } = await runPulumi(judgedBy(await stack.commandLine("preview"), own));
    assert.equal(exitCode, 0, output);
    assert.match(output, /ai-governance-organization@v0\.1\.0-sha256-/);
  });

  it("is not needed for the strict pack, which has a folder of its own", async () => {
    const stack = await engine.stack(fixture("unknown-bypass"), "unknown-bypass", "repository");
    const command = await stack.commandLine("preview");
    const configuration = command.args[command.args.indexOf("--policy-pack-config") + 1];
    const { output } = await runPulumi(judgedBy(command, join(policyPack, "strict"), configuration));
    assert.match(output, /ai-governance-strict@v0\.1\.0/);
    const exempt = printedFindings(output).filter(({ rule }) => rule === "github-ruleset-disallow-exempt-bypass");
    assert.deepEqual(
      exempt.map(({ level }) => level),
      ["mandatory", "mandatory"],
    );
  });
});
