import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildPack } from "../../local/setup/build-pack.ts";

const pack = join(import.meta.dirname, "../../policypack");

/** Loads the built pack as the engine's host does; once it prints its port, prints the packages loaded so far. */
const load = `
  const log = console.log;
  console.log = (port) => {
    const files = Object.keys(require.cache).map((file) => file.split("/node_modules/").at(-1));
    const names = files.map((file) => file.split("/").slice(0, file.startsWith("@") ? 2 : 1).join("/"));
    log(port);
    log(JSON.stringify([...new Set(names)]));
    process.exit(0);
  };
  require(${JSON.stringify(pack)});
`;

describe("the built pack", function () {
  this.timeout(30_000);

  before(() => buildPack());

  it("starts one policy server and loads no provider SDK, no YAML and no second zod", async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ["--eval", load], { cwd: pack });
    const [port, loaded = "[]"] = stdout.trim().split("\n");
    assert.match(port ?? "", /^\d+$/);
    const names = JSON.parse(loaded) as string[];
    assert.ok(names.includes("@pulumi/policy") && names.includes("@pulumi/pulumi"), loaded);
    for (const name of ["@pulumi/aws", "@pulumi/github", "zod", "yaml"]) assert.ok(!names.includes(name), name);
  });

  it("is never type-checked where it is installed", async () => {
    assert.match(await readFile(join(pack, "dist/index.cjs"), "utf8"), /^\/\/ @ts-nocheck\n/);
  });

  it("asks for nothing but the Pulumi SDKs", async () => {
    const bundle = await readFile(join(pack, "dist/index.cjs"), "utf8");
    const required = [...bundle.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name);
    assert.deepEqual([...new Set(required)], ["@pulumi/policy"]);
  });
});
