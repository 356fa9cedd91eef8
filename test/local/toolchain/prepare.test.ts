import assert from "node:assert/strict";
import { existsSync, promises, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { ToolchainError, type Toolchain } from "../../../local/toolchain/index.ts";
import { prepare } from "../../../local/toolchain/prepare.ts";
import type { Downloads } from "../../../local/toolchain/released.ts";
import { emptyMachine, fakeGo, fakePulumi, type Machine, offline, online } from "./machine.ts";

const pluginPath = "plugins/resource-github-v6.15.0/pulumi-resource-github";

describe("preparing the toolchain", function () {
  this.timeout(20_000);
  let machine: Machine;
  beforeEach(() => void (machine = emptyMachine()));
  afterEach(() => machine.remove());

  const prepareWith = (downloads: Downloads): Promise<Toolchain> =>
    prepare({ progress: machine.progress, environment: machine.environment, downloads });
  const installPulumi = (version: string): string => {
    machine.program("pulumi-language-nodejs", "");
    return machine.program("pulumi", fakePulumi(version));
  };
  const origins = ({ origin }: Toolchain): string[] =>
    [origin.engine, origin.github].map(({ how, version }) => `${how} ${version}`);
  const provider = ({ env }: Toolchain): string => readFileSync(join(env["PULUMI_HOME"] ?? "", pluginPath), "utf8");

  it("uses an installed engine and the plugin in the user's PULUMI_HOME, which it only links", async () => {
    const pulumi = installPulumi("3.251.0");
    const plugin = machine.file(`home/.pulumi/${pluginPath}`, "the user's", 0o755);
    const toolchain = await prepareWith(offline);
    assert.deepEqual(origins(toolchain), ["installed 3.251.0", "installed 6.15.0"]);
    assert.equal(toolchain.pulumi, pulumi);
    assert.equal(readlinkSync(join(toolchain.env["PULUMI_HOME"] ?? "", pluginPath)), plugin);
    assert.deepEqual(machine.lines, []);
  });

  it("gives an environment with the running Node first, then the engine's folder, and a PULUMI_HOME of its own", async () => {
    const pulumi = installPulumi("3.260.0");
    machine.program("go", fakeGo("1.26.8"));
    const { env } = await prepareWith(offline);
    assert.deepEqual(env, {
      PATH: [dirname(process.execPath), dirname(pulumi), machine.environment["PATH"]].join(delimiter),
      PULUMI_HOME: join(machine.folder, "home/.cache/pulumi-ai-governance/home"),
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    });
    assert.equal(existsSync(join(machine.folder, "home/.pulumi")), false);
  });

  it("downloads the plugin for an installed engine", async () => {
    installPulumi("3.260.0");
    const toolchain = await prepareWith(online(""));
    assert.deepEqual(origins(toolchain), ["installed 3.260.0", "released 6.15.0"]);
    assert.equal(provider(toolchain), "downloaded");
  });

  it("builds the plugin for an installed engine when nothing can be downloaded", async () => {
    installPulumi("3.260.0");
    machine.program("go", fakeGo("1.26.8"));
    const toolchain = await prepareWith(offline);
    assert.deepEqual(origins(toolchain), ["installed 3.260.0", "built 6.15.0"]);
    assert.equal(provider(toolchain), "built");
  });

  it("downloads the released engine when the installed one is too old", async () => {
    installPulumi("3.250.9");
    const toolchain = await prepareWith(online(fakePulumi("3.270.0")));
    assert.deepEqual(origins(toolchain), ["released 3.270.0", "released 6.15.0"]);
    assert.notEqual(toolchain.pulumi, join(machine.folder, "bin/pulumi"));
  });

  it("does not use an installed engine without its language host", async () => {
    machine.program("pulumi", fakePulumi("3.260.0"));
    machine.program("go", fakeGo("1.26.8"));
    assert.deepEqual(origins(await prepareWith(offline)), ["built 3.259.0", "built 6.15.0"]);
  });

  it("builds engine, language host and provider, with the engine and its host in one folder", async () => {
    machine.program("go", fakeGo("1.26.8"));
    const toolchain = await prepareWith(offline);
    assert.deepEqual(
      machine.calls().map((call) => (call as { target: string }).target),
      ["pulumi", "pulumi-language-nodejs", "pulumi-resource-github"],
    );
    assert.deepEqual(readdirSync(dirname(toolchain.pulumi)), ["pulumi", "pulumi-language-nodejs"]);
    assert.deepEqual(machine.lines, [
      "building the Pulumi CLI from Go modules; takes about 8 min the first time",
      "building the Pulumi CLI from Go modules: done in 0 s",
      "building the GitHub provider from Go modules; takes about 4 min the first time",
      "building the GitHub provider from Go modules: done in 0 s",
    ]);
  });

  it("asks neither Go nor the network a second time", async () => {
    machine.program("go", fakeGo("1.26.8"));
    const first = await prepareWith(offline);
    machine.program("go", "process.exit(1)");
    machine.lines.length = 0;
    const untouchable: Downloads = {
      problem: () => Promise.reject(new Error("the network was asked")),
      installEngine: () => Promise.reject(new Error("the network was asked")),
    };
    assert.deepEqual(await prepareWith(untouchable), first);
    assert.deepEqual(machine.lines, []);
  });

  it("finds the same again in a shell that uses it already", async () => {
    machine.program("go", fakeGo("1.26.8"));
    const first = await prepareWith(offline);
    Object.assign(machine.environment, first.env);
    const second = await prepareWith(offline);
    assert.deepEqual([second.pulumi, second.origin], [first.pulumi, first.origin]);
    assert.equal(provider(second), "built");
  });

  it("says so when the cache folder cannot be made", async () => {
    machine.environment["AI_GOVERNANCE_CACHE"] = join(machine.file("a-file", ""), "cache");
    await assert.rejects(prepareWith(offline), (error) => {
      assert.ok(error instanceof ToolchainError);
      assert.match(
        error.message,
        /a-file\/cache cannot be made \(ENOTDIR.*set AI_GOVERNANCE_CACHE to a folder that can be/,
      );
      return true;
    });
  });

  const waysToWrite = {
    EACCES: "make it writable for this user",
    EROFS: "make it writable for this user",
    ENOSPC: "make room on its file system",
  };
  for (const [code, way] of Object.entries(waysToWrite)) {
    it(`says so, and tries no build, when the cache folder cannot be written: ${code}`, async () => {
      const cache = join(machine.folder, "cache");
      machine.environment["AI_GOVERNANCE_CACHE"] = cache;
      machine.program("go", fakeGo("1.26.8"));
      const failure = Object.assign(new Error(`${code}: no`), { code, path: join(cache, "entries") });
      const failing: Downloads = { ...online(""), installEngine: () => Promise.reject(failure) };
      await assert.rejects(prepareWith(failing), {
        name: "ToolchainError",
        message:
          `the cache folder ${cache} cannot be written (${code}: no): ${way}, ` +
          "or set AI_GOVERNANCE_CACHE to a folder that can be written",
      });
      assert.deepEqual(machine.calls(), []);
    });
  }

  it("says so when the cache folder cannot be written while it is asked for a plugin that is installed", async () => {
    installPulumi("3.260.0");
    machine.file(`home/.pulumi/${pluginPath}`, "", 0o755);
    const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    const { mkdtemp } = promises;
    promises.mkdtemp = () => Promise.reject<never>(full);
    syncBuiltinESMExports();
    try {
      await assert.rejects(prepareWith(offline), { name: "ToolchainError", message: /\(ENOSPC: .*make room/ });
    } finally {
      promises.mkdtemp = mkdtemp;
      syncBuiltinESMExports();
    }
  });

  it("builds when a download breaks off", async () => {
    machine.program("go", fakeGo("1.26.8"));
    const breaking: Downloads = { ...online(""), installEngine: () => Promise.reject(new Error("reset by peer")) };
    assert.deepEqual((await prepareWith(breaking)).origin.engine, { how: "built", version: "3.259.0" });
  });

  it("ignores a plugin that the user's Pulumi has not finished unpacking", async () => {
    installPulumi("3.260.0");
    machine.file(`home/.pulumi/${pluginPath}`, "half", 0o755);
    machine.file("home/.pulumi/plugins/resource-github-v6.15.0.partial", "");
    assert.deepEqual(origins(await prepareWith(online(""))), ["installed 3.260.0", "released 6.15.0"]);
  });

  describe("when nothing works", () => {
    const message = async (): Promise<string> => {
      const error = await prepareWith(offline).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      assert.ok(error instanceof ToolchainError);
      return error.message.replaceAll(machine.folder, "");
    };
    const waysOut = [
      "One of these helps; then run the command again:",
      "  install pulumi 3.251.0 or newer, and `pulumi plugin install resource github 6.15.0`",
      "  allow downloads from get.pulumi.com",
      "  install Go 1.25.11 or newer, with a Go module proxy in reach",
    ];

    it("says once what was looked for, what was found and the ways out", async () => {
      assert.deepEqual((await message()).split("\n"), [
        "Pulumi cannot be prepared on this machine. What was tried:",
        "  the Pulumi engine",
        "    installed: no `pulumi` on the PATH; version 3.251.0 or newer is needed",
        "    released: get.pulumi.com cannot be reached",
        "    built: no `go` on the PATH; version 1.25.11 or newer is needed",
        "  the GitHub provider 6.15.0",
        "    installed: no /home/.pulumi/plugins/resource-github-v6.15.0",
        "    released: get.pulumi.com cannot be reached",
        "    built: no `go` on the PATH; version 1.25.11 or newer is needed",
        ...waysOut,
      ]);
    });

    it("names the versions that are too old", async () => {
      installPulumi("3.100.0");
      machine.program("go", fakeGo("1.20.1"));
      const lines = (await message()).split("\n");
      assert.equal(lines[2], "    installed: /bin/pulumi has version 3.100.0; version 3.251.0 or newer is needed");
      assert.equal(lines[4], "    built: Go 1.20.1 at /bin/go is too old; version 1.25.11 or newer is needed");
    });

    it("speaks of the provider only, when only that is missing", async () => {
      installPulumi("3.260.0");
      assert.deepEqual((await message()).split("\n"), [
        "Pulumi cannot be prepared on this machine. What was tried:",
        "  the GitHub provider 6.15.0",
        "    installed: no /home/.pulumi/plugins/resource-github-v6.15.0",
        "    released: get.pulumi.com cannot be reached",
        "    built: no `go` on the PATH; version 1.25.11 or newer is needed",
        ...waysOut,
      ]);
    });
  });
});
