import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { parse } from "yaml";
import { readGateBundle } from "../../../../cli/gate/build/build-command.ts";
import { buildGate } from "../../../../local/setup/build-gate.ts";
import { buildPack } from "../../../../local/setup/build-pack.ts";
import { exampleText } from "../../../governance/example.ts";
import { folderContents as contents } from "../../folder-contents.ts";
import { aiGovernance, type Ended } from "../../run.ts";

const main = join(import.meta.dirname, "../../../../cli/main.ts");

describe("ai-governance gate build", function () {
  this.timeout(60_000);
  let folder: string;
  let declaration: string;

  before(() => buildGate());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "ai-governance-gate-build-"));
    declaration = join(folder, "governance.yaml");
    await writeFile(declaration, exampleText);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const words = (out: string) => ["gate", "build", "--declaration", declaration, "--out", out];
  const built = (out: string): Promise<Ended> => aiGovernance(words(out));

  it("writes an action with the document's bytes beside it, and says its version", async () => {
    await writeFile(declaration, `\u{feff}${exampleText.replaceAll("\n", "\r\n")}`);
    const out = join(folder, "new/gate");
    const { exitCode, stdout, stderr } = await built(out);
    assert.deepEqual([exitCode, stderr], [0, ""]);
    const files = await contents(out);
    assert.deepEqual(Object.keys(files), ["action.yml", "gate.mjs", "governance.yaml", "package.json"]);
    assert.deepEqual(await readFile(join(out, "governance.yaml")), await readFile(declaration));
    const { name, version } = JSON.parse(files["package.json"] ?? "") as { name: string; version: string };
    assert.equal(name, "ai-governance-gate");
    assert.match(version, /^\d+\.\d+\.\d+-sha256-[0-9a-f]{64}$/);
    assert.equal(stdout, `${out}: gate of meridian-pay, version ${version}\n`);
  });

  it("makes an action that Node 24 starts, with the job's token and no SARIF file unless told", async () => {
    const out = join(folder, "gate");
    await built(out);
    const { inputs, outputs, runs } = parse((await contents(out))["action.yml"] ?? "") as {
      inputs: Record<string, { description: string; default: string }>;
      outputs: Record<string, { description: string }>;
      runs: unknown;
    };
    assert.deepEqual(
      Object.entries(inputs).map(([name, input]) => [name, input.default]),
      [
        ["token", "${{ github.token }}"],
        ["sarif", ""],
      ],
    );
    assert.deepEqual(Object.keys(outputs), ["verdict", "report"]);
    for (const { description } of [...Object.values(inputs), ...Object.values(outputs)]) assert.ok(description);
    assert.deepEqual(runs, { using: "node24", main: "gate.mjs" });
  });

  it("gives the same bytes in another folder, time zone and language, and another version for another document", async () => {
    const [one, other] = [join(folder, "one"), join(folder, "other")];
    for (const [out, cwd, env] of [
      [one, folder, { TZ: "Pacific/Kiritimati", LC_ALL: "C" }],
      [other, tmpdir(), { TZ: "Pacific/Pago_Pago", LC_ALL: "tr_TR.UTF-8" }],
    ] as const) {
      await execa(process.execPath, [main, ...words(out)], { cwd, env });
    }
    assert.deepEqual(await contents(one), await contents(other));
    await writeFile(declaration, `${exampleText}\n`);
    await built(other);
    const version = async (out: string) => JSON.parse((await contents(out))["package.json"] ?? "").version as string;
    assert.notEqual(await version(one), await version(other));
  });

  it("replaces a gate that was built before, and keeps what else is beside it", async () => {
    const out = join(folder, "gate");
    await built(out);
    await writeFile(join(out, "README.md"), "mine");
    assert.equal((await built(out)).exitCode, 0);
    assert.ok((await readdir(out)).includes("README.md"));
  });

  describe("refuses, and changes nothing:", () => {
    const refused = async (out: string): Promise<string> => {
      const before = await contents(out).catch(() => undefined);
      const { exitCode, stdout, stderr } = await built(out);
      assert.deepEqual([exitCode, stdout], [2, ""]);
      assert.deepEqual(await contents(out).catch(() => undefined), before);
      return stderr.trim();
    };
    const foreign = (out: string, names: string) =>
      `--out ${out} holds ${names} and is no gate that was built before; name a new or an empty folder`;

    it("a folder with a project", async () => {
      const out = join(folder, "mine");
      await mkdir(out);
      await writeFile(join(out, "package.json"), '{"name": "mine", "version": "1.0.0"}');
      assert.equal(await refused(out), foreign(out, "package.json"));
    });

    it("a folder with a policy pack; and a pack is not built over a gate", async () => {
      await buildPack();
      const [pack, gate] = [join(folder, "pack"), join(folder, "gate")];
      const buildsPack = (out: string) =>
        aiGovernance(["pack", "build", "--declaration", declaration, "--role", "repository", "--out", out]);
      await buildsPack(pack);
      assert.equal(await refused(pack), foreign(pack, "PulumiPolicy.yaml, facts.json, index.cjs"));
      await built(gate);
      const { exitCode, stderr } = await buildsPack(gate);
      assert.equal(exitCode, 2);
      assert.match(stderr, /is no pack that was built before/);
    });

    it("a declaration with mistakes", async () => {
      await writeFile(declaration, exampleText.replace("version: 1", "version: 2"));
      assert.match(
        await refused(join(folder, "gate")),
        /:2:10: at version: found 2, allowed: 1$|at version: found 2, allowed: 1/,
      );
    });

    it("flags that are missing", async () => {
      const { exitCode, stderr } = await aiGovernance(["gate", "build", "--out", folder]);
      assert.equal(exitCode, 2);
      assert.match(stderr, /required option '--declaration <file>' not specified/);
    });
  });

  it("says how to make a bundle that is missing", () =>
    assert.rejects(readGateBundle("/nowhere/gate.mjs"), {
      message: "/nowhere/gate.mjs is missing; make it: npm run build",
    }));
});
