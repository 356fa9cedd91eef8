import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { buildPack } from "../../local/setup/build-pack.ts";

const root = join(import.meta.dirname, "../..");

/** Writes down which files a process loads. */
const hook = (log: string) => `
  import { appendFileSync } from "node:fs";
  import { registerHooks } from "node:module";
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      appendFileSync(${JSON.stringify(log)}, found.url + "\\n");
      return found;
    },
  });
`;

describe("the command line loads no Pulumi SDK", function () {
  this.timeout(60_000);
  let folder: string;
  before(async () => {
    await buildPack();
    folder = await mkdtemp(join(tmpdir(), "ai-governance-loads-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const declaration = join(root, "stacks/organization/governance.yaml");
  for (const words of [
    ["--help"],
    ["pack", "build", "--declaration", declaration, "--role", "repository", "--out"],
    ["pack", "configure", "--declaration", declaration, "--role", "repository"],
  ]) {
    it(words.slice(0, 2).join(" "), async () => {
      const [log, hooks] = [join(folder, "log"), join(folder, "hooks.mjs")];
      await writeFile(log, "");
      await writeFile(hooks, hook(log));
      const out = words.at(-1) === "--out" ? [join(folder, "pack")] : [];
      await execa(process.execPath, ["--import", hooks, join(root, "cli/main.ts"), ...words, ...out]);
      const loaded = (await readFile(log, "utf8")).split("\n");
      assert.ok(
        loaded.some((url) => url.endsWith("/policypack/rules/index.ts")),
        "the hook sees what is loaded",
      );
      assert.deepEqual(
        loaded.filter((url) => url.includes("/node_modules/@pulumi/")),
        [],
      );
    });
  }
});
