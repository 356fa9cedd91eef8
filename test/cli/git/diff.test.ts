import assert from "node:assert/strict";
import { chmod, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { largestText } from "../../../cli/git/blobs.ts";
import { diffOf, type Diff } from "../../../cli/git/diff.ts";
import { openRepository } from "../../../cli/git/git.ts";
import { commitIdOf } from "../../../cli/git/range.ts";
import { makeFolder, makeRepository, type Sandbox } from "./repositories.ts";

async function difference(path: string, wantsText: (path: string) => boolean = () => true): Promise<Diff> {
  const repository = await openRepository(path);
  const [base, head] = [await commitIdOf(repository, "HEAD~1"), await commitIdOf(repository, "HEAD")];
  return diffOf(repository, base, head, wantsText);
}

describe("the difference of two commits", function () {
  this.timeout(60_000);
  let folder: string;
  let remove: () => Promise<void>;
  let sandbox: Sandbox;
  let count = 0;
  before(async () => ({ folder, remove } = await makeFolder()));
  after(() => remove());
  beforeEach(async () => (sandbox = await makeRepository(join(folder, `${count++}`))));

  async function write(path: string, content: string | Uint8Array): Promise<string> {
    const file = join(sandbox.path, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    return file;
  }
  async function commitAll(): Promise<void> {
    await sandbox.git(["add", "--all", "--force"]);
    await sandbox.commit("Change");
  }

  it("has added, changed and removed files with their texts, and the lines together", async () => {
    await write("AGENTS.md", "one\ntwo\n");
    await write("gone.md", "gone\n");
    await write("src/main.ts", "a\n");
    await commitAll();
    await write("AGENTS.md", "one\nthree\n");
    await write('new:\t\n"name" ü.md', "new\n");
    await write("src/main.ts", "b\nc\n");
    await rm(join(sandbox.path, "gone.md"));
    await commitAll();
    assert.deepEqual(await difference(sandbox.path, (path) => path.endsWith(".md")), {
      files: [
        { path: "AGENTS.md", status: "modified", mode: "100644", before: "one\ntwo\n", after: "one\nthree\n" },
        { path: "gone.md", status: "removed", mode: "100644", before: "gone\n" },
        { path: 'new:\t\n"name" ü.md', status: "added", mode: "100644", after: "new\n" },
        { path: "src/main.ts", status: "modified", mode: "100644" },
      ],
      changedLines: 2 + 1 + 1 + 3,
    });
  });

  it("says that a file became a link, or can be run, and does not follow renames", async () => {
    const [script, link] = [await write("a.sh", "x\n"), await write("b", "target")];
    await write("old", "same\n");
    await commitAll();
    await chmod(script, 0o755);
    await rm(link);
    await symlink("target", link);
    await rm(join(sandbox.path, "old"));
    await write("renamed", "same\n");
    await commitAll();
    const { files } = await difference(sandbox.path);
    assert.deepEqual(files, [
      { path: "a.sh", status: "modified", mode: "100755", before: "x\n", after: "x\n" },
      { path: "b", status: "modified", mode: "120000", before: "target", after: "target" },
      { path: "old", status: "removed", mode: "100644", before: "same\n" },
      { path: "renamed", status: "added", mode: "100644", after: "same\n" },
    ]);
  });

  it("reads submodules as files without text, whatever .gitmodules asks to ignore", async () => {
    await write(".gitmodules", '[submodule "m"]\n\tpath = m\n\turl = ./m\n\tignore = all\n');
    await sandbox.git(["add", ".gitmodules"]);
    for (const id of ["1".repeat(40), "2".repeat(40)]) {
      await sandbox.git(["update-index", "--add", "--cacheinfo", `160000,${id},m`]);
      await sandbox.commit("Move the submodule");
    }
    assert.deepEqual((await difference(sandbox.path)).files, [{ path: "m", status: "modified", mode: "160000" }]);
  });

  it("says of a file that is too large that it was not read, and reads the ones after it", async () => {
    await write("a", "");
    await commitAll();
    await write("b-limit", "x".repeat(largestText));
    await write("c-larger", "y".repeat(largestText + 1));
    await write("d-bytes", new Uint8Array([0xff, 0x0a, 0x00, 0x41]));
    await write("e-same-bytes", new Uint8Array([0xff, 0x0a, 0x00, 0x41]));
    await write("f-empty", "");
    await commitAll();
    const { files, changedLines } = await difference(sandbox.path);
    assert.deepEqual(
      files.map(({ after }) => (after === "x".repeat(largestText) ? "whole" : after)),
      [
        "whole",
        { missing: "the file is larger than 1024 KiB and was not read; make it smaller or split it" },
        "\ufffd\n\0A",
        "\ufffd\n\0A",
        "",
      ],
    );
    assert.equal(changedLines, 2);
  });

  it("counts lines of text that the change itself calls binary, or has compared by a program", async () => {
    await write("AGENTS.md", "one\n");
    await write(".gitattributes", "* -diff\n");
    await commitAll();
    await write("AGENTS.md", "one\ntwo\nthree\n");
    await commitAll();
    assert.equal((await difference(sandbox.path)).changedLines, 2);
    const started = process.cwd();
    process.chdir(sandbox.path);
    try {
      assert.equal((await difference(".")).changedLines, 2);
    } finally {
      process.chdir(started);
    }
  });

  it("says which content a partial clone lacks, or that git failed, and fetches nothing", async () => {
    await write("a", "a\n");
    await commitAll();
    await write("AGENTS.md", "text\n");
    await commitAll();
    await sandbox.git(["config", "uploadpack.allowFilter", "true"]);
    const partial = join(folder, `${count++}`);
    await sandbox.git(["clone", "--quiet", "--bare", "--filter=blob:none", `file://${sandbox.path}`, partial]);
    await assert.rejects(difference(partial), {
      name: "InputError",
      message: /^git diff-tree failed in .*: fatal: .*git fetch --refetch --no-filter/,
    });
  });
});
