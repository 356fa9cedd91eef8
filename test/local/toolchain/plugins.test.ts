import assert from "node:assert/strict";
import { cpSync, readFileSync, rmSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { hasReleasedPlugin, installPlugin, type Toolchain, ToolchainError } from "../../../local/toolchain/index.ts";
import { linkReleasedPlugin } from "../../../local/toolchain/released-plugin.ts";
import type { Downloads } from "../../../local/toolchain/released.ts";
import { emptyMachine, fakePulumi, type Machine, offline, online } from "./machine.ts";

const version = "7.48.0";

describe("plugins of the toolchain", () => {
  let machine: Machine;
  let home: string;
  let toolchain: Toolchain;
  let source: string;

  beforeEach(() => {
    machine = emptyMachine();
    home = join(machine.folder, "pulumi-home");
    const origin = { how: "installed", version: "3.260.0" } as const;
    const pulumi = machine.program("pulumi", fakePulumi("3.260.0"));
    toolchain = { pulumi, env: { PULUMI_HOME: home }, origin: { engine: origin, github: origin } };
    source = join(machine.folder, "ours");
    machine.file("ours/pulumi-resource-aws", "ours", 0o755);
    machine.file("ours/index.cjs", "code");
  });
  afterEach(() => machine.remove());

  const folder = `plugins/resource-aws-v${version}`;
  const plugin = (file: string, { env } = toolchain): string => join(env["PULUMI_HOME"] ?? "", folder, file);
  const text = (file: string, of = toolchain): string => readFileSync(plugin(file, of), "utf8");
  const install = (from: string): Promise<Toolchain> =>
    installPlugin(toolchain, "aws", version, from, machine.progress, machine.environment);
  const released = (downloads: Downloads): Promise<boolean> =>
    linkReleasedPlugin(
      { pulumi: toolchain.pulumi, home },
      { name: "aws", version },
      { progress: machine.progress, environment: machine.environment, downloads },
    );
  const installByUser = (): string => machine.file(`home/.pulumi/${folder}/pulumi-resource-aws`, "user's", 0o755);

  it("holds a stand-in with all files of its folder, and does not take it for the released one", async () => {
    const installed = await install(source);
    assert.deepEqual([text("pulumi-resource-aws", installed), text("index.cjs", installed)], ["ours", "code"]);
    assert.notEqual(statSync(plugin("pulumi-resource-aws", installed)).mode & 0o100, 0);
    assert.equal(await hasReleasedPlugin(installed, "aws", version), false);
  });

  it("takes a single executable under any name", async () => {
    const installed = await install(machine.file("some-provider", "single", 0o755));
    assert.equal(text("pulumi-resource-aws", installed), "single");
  });

  it("changes nothing when the same stand-in is installed again", async () => {
    const first = await install(source);
    const before = statSync(plugin(".", first)).ino;
    assert.deepEqual(await install(source), first);
    assert.equal(statSync(plugin(".", first)).ino, before);
  });

  it("keeps a stand-in for whoever uses it when another checkout installs a different one", async () => {
    const first = await install(source);
    const second = await install(machine.file("another", "another", 0o755));
    assert.equal(text("pulumi-resource-aws", first), "ours");
    assert.equal(text("pulumi-resource-aws", second), "another");
  });

  it("keeps a stand-in whose checkout is deleted", async () => {
    const first = await install(source);
    cpSync(source, join(machine.folder, "second checkout"), { recursive: true });
    rmSync(source, { recursive: true });
    assert.equal(text("index.cjs", first), "code");
    assert.deepEqual(await install(join(machine.folder, "second checkout")), first);
  });

  it("makes a damaged stand-in again", async () => {
    const installed = await install(source);
    truncateSync(plugin("index.cjs", installed));
    assert.equal(text("index.cjs", await install(source)), "code");
  });

  it("holds the toolchain's other plugins beside a stand-in", async () => {
    const github = "plugins/resource-github-v6.15.0/pulumi-resource-github";
    machine.file(`pulumi-home/${github}`, "github", 0o755);
    machine.file("pulumi-home/plugins/resource-github-v6.15.0.lastused", "");
    const { env } = await install(source);
    assert.equal(readFileSync(join(env["PULUMI_HOME"] ?? "", github), "utf8"), "github");
  });

  it("refuses a source without the executable that the engine starts", async () => {
    rmSync(join(source, "pulumi-resource-aws"));
    const message = `${source}/pulumi-resource-aws is not an executable file: the aws plugin needs one named pulumi-resource-aws`;
    await assert.rejects(install(source), new ToolchainError(message));
    assert.equal(await hasReleasedPlugin(toolchain, "aws", version), false);
  });

  it("prefers the user's released plugin to a stand-in", async () => {
    await install(source);
    installByUser();
    assert.equal(await released(offline), true);
    assert.equal(text("pulumi-resource-aws"), "user's");
    assert.equal(await hasReleasedPlugin(toolchain, "aws", version), true);
  });

  it("downloads the released plugin where there is none", async () => {
    assert.equal(await released(online("")), true);
    assert.equal(text("pulumi-resource-aws"), "downloaded");
    assert.equal(await released(offline), true);
  });

  it("keeps a stand-in that is in use rather than download behind its back", async () => {
    const installed = await install(source);
    assert.equal(await released(online("")), false);
    assert.equal(text("pulumi-resource-aws", installed), "ours");
  });

  it("has no released plugin without network, or when the download fails", async () => {
    assert.equal(await released(offline), false);
    assert.deepEqual(machine.lines, []);
    machine.program("pulumi", `console.error("no such plugin"); process.exit(1);`);
    assert.equal(await released(online("")), false);
    assert.match(machine.lines.at(-1) ?? "", /^the aws provider 7\.48\.0 cannot be downloaded: /);
  });
});
