import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { prepareToolchain, type Toolchain, versions } from "../../../local/toolchain/index.ts";
import { emptyMachine, type Machine } from "./machine.ts";

const modules = join(import.meta.dirname, "../../../node_modules");

describe("the prepared engine", function () {
  this.timeout(60_000);
  let toolchain: Toolchain;
  let machine: Machine;

  before(async function () {
    this.timeout(30 * 60_000); // the first time on a machine without Pulumi it is built
    toolchain = await prepareToolchain((line) => console.error(line));
    machine = emptyMachine();
    mkdirSync(join(machine.folder, "state"));
    mkdirSync(join(machine.folder, "node_modules"));
    symlinkSync(join(modules, "@pulumi"), join(machine.folder, "node_modules/@pulumi"));
    machine.file("package.json", JSON.stringify({ name: "trivial", private: true, type: "module" }));
  });
  after(() => machine?.remove());

  async function pulumi(...args: string[]): Promise<{ exitCode: number | undefined; output: string }> {
    const backend = { PULUMI_BACKEND_URL: `file://${machine.folder}/state`, PULUMI_CONFIG_PASSPHRASE: "" };
    const { exitCode, all } = await execa(toolchain.pulumi, [...args, "--non-interactive"], {
      cwd: machine.folder,
      env: { ...toolchain.env, ...backend },
      all: true,
      reject: false,
    });
    return { exitCode, output: all };
  }

  async function program(options: object, source: string): Promise<void> {
    machine.file(
      "Pulumi.yaml",
      JSON.stringify({ name: "trivial", main: "index.ts", runtime: { name: "nodejs", options } }),
    );
    machine.file("index.ts", source);
    if ((await pulumi("stack", "select", "dev")).exitCode !== 0) {
      assert.deepEqual(await pulumi("stack", "init", "dev"), { exitCode: 0, output: "Created stack 'dev'" });
    }
  }

  it("says its version", async () => {
    assert.deepEqual(await pulumi("version"), { exitCode: 0, output: `v${toolchain.origin.engine.version}` });
  });

  it("previews a TypeScript program natively, with configuration and arguments for Node", async () => {
    const source = `import { Config } from "@pulumi/pulumi";
      export const seen: string = [new Config().require("who"), Error.stackTraceLimit].join(" ");`;
    await program({ typescript: false, nodeargs: "--stack-trace-limit=7" }, source);
    assert.equal((await pulumi("config", "set", "who", "world")).exitCode, 0);
    const { exitCode, output } = await pulumi("preview");
    assert.equal(exitCode, 0, output);
    assert.match(output, /seen: "world 7"/);
    assert.doesNotMatch(output, /warning/i);
  });

  it("reports the error of a program once and fails", async () => {
    await program({ typescript: false }, `throw new Error("broken on purpose");`);
    const { exitCode, output } = await pulumi("preview");
    assert.notEqual(exitCode, 0);
    assert.equal(output.match(/Error: broken on purpose/g)?.length, 1, output);
  });

  it("runs a policy pack, and says what is missing when it has no SDK", async () => {
    await program({ typescript: false }, "export const nothing = 1;");
    machine.file("pack/PulumiPolicy.yaml", "runtime: nodejs\n");
    machine.file("pack/package.json", JSON.stringify({ name: "pack", version: "1.0.0", main: "pack.cjs" }));
    machine.file(
      "pack/pack.cjs",
      `const { PolicyPack } = require("@pulumi/policy");
      new PolicyPack("pack", { policies: [{ name: "any-disallow-stack", description: "d", enforcementLevel: "mandatory",
        validateStack: (args, report) => report("found " + process.env.PULUMI_NODEJS_STACK) }] });`,
    );
    const judged = await pulumi("preview", "--policy-pack", join(machine.folder, "pack"));
    assert.notEqual(judged.exitCode, 0);
    assert.match(judged.output, /\[mandatory\] +any-disallow-stack[^]*found dev/);

    const bare = emptyMachine();
    bare.file("PulumiPolicy.yaml", "runtime: nodejs\n");
    bare.file("package.json", JSON.stringify({ name: "pack", version: "1.0.0" }));
    const refused = await pulumi("preview", "--policy-pack", bare.folder);
    bare.remove();
    assert.match(refused.output, /It looks like the Pulumi SDK has not been installed. Have you run npm install/);
  });

  it("has a GitHub provider with the resources of the npm package", async () => {
    const { exitCode, output } = await pulumi("package", "get-schema", `github@${versions.github}`);
    assert.equal(exitCode, 0, output);
    const schema = JSON.parse(output) as { version: string; resources: object };
    assert.equal(schema.version, versions.github);
    assert.deepEqual(Object.keys(schema.resources).sort(), resourceTokens(join(modules, "@pulumi/github")));
  });
});

function resourceTokens(folder: string): string[] {
  const sources = readdirSync(folder).filter((name) => name.endsWith(".js"));
  const tokens = sources.map(
    (name) => /__pulumiType = '(github:\S+)'/.exec(readFileSync(join(folder, name), "utf8"))?.[1],
  );
  return tokens.filter((token) => token !== undefined).sort();
}
