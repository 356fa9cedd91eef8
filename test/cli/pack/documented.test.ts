import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { execa } from "execa";
import { buildPack } from "../../../local/setup/build-pack.ts";

const root = join(import.meta.dirname, "../../..");

for (const [page, least] of [
  ["README.md", 4],
  ["docs/preview-check.md", 2],
] as const) {
  describe(`the commands around the pack in ${page}`, function () {
    this.timeout(60_000);
    let folder: string;
    before(async () => {
      await buildPack();
      folder = await mkdtemp(join(tmpdir(), "ai-governance-documented-"));
      await symlink(join(root, "stacks"), join(folder, "stacks"));
      // What the reader is told to write there.
      await writeFile(join(folder, "levels.json"), '{"all": "mandatory"}');
    });
    after(() => rm(folder, { recursive: true, force: true }));

    it("run as they stand, one after another", async () => {
      const text = await readFile(join(root, page), "utf8");
      const commands = [...text.matchAll(/^ *npx --no-install (ai-governance pack .*)$/gm)].map(
        ([, command]) => command,
      );
      assert.ok(commands.length >= least, commands.join("\n"));
      const path = [join(root, "node_modules/.bin"), dirname(process.execPath), process.env["PATH"]].join(delimiter);
      for (const command of commands) {
        const levels = /pack check (\S+-levels\.json)/.exec(command ?? "")?.[1];
        if (levels !== undefined) await symlink(join(folder, "levels.json"), join(folder, levels));
        const { exitCode, all } = await execa("bash", ["-c", command ?? ""], {
          cwd: folder,
          env: { PATH: path },
          all: true,
          reject: false,
        });
        assert.equal(exitCode, 0, `${command}\n${all}`);
      }
    });
  });
}
