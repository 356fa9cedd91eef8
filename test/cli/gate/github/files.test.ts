import assert from "node:assert/strict";
import { changedFiles } from "../../../../cli/gate/github/files.ts";
import { fakeGitHub } from "./fake-git-hub.ts";

const name = { owner: "acme", repo: "shop" };

interface Entry {
  readonly path: string;
  readonly mode?: string;
  readonly sha: string;
  readonly size?: number;
}

/** The files of a change that only adds; a blob's text is its id. */
const adding = (entries: readonly Entry[]) =>
  fakeGitHub((route, { tree_sha: tree, file_sha: blob }) => {
    if (route.includes("blobs"))
      return { content: Buffer.from(`text ${String(blob)}`).toString("base64"), encoding: "base64" };
    const files = entries.map(({ mode = "100644", ...entry }) => ({ mode, ...entry }));
    return { truncated: false, tree: tree === "head" ? files : [] };
  });
const added = async (fake: ReturnType<typeof fakeGitHub>) =>
  (await changedFiles(fake.gitHub, name, "base", "head")).map(({ path, mode, after }) => [path, mode, after]);

describe("the changed files of a pull request", () => {
  it("are 10,000 in two requests, where agents obey none of them", async () => {
    const fake = adding(Array.from({ length: 10_000 }, (_, index) => ({ path: `src/${index}.ts`, sha: `${index}` })));
    assert.equal((await added(fake)).length, 10_000);
    assert.equal(fake.asked(), 2);
  });

  it("have each text read once; a link has its target, a submodule nothing", async () => {
    const fake = adding([
      { path: "AGENTS.md", sha: "1" },
      { path: "CLAUDE.md", mode: "120000", sha: "2" },
      { path: "a/AGENTS.md", sha: "1" },
      { path: ".claude", mode: "160000", sha: "3" },
    ]);
    assert.deepEqual(await added(fake), [
      [".claude", "160000", undefined],
      ["AGENTS.md", "100644", "text 1"],
      ["CLAUDE.md", "120000", "text 2"],
      ["a/AGENTS.md", "100644", "text 1"],
    ]);
    assert.equal(fake.asked(), 4);
  });

  const many = (count: number, size: number): Entry[] =>
    Array.from({ length: count }, (_, index) => ({ path: `${index}/AGENTS.md`, sha: `${index}`, size }));
  const missing = (count: number) => ({
    missing: `the change has ${count} texts of files that agents obey, more than are read (400, 32 MiB in all); split it`,
  });

  it("have no text where there are too many of them, or too much", async () => {
    for (const [count, size] of [
      [401, 1],
      [33, 1024 * 1024],
    ] as const) {
      const fake = adding(many(count, size));
      const files = await added(fake);
      assert.deepEqual(
        files.map(([, , after]) => after),
        Array.from({ length: count }, () => missing(count)),
      );
      assert.equal(fake.asked(), 2);
    }
    assert.equal((await added(adding(many(400, 1)))).filter(([, , after]) => typeof after === "string").length, 400);
  });
});
