import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { emptyGitData } from "../../../../local/github/core/git-state.ts";
import type { Commit } from "../../../../local/github/core/git-state.ts";
import { filesOf, treeFrom } from "../../../../local/github/git/files.ts";
import { objectId } from "../../../../local/github/git/object-id.ts";
import { putBlob, putObject } from "../../../../local/github/git/objects.ts";
import { webFlowSignature } from "../../../../local/github/git/signatures.ts";

const person = { name: "Dev Ü", email: "dev@example.com", date: "2026-03-04T05:06:07Z" };

describe("object ids", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "object-ids-"));
    git(["init", "--quiet"]);
  });
  after(() => rmSync(folder, { recursive: true }));

  function git(args: readonly string[], input?: string | Buffer): string {
    const dates = { GIT_AUTHOR_DATE: person.date, GIT_COMMITTER_DATE: "2026-03-05T00:00:00Z" };
    const people = { GIT_AUTHOR_NAME: person.name, GIT_AUTHOR_EMAIL: person.email };
    const committer = { GIT_COMMITTER_NAME: "GitHub", GIT_COMMITTER_EMAIL: "noreply@github.com" };
    const env = { PATH: process.env["PATH"], HOME: folder, ...dates, ...people, ...committer };
    return execFileSync("git", args, { cwd: folder, env, ...(input === undefined ? {} : { input }) })
      .toString()
      .trim();
  }

  it("of blobs are those of git", () => {
    for (const content of [Buffer.from(""), Buffer.from("hi\n"), Buffer.from([0, 255, 10])]) {
      const id = git(["hash-object", "--stdin"], content);
      assert.equal(objectId({ type: "blob", content: content.toString("base64") }), id);
    }
  });

  it("of trees are those of git, whatever the names and folders", () => {
    const name = fc.stringMatching(/^[a-c][a-c.-]{0,2}$/).filter((part) => part !== "." && part !== "..");
    const files = fc.dictionary(
      fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/")),
      fc.string(),
      { minKeys: 1, maxKeys: 6 },
    );
    fc.assert(
      fc.property(files, (found) => {
        const wanted = withoutClashes(found);
        const data = emptyGitData();
        const list = new Map(
          Object.entries(wanted).map(([file, text]) => [
            file,
            { mode: "100644", sha: putBlob(data, Buffer.from(text)) },
          ]),
        );
        const tree = treeFrom(data, list);
        assert.equal(tree, treeOfGit(wanted));
        assert.deepEqual(new Map([...filesOf(data, tree)].sort()), new Map([...list].sort()));
      }),
      { numRuns: 15 },
    );
  });

  /** A file is no folder: of `a` and `a/b` the shorter one stays. */
  function withoutClashes(files: Record<string, string>): Record<string, string> {
    const names = Object.keys(files);
    return Object.fromEntries(
      Object.entries(files).filter(([file]) => !names.some((other) => file.startsWith(`${other}/`))),
    );
  }

  function treeOfGit(files: Record<string, string>): string {
    rmSync(path.join(folder, "work"), { recursive: true, force: true });
    mkdirSync(path.join(folder, "work"));
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.join(folder, "work", path.dirname(file)), { recursive: true });
      writeFileSync(path.join(folder, "work", file), text);
    }
    rmSync(path.join(folder, ".git", "index"), { force: true });
    git(["--work-tree", "work", "add", "--all", "--force"]);
    return git(["write-tree"]);
  }

  it("of commits are those of git, with and without parents", () => {
    const data = emptyGitData();
    const tree = treeFrom(data, new Map([["a", { mode: "100755", sha: putBlob(data, Buffer.from("a")) }]]));
    git(["hash-object", "-w", "--stdin"], "a");
    const treeOfIndex = git(["mktree"], `100755 blob ${git(["hash-object", "--stdin"], "a")}\ta\n`);
    assert.equal(tree, treeOfIndex);
    const committer = { name: "GitHub", email: "noreply@github.com", date: "2026-03-05T00:00:00Z" };
    const message = "Subject\n\nBody with ümlaut\n";
    const common = { type: "commit", tree, author: person, committer, message, signature: null } as const;
    const first = putObject(data, { ...common, parents: [] });
    assert.equal(first, git(["commit-tree", tree], message));
    const second = putObject(data, { ...common, parents: [first] });
    assert.equal(second, git(["commit-tree", tree, "-p", first], message));
  });

  it("of signed commits are those of git, with the signature in its header", () => {
    const tree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
    const signature = webFlowSignature;
    const commit = {
      type: "commit",
      tree,
      parents: [],
      author: person,
      committer: person,
      message: "m",
      signature,
    } satisfies Commit;
    const seconds = Date.parse(person.date) / 1000;
    const who = `${person.name} <${person.email}> ${seconds} +0000`;
    const header = webFlowSignature.replaceAll("\n", "\n ");
    const text = `tree ${tree}\nauthor ${who}\ncommitter ${who}\ngpgsig ${header}\n\nm`;
    assert.equal(objectId(commit), git(["hash-object", "-t", "commit", "--stdin", "--literally"], text));
  });

  it("of annotated tags are those of git", () => {
    const object = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
    const tag = { type: "tag", object, objectType: "tree", name: "v1", tagger: person, message: "m\n" } as const;
    const seconds = Date.parse(person.date) / 1000;
    const text = `object ${object}\ntype tree\ntag v1\ntagger ${person.name} <${person.email}> ${seconds} +0000\n\nm\n`;
    assert.equal(objectId(tag), git(["hash-object", "-t", "tag", "--stdin", "--literally"], text));
  });
});
