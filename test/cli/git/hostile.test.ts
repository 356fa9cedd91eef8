import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { commitsOf } from "../../../cli/git/commits.ts";
import { diffOf } from "../../../cli/git/diff.ts";
import { openRepository } from "../../../cli/git/git.ts";
import { mergeBase, rangeOf } from "../../../cli/git/range.ts";
import { makeFolder, makeRepository, type Sandbox } from "./repositories.ts";

describe("a repository that would start programs", function () {
  this.timeout(60_000);
  let folder: string;
  let remove: () => Promise<void>;
  let sandbox: Sandbox;
  let mark: string;
  before(async () => {
    ({ folder, remove } = await makeFolder());
    sandbox = await makeRepository(join(folder, "hostile"));
    mark = join(folder, "mark");
    const program = join(folder, "program");
    await writeFile(program, `#!/bin/sh\necho "$0 $@" >> ${mark}\n`);
    await chmod(program, 0o755);
    for (const content of ["one\n", "two\n"]) {
      await writeFile(join(sandbox.path, "AGENTS.md"), content);
      await writeFile(join(sandbox.path, ".gitattributes"), "* diff=shown filter=shown merge=shown\n");
      await sandbox.git(["add", "--all"]);
      await sandbox.commit(content);
    }
    // A signature, so that there is one to verify.
    const signed = (await sandbox.git(["cat-file", "commit", "HEAD"])).replace(
      "\n\n",
      "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----\n\n",
    );
    const id = await sandbox.git(["hash-object", "-t", "commit", "-w", "--stdin"], signed);
    await sandbox.git(["update-ref", "HEAD", id]);
    for (const [key, value] of [
      ["core.fsmonitor", program],
      ["core.pager", program],
      ["pager.log", program],
      ["core.sshCommand", program],
      ["core.askPass", program],
      ["core.hooksPath", folder],
      ["diff.external", program],
      ["diff.shown.command", program],
      ["diff.shown.textconv", program],
      ["filter.shown.smudge", program],
      ["gpg.program", program],
      ["log.showSignature", "true"],
      ["alias.log", `!${program}`],
      ["diff.ignoreSubmodules", "all"],
      ["remote.origin.url", "ssh://example.com/x"],
      ["remote.origin.promisor", "true"],
    ] as const) {
      await sandbox.git(["config", key, value]);
    }
  });
  after(() => remove());

  async function readAll(): Promise<string[]> {
    const repository = await openRepository(sandbox.path);
    const range = await rangeOf(repository, "HEAD~1..HEAD");
    const found: string[] = [];
    for await (const { message } of commitsOf(repository, range)) found.push(message);
    const base = await mergeBase(repository, range.base ?? "", range.head);
    const { files, changedLines } = await diffOf(repository, base, range.head, () => true);
    return [...found, ...files.map(({ after }) => String(after)), String(changedLines)];
  }

  it("starts them for git alone", async () => {
    await sandbox.git(["log", "-1", "--patch", "--ext-diff"]);
    assert.match(await readFile(mark, "utf8"), /--verify .*\n.*program .*AGENTS\.md/s);
    await rm(mark);
  });

  it("starts none here, and is read", async () => {
    assert.deepEqual(await readAll(), ["two", "two\n", "2"]);
    assert.equal(existsSync(mark), false);
  });

  it("fetches nothing where objects are missing", async () => {
    const blob = await sandbox.git(["rev-parse", "HEAD:AGENTS.md"]);
    await rm(join(sandbox.path, ".git/objects", blob.slice(0, 2), blob.slice(2)), { force: true });
    await assert.rejects(readAll(), { name: "InputError", message: /git diff-tree failed/ });
    assert.equal(existsSync(mark), false);
  });
});
