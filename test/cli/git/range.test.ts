import assert from "node:assert/strict";
import { chown, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { git, openRepository } from "../../../cli/git/git.ts";
import { isShallow, mergeBase, rangeOf } from "../../../cli/git/range.ts";
import { makeFolder, makeRepository, type Sandbox } from "./repositories.ts";

describe("a range of commits", function () {
  this.timeout(60_000);
  let folder: string;
  let remove: () => Promise<void>;
  let sandbox: Sandbox;
  let first: string;
  let second: string;
  before(async () => {
    ({ folder, remove } = await makeFolder());
    sandbox = await makeRepository(join(folder, "one"));
    first = await sandbox.commit("First");
    second = await sandbox.commit("Second");
    await sandbox.git(["tag", "--annotate", "-m", "tag", "v1", first]);
    await sandbox.git(["update-ref", "refs/tags/--output=x", first]);
  });
  after(() => remove());

  const range = async (named: string, path = sandbox.path) => rangeOf(await openRepository(path), named);
  const refused = (message: string | RegExp) => ({ name: "InputError", message });

  it("is read as ids, of names, tags, short ids, and HEAD where a side is empty", async () => {
    assert.deepEqual(await range("main"), { head: second, named: "main" });
    for (const named of ["v1..main", `${first.slice(0, 9)}..`, "main~1..HEAD", "--output=x..main"]) {
      assert.deepEqual(await range(named), { base: first, head: second, named });
    }
  });

  it("that does not exist is an error with the way out", async () => {
    for (const [named, message] of [
      ["x", `${sandbox.path} has no branch, tag or commit called x; a branch that was only fetched is origin/x`],
      [
        "--all",
        `${sandbox.path} has no branch, tag or commit called --all; a branch that was only fetched is origin/--all`,
      ],
      [
        `${"1".repeat(40)}..main`,
        `commit ${"1".repeat(40)} is not in ${sandbox.path}; fetch it: git fetch origin ${"1".repeat(40)}`,
      ],
      ["v1...main", "range v1...main: three dots mean commits of either side; write base..head, with two"],
    ] as const) {
      await assert.rejects(range(named), refused(message));
    }
  });

  it("of an empty repository, of no repository, of a shallow clone is an error with the way out", async () => {
    const empty = join(folder, "empty");
    await makeRepository(empty);
    await assert.rejects(range("HEAD", empty), refused(/^.*empty has no commit at HEAD: it is empty, or/));
    const nothing = join(folder, "nothing");
    await mkdir(nothing);
    const message = "is not a git repository, nor in one; name a clone or its .git folder with --git-dir";
    for (const path of [nothing, "/nowhere"]) await assert.rejects(range("HEAD", path), refused(`${path} ${message}`));
    const shallow = join(folder, "shallow");
    await sandbox.git(["clone", "--quiet", "--depth=1", `file://${sandbox.path}`, shallow]);
    assert.equal(await isShallow(await openRepository(shallow)), true);
    await assert.rejects(
      range("HEAD", shallow),
      refused(
        `${shallow} is a shallow clone: git cannot tell which commits a range has. Run git fetch --unshallow, or give actions/checkout fetch-depth: 0`,
      ),
    );
  });

  it("of a branch begins where it left the other one", async () => {
    const repository = await openRepository(sandbox.path);
    assert.equal(await mergeBase(repository, first, second), first);
    const tree = await sandbox.git(["write-tree"]);
    const stranger = await sandbox.git(["commit-tree", "-m", "Root", tree]);
    await assert.rejects(
      mergeBase(repository, first, stranger),
      refused(`${first} and ${stranger} have no commit in common: they are of different histories`),
    );
  });

  it("of a repository of somebody else is an error with the way out", async function () {
    if (process.getuid?.() !== 0) this.skip();
    const foreign = join(folder, "foreign");
    await makeRepository(foreign);
    await chown(foreign, 12_345, 12_345);
    await chown(join(foreign, ".git"), 12_345, 12_345);
    const message = "belongs to another account, and git does not read it. If you trust it:";
    const fix = `git config --global --add safe.directory '${foreign}'`;
    await assert.rejects(range("HEAD", foreign), refused(`${foreign} ${message} ${fix}`));
  });

  it("says that there is no git", async () => {
    const path = process.env["PATH"];
    process.env["PATH"] = "/nowhere";
    try {
      const message = "git is not on the PATH; install Git 2.30 or later";
      await assert.rejects(openRepository(sandbox.path), refused(message));
    } finally {
      process.env["PATH"] = path;
    }
  });

  it("does not listen to GIT_DIR and the like, which hooks and other tools leave behind", async () => {
    process.env["GIT_DIR"] = join(folder, "empty/.git");
    try {
      assert.equal((await range("HEAD")).head, second);
      assert.equal((await git(await openRepository(sandbox.path), ["rev-parse", "HEAD"])).stdout, `${second}\n`);
    } finally {
      delete process.env["GIT_DIR"];
    }
  });
});
