import assert from "node:assert/strict";
import { readFileSync, rmSync, statSync } from "node:fs";
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

  const plugin = (file: string): string => join(home, `plugins/resource-aws-v${version}`, file);
  const install = (from: string): Promise<void> => installPlugin(toolchain, "aws", version, from);
  const released = (downloads: Downloads): Promise<boolean> =>
    linkReleasedPlugin(
      { pulumi: toolchain.pulumi, home },
      { name: "aws", version },
      { progress: machine.progress, environment: machine.environment, downloads },
    );
  const installByUser = (): string =>
    machine.file(`home/.pulumi/plugins/resource-aws-v${version}/pulumi-resource-aws`, "user's", 0o755);

  it("holds a stand-in with all files of its folder, and does not take it for the released one", async () => {
    await install(source);
    assert.equal(readFileSync(plugin("pulumi-resource-aws"), "utf8"), "ours");
    assert.equal(readFileSync(plugin("index.cjs"), "utf8"), "code");
    assert.equal(await hasReleasedPlugin(toolchain, "aws", version), false);
  });

  it("takes a single executable under any name", async () => {
    await install(machine.file("some-provider", "single", 0o755));
    assert.equal(readFileSync(plugin("pulumi-resource-aws"), "utf8"), "single");
  });

  it("changes nothing when the same stand-in is installed again", async () => {
    await install(source);
    const before = statSync(plugin(".")).ino;
    await install(source);
    assert.equal(statSync(plugin(".")).ino, before);
  });

  it("replaces a stand-in by another", async () => {
    await install(source);
    await install(machine.file("another", "another", 0o755));
    assert.equal(readFileSync(plugin("pulumi-resource-aws"), "utf8"), "another");
  });

  it("replaces a stand-in whose files are gone", async () => {
    await install(source);
    rmSync(source, { recursive: true });
    await install(machine.file("another", "another", 0o755));
    assert.equal(readFileSync(plugin("pulumi-resource-aws"), "utf8"), "another");
    assert.throws(() => statSync(plugin("index.cjs")), { code: "ENOENT" });
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
    assert.equal(readFileSync(plugin("pulumi-resource-aws"), "utf8"), "user's");
    assert.equal(await hasReleasedPlugin(toolchain, "aws", version), true);
  });

  it("downloads the released plugin where there is none", async () => {
    assert.equal(await released(online("")), true);
    assert.equal(readFileSync(plugin("pulumi-resource-aws"), "utf8"), "downloaded");
    assert.equal(await released(offline), true);
  });

  it("keeps a stand-in that is in use rather than download behind its back", async () => {
    await install(source);
    assert.equal(await released(online("")), false);
    assert.equal(readFileSync(plugin("pulumi-resource-aws"), "utf8"), "ours");
  });

  it("has no released plugin without network, or when the download fails", async () => {
    assert.equal(await released(offline), false);
    assert.deepEqual(machine.lines, []);
    machine.program("pulumi", `console.error("no such plugin"); process.exit(1);`);
    assert.equal(await released(online("")), false);
    assert.match(machine.lines.at(-1) ?? "", /^the aws provider 7\.48\.0 cannot be downloaded: /);
  });
});
