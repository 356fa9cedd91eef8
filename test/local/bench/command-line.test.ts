import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { inventoryOf, parseDeclaration } from "../../../governance/index.ts";
import { declarationOf } from "../../../local/bench/declaration.ts";
import { root } from "../../../local/environment/index.ts";

const bench = (...args: string[]) =>
  execa(process.execPath, [join(root, "local/bench/main.ts"), ...args], { reject: false });

describe("npm run bench", () => {
  it("says what it measures", async () => {
    const { exitCode, stdout } = await bench("--help");
    assert.equal(exitCode, 0);
    for (const name of ["organization", "pack-start", "pack-preview", "stack-traces", "provenance-scan", "gate"])
      assert.match(stdout, new RegExp(`^  ${name} `, "m"));
  });

  for (const [args, problem] of [
    [
      ["--only", "orgnization"],
      /--only: found "orgnization", allowed: organization, pack-start, pack-preview, stack-traces, provenance-scan, gate/,
    ],
    [["--repositories", "1.5"], /--repositories: found "1\.5", allowed: a whole number from 2 on/],
    [["--fast"], /Unknown option '--fast'/],
  ] as const) {
    it(`refuses ${args.join(" ")} and says what is allowed`, async () => {
      const { exitCode, stderr } = await bench(...args);
      assert.equal(exitCode, 2);
      assert.match(stderr, problem);
    });
  }
});

describe("the declaration of the bench", () => {
  it("is one that the project accepts, for any number of repositories", async () => {
    const example = await readFile(join(root, "stacks/organization/governance.yaml"), "utf8");
    for (const count of [2, 10, 137]) {
      const declaration = parseDeclaration(declarationOf(example, count), "governance.yaml");
      assert.equal(Object.keys(inventoryOf(declaration)).length, count);
    }
    assert.throws(() => declarationOf(example, 1), /at least 2 repositories, not 1/);
  });
});
