import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildPack } from "../../local/setup/build-pack.ts";

const pack = join(import.meta.dirname, "../../policypack");

/** Loads the built pack as the engine's host does; once it prints its port, prints the packages loaded so far. */
const loading = (folder: string) => `
  const log = console.log;
  console.log = (port) => {
    const files = Object.keys(require.cache).map((file) => file.split("/node_modules/").at(-1));
    const names = files.map((file) => file.split("/").slice(0, file.startsWith("@") ? 2 : 1).join("/"));
    log(port);
    log(JSON.stringify([...new Set(names)]));
    process.exit(0);
  };
  require(${JSON.stringify(folder)});
`;

for (const [name, folder, bundle] of [
  ["recommended", pack, "index.cjs"],
  ["strict", join(pack, "strict"), "strict.cjs"],
] as const) {
  describe(`the bundled pack ${name}`, function () {
    this.timeout(30_000);

    before(() => buildPack());

    it("starts one policy server and loads no provider SDK, no YAML and no second zod", async () => {
      const { stdout } = await promisify(execFile)(process.execPath, ["--eval", loading(folder)], { cwd: folder });
      const [port, loaded = "[]"] = stdout.trim().split("\n");
      assert.match(port ?? "", /^\d+$/);
      const names = JSON.parse(loaded) as string[];
      assert.ok(names.includes("@pulumi/policy") && names.includes("@pulumi/pulumi"), loaded);
      for (const name of ["@pulumi/aws", "@pulumi/github", "zod", "yaml"]) assert.ok(!names.includes(name), name);
    });

    it("is never type-checked where it is installed", async () => {
      assert.match(await readFile(join(pack, "dist", bundle), "utf8"), /^\/\/ @ts-nocheck\n/);
    });

    it("asks for nothing but the Pulumi SDKs", async () => {
      const text = await readFile(join(pack, "dist", bundle), "utf8");
      const required = [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name);
      assert.deepEqual([...new Set(required)], ["@pulumi/policy"]);
    });
  });
}

describe("the bundles of the packs", function () {
  this.timeout(30_000);

  it("are the same bytes wherever they are made", async () => {
    const names = ["index.cjs", "strict.cjs", "built.cjs"];
    const bytes = () => Promise.all(names.map((name) => readFile(join(pack, "dist", name), "utf8")));
    await buildPack();
    const here = await bytes();
    const script = join(import.meta.dirname, "../../local/setup/build-pack.ts");
    const build = `import(${JSON.stringify(script)}).then(({ buildPack }) => buildPack())`;
    await promisify(execFile)(process.execPath, ["--eval", build], { cwd: tmpdir() });
    assert.deepEqual(await bytes(), here);
  });
});

it("the folder of the strict pack has the version of its package", async () => {
  const [whole, strict] = await Promise.all(
    [pack, join(pack, "strict")].map(async (folder) =>
      JSON.parse(await readFile(join(folder, "package.json"), "utf8")),
    ),
  );
  assert.equal(strict.version, whole.version);
});
