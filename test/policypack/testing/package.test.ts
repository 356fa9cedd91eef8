import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { buildTesting } from "../../../local/setup/build-testing.ts";

const root = join(import.meta.dirname, "../../..");
const bin = (name: string): string => join(root, "node_modules/.bin", name);

/** What a project that tests policies has installed besides the package itself. */
const installed = ["@pulumi", "@types", "google-protobuf", "mocha", "typescript", "undici-types"];

describe("the package ai-governance/testing", function () {
  this.timeout(120_000);
  let project: string;

  before(async () => {
    await buildTesting();
    project = await realpath(await mkdtemp(join(tmpdir(), "ai-governance-testing-")));
    await installInto(join(project, "node_modules"));
    await writeFile(join(project, "package.json"), '{ "type": "module" }');
    for (const [name, text] of await documented()) await writeFile(join(project, name), text);
  });

  after(() => rm(project, { recursive: true, force: true }));

  async function installInto(modules: string): Promise<void> {
    await mkdir(modules);
    for (const name of installed) await symlink(join(root, "node_modules", name), join(modules, name));
    const packed = await execa("npm", ["pack", "--json", "--offline", "--pack-destination", project], {
      cwd: join(root, "cli"),
    });
    const [{ filename } = assert.fail(packed.stdout)] = JSON.parse(packed.stdout) as { filename: string }[];
    await execa("tar", ["-xzf", join(project, filename), "-C", project]);
    await execa("mv", [join(project, "package"), join(modules, "ai-governance")]);
  }

  /** The files of docs/testing-policies.md, by the name in their first line. */
  async function documented(): Promise<[name: string, text: string][]> {
    const page = await readFile(join(root, "docs/testing-policies.md"), "utf8");
    const blocks = [...page.matchAll(/^```[jt]s\n\/\/ (\S+)\n([^]*?)^```$/gm)];
    return blocks.map(([, name = "", text = ""]) => [name, text]);
  }

  it("runs the documented tests, in TypeScript and in JavaScript", async () => {
    const { stdout } = await execa(bin("mocha"), ["--reporter", "json", "policies.test.ts", "secrets.test.cjs"], {
      cwd: project,
      env: { PATH: `${join(root, "node_modules/.bin")}:${process.env["PATH"]}` },
    });
    const { tests, failures } = JSON.parse(stdout) as { tests: { fullTitle: string }[]; failures: unknown[] };
    assert.deepEqual(failures, []);
    assert.deepEqual(
      tests.map(({ fullTitle }) => fullTitle),
      [
        "repository-private reports a public repository, with its place",
        "repository-private stays undecided while the visibility is unknown",
        "repository-private reads its configuration",
        "repository-private judges repositories only",
        "the pack fails a stack whose repository has no ruleset",
        "token-elsewhere sees secrets as plain values, as policies do in the engine",
      ],
    );
  });

  const strict = ["--noEmit", "--strict", "--skipLibCheck", "--noUncheckedIndexedAccess", "--types", "node,mocha"];
  const settings: Readonly<Record<string, readonly string[]>> = {
    "module nodenext": ["--module", "nodenext", "--target", "es2022", "--allowImportingTsExtensions"],
    // What Pulumi's templates say.
    "module commonjs": [
      "--module",
      "commonjs",
      "--moduleResolution",
      "node",
      "--target",
      "es2020",
      "--allowImportingTsExtensions",
      "--esModuleInterop",
    ],
  };
  for (const [name, flags] of Object.entries(settings)) {
    const check = (file: string) => execa(bin("tsc"), [...strict, ...flags, file], { cwd: project, reject: false });

    it(`type-checks them under strict, ${name}`, async () => {
      const { stdout, exitCode } = await check("policies.test.ts");
      assert.deepEqual([exitCode, stdout], [0, ""]);
    });

    it(`has types that refuse mistakes, ${name}`, async () => {
      const mistake = `import { resource, runPolicy } from "ai-governance/testing";
import { privateRepositories } from "./policies.ts";
resource({ typ: "x" });
void runPolicy(privateRepositories, [{ type: "x" }]).then(({ verdict }) => verdict === "failed");
`;
      await writeFile(join(project, "mistake.ts"), mistake);
      const { stdout } = await check("mistake.ts");
      assert.deepEqual(
        [...stdout.matchAll(/^mistake\.ts\((\d+),\d+\): error (TS\d+)/gm)].map(([, line, code]) => [line, code]),
        [
          ["3", "TS2561"],
          ["4", "TS2367"],
        ],
      );
    });
  }
});
