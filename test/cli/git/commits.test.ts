import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { commitsOf, type GitCommit } from "../../../cli/git/commits.ts";
import { openRepository } from "../../../cli/git/git.ts";
import { rangeOf } from "../../../cli/git/range.ts";
import { makeFolder, makeRepository, type Sandbox } from "./repositories.ts";

async function listOf(path: string, named = "HEAD"): Promise<GitCommit[]> {
  const repository = await openRepository(path);
  const commits: GitCommit[] = [];
  for await (const commit of commitsOf(repository, await rangeOf(repository, named))) commits.push(commit);
  return commits;
}

describe("commits of a repository", function () {
  this.timeout(60_000);
  let folder: string;
  let remove: () => Promise<void>;
  let count = 0;
  before(async () => ({ folder, remove } = await makeFolder()));
  after(() => remove());
  const make = (...words: string[]): Promise<Sandbox> => makeRepository(join(folder, `${count++}`), ...words);

  it("have everything that provenance is read from, newest first", async () => {
    const sandbox = await make();
    const first = await sandbox.commit("First\n");
    const second = await sandbox.commit("Second\n\nBody\n\nAssisted-by: Claude:opus\n", {
      GIT_AUTHOR_NAME: "Bob (aider)",
    });
    const rest = {
      committer: { name: "Grace", email: "grace@example.com" },
      verified: false,
      committedAt: 1_767_225_601,
    };
    assert.deepEqual(await listOf(sandbox.path), [
      {
        id: second,
        parents: [first],
        author: { name: "Bob (aider)", email: "ada@example.com" },
        message: "Second\n\nBody\n\nAssisted-by: Claude:opus\n",
        shownAuthor: "Bob (aider)",
        ...rest,
      },
      {
        id: first,
        parents: [],
        author: { name: "Ada", email: "ada@example.com" },
        message: "First\n",
        shownAuthor: "Ada",
        ...rest,
      },
    ]);
  });

  it("are those that a range has, in any folder of the repository, and in its .git", async () => {
    const sandbox = await make();
    await sandbox.commit("First");
    const second = await sandbox.commit("Second");
    for (const path of [sandbox.path, join(sandbox.path, ".git"), join(sandbox.path, ".git/objects")]) {
      assert.deepEqual(
        (await listOf(path, "HEAD~1..")).map(({ id }) => id),
        [second],
      );
    }
    assert.deepEqual(await listOf(sandbox.path, "HEAD..HEAD"), []);
  });

  it("are decoded as they say, and keep their place where they are not", async () => {
    const sandbox = await make();
    await sandbox.git(["config", "i18n.commitEncoding", "ISO-8859-1"]);
    await sandbox.commit(Buffer.from("Müller\n", "latin1"));
    await sandbox.git(["config", "i18n.commitEncoding", "no-such-encoding"]);
    await sandbox.commit(Buffer.from("M\u00fcller\r\n\r\nKey: value\r\n"));
    assert.deepEqual(
      (await listOf(sandbox.path)).map(({ message }) => message),
      ["Müller\r\n\r\nKey: value\r\n", "Müller\n"],
    );
    const raw = Buffer.concat([await headerOf(sandbox), Buffer.from([0x4d, 0xfc, 0x6c, 0x6c, 0xc3])]);
    const id = await sandbox.git(["hash-object", "-t", "commit", "-w", "--stdin", "--literally"], raw);
    assert.deepEqual(
      (await listOf(sandbox.path, id)).map(({ message }) => message),
      ["M\ufffdll\ufffd"],
    );
  });

  it("keep their place with NULs, a megabyte of text and names that are none", async () => {
    const sandbox = await make();
    const tree = await sandbox.git(["write-tree"]);
    const raw = (message: string, author = "Ada <ada@example.com> 1 +0000") =>
      `tree ${tree}\nauthor ${author}\ncommitter Grace <> 99999999999999999999 +0000\n\n${message}`;
    const long = `${"x".repeat(1_000_000)}\n${"Key: value\n".repeat(1000)}`;
    for (const text of [raw(long), raw("cut\0here"), raw("x", "\u001b[31m <\0> 1 +0000"), raw("", "no address")]) {
      const id = await sandbox.git(["hash-object", "-t", "commit", "-w", "--stdin", "--literally"], text);
      const [commit, ...others] = await listOf(sandbox.path, id);
      assert.deepEqual([commit?.id, commit?.committer, others], [id, { name: "Grace", email: "" }, []]);
      if (text.includes(long)) assert.equal(commit?.message, long);
      if (text.includes("here")) assert.equal(commit?.message, "cut");
    }
  });

  it("show people by mailmap, and recognise by what was written", async () => {
    const sandbox = await make();
    await writeFile(join(sandbox.path, ".mailmap"), "Ada Lovelace <ada@example.com>\n");
    await sandbox.git(["add", ".mailmap"]);
    await sandbox.commit("With a mailmap");
    const [commit] = await listOf(sandbox.path);
    assert.deepEqual([commit?.author.name, commit?.shownAuthor], ["Ada", "Ada Lovelace"]);
  });

  it("have their notes, whatever notes are set to be shown", async () => {
    const sandbox = await make();
    const id = await sandbox.commit("Noted");
    await sandbox.commit("Not noted");
    await sandbox.git(["notes", "--ref=ai", "add", "--file=-", id], "src/main.ts\n  s_1 1-2\n---\n{}\n");
    await sandbox.git(["notes", "--ref=other", "add", "-m", "other", id]);
    await sandbox.git(["config", "notes.displayRef", "refs/notes/*"]);
    const notes = (await listOf(sandbox.path)).map(({ note }) => note);
    assert.deepEqual(notes, [undefined, "src/main.ts\n  s_1 1-2\n---\n{}\n"]);
  });

  it("of merges have all parents, and a worktree has its own HEAD", async () => {
    const sandbox = await make();
    const base = await sandbox.commit("Base");
    await sandbox.git(["worktree", "add", "--quiet", "-b", "side", join(folder, "worktree")]);
    const main = await sandbox.commit("Main");
    const side = await makeSide(sandbox, join(folder, "worktree"));
    await sandbox.git(["merge", "--quiet", "--no-edit", "side"]);
    const [merge] = await listOf(sandbox.path);
    assert.deepEqual(merge?.parents, [main, side]);
    assert.deepEqual(
      (await listOf(join(folder, "worktree"))).map(({ id }) => id),
      [side, base],
    );
  });

  it("are there in repositories with SHA-256", async () => {
    const sandbox = await make("--object-format=sha256");
    const id = await sandbox.commit("Long ids");
    assert.deepEqual([(await listOf(sandbox.path))[0]?.id, id.length], [id, 64]);
  });

  it("are what they are, whatever replaces them", async () => {
    const sandbox = await make();
    const [id, other] = [await sandbox.commit("Real"), await sandbox.commit("Other")];
    await sandbox.git(["replace", id, other]);
    assert.deepEqual(
      (await listOf(sandbox.path, id)).map(({ message }) => message),
      ["Real"],
    );
  });

  it("end where the reader stops", async () => {
    const sandbox = await make();
    for (let n = 0; n < 3; n++) await sandbox.commit(`${n}${"x".repeat(300_000)}`);
    const repository = await openRepository(sandbox.path);
    for await (const { message } of commitsOf(repository, await rangeOf(repository, "HEAD"))) {
      assert.equal(message[0], "2");
      break;
    }
  });
});

async function headerOf(sandbox: Sandbox): Promise<Buffer> {
  const tree = await sandbox.git(["write-tree"]);
  return Buffer.from(`tree ${tree}\nauthor Ada <> 1 +0000\ncommitter Grace <> 1 +0000\n\n`);
}

async function makeSide(sandbox: Sandbox, path: string): Promise<string> {
  await sandbox.git(["-C", path, "commit", "--quiet", "--allow-empty", "-m", "Side"]);
  return sandbox.git(["rev-parse", "side"]);
}
