import assert from "node:assert/strict";
import fc from "fast-check";
import type { GitHub } from "../../../../cli/gate/github/connection.ts";
import { differencesBetween } from "../../../../cli/gate/github/trees.ts";

const name = { owner: "acme", repo: "shop" };

/** Path to mode and id of each file. */
type Files = Readonly<Record<string, string>>;

/** GitHub with two trees, `before` and `after`, which lists no more than so many entries. */
class Trees {
  readonly #mostEntries: number;
  readonly #folders = new Map<string, Files>();
  requests = 0;

  constructor(before: Files, after: Files, mostEntries: number) {
    this.#mostEntries = mostEntries;
    this.#folders.set("before", before).set("after", after);
  }

  get gitHub(): GitHub {
    const get: GitHub["get"] = async (schema, _route, { tree_sha: id, recursive }) => {
      this.requests += 1;
      return schema.parse(this.#listed(String(id), recursive !== undefined));
    };
    return { get, send: get, list: () => assert.fail("no lists") };
  }

  #listed(id: string, recursive: boolean): object {
    const entries = this.#entries(this.#folders.get(id) ?? assert.fail(id), recursive);
    return { truncated: entries.length > this.#mostEntries, tree: entries.slice(0, this.#mostEntries) };
  }

  #entries(files: Files, recursive: boolean): { path: string; mode: string; sha: string }[] {
    const top = Object.groupBy(Object.entries(files), ([path]) => path.split("/")[0] ?? "");
    return Object.entries(top).flatMap(([path, inside = []]) => {
      const [first] = inside;
      if (first && !first[0].includes("/")) return [{ path, mode: "100644", sha: first[1] }];
      const own = Object.fromEntries(inside.map(([each, sha]) => [each.slice(path.length + 1), sha]));
      const sha = JSON.stringify(Object.entries(own).sort());
      this.#folders.set(sha, own);
      const below = recursive ? this.#entries(own, true) : [];
      return [{ path, mode: "040000", sha }, ...below.map((entry) => ({ ...entry, path: `${path}/${entry.path}` }))];
    });
  }
}

const compared = async (trees: Trees) =>
  (await differencesBetween(trees.gitHub, name, "before", "after")).map(({ path, before, after }) => [
    path,
    before?.sha,
    after?.sha,
  ]);

describe("the differences between two trees", () => {
  it("are added, changed and removed files", async () => {
    const trees = new Trees({ a: "1", "b/c": "1", d: "1" }, { a: "2", "b/e": "1", d: "1" }, 100);
    assert.deepEqual(await compared(trees), [
      ["a", "1", "2"],
      ["b/c", "1", undefined],
      ["b/e", undefined, "1"],
    ]);
    assert.equal(trees.requests, 2);
  });

  it("are read folder by folder where GitHub does not list a tree whole, and only where folders differ", async () => {
    const same = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`same/${index}/x`, "1"]));
    const trees = new Trees({ ...same, "other/a": "1" }, { ...same, "other/a": "2", "other/deep/b": "1" }, 10);
    assert.deepEqual(await compared(trees), [
      ["other/a", "1", "2"],
      ["other/deep/b", undefined, "1"],
    ]);
    assert.equal(trees.requests, 6);
  });

  it("know a file that became a folder", async () => {
    for (const most of [100, 2]) {
      const trees = new Trees({ a: "1", x: "1" }, { "a/b": "2", x: "1" }, most);
      assert.deepEqual(await compared(trees), [
        ["a", "1", undefined],
        ["a/b", undefined, "2"],
      ]);
    }
  });

  it("cannot be told where one folder is more than GitHub lists", () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`folder/${index}`, "1"]));
    return assert.rejects(compared(new Trees({}, many, 10)), {
      name: "CannotTell",
      message: "folder/ has more files than GitHub lists; split it",
    });
  });

  it("are the same whether trees are listed whole or not", async () => {
    const path = fc
      .array(fc.constantFrom("a", "b", "c"), { minLength: 3, maxLength: 3 })
      .map((parts) => parts.join("/"));
    const files = fc.dictionary(path, fc.constantFrom("1", "2"), { maxKeys: 12 });
    await fc.assert(
      fc.asyncProperty(files, files, async (before, after) => {
        const found = await compared(new Trees(before, after, 3));
        assert.deepEqual(found, await compared(new Trees(before, after, 1000)));
        const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
        const differing = paths.filter((each) => before[each] !== after[each]);
        assert.deepEqual(
          found,
          differing.map((each) => [each, before[each], after[each]]),
        );
      }),
    );
  });
});
