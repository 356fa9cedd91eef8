import assert from "node:assert/strict";
import fc from "fast-check";
import { changesBetween } from "../../../../local/github/git/changes.ts";
import type { Files } from "../../../../local/github/git/files.ts";
import { mergeFiles } from "../../../../local/github/git/merge-files.ts";

const files = (of: Record<string, string>): Files =>
  new Map(Object.entries(of).map(([path, sha]) => [path, { mode: "100644", sha }]));
const anyFiles = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.constantFrom("1", "2", "3")).map(files);
const plain = (of: Files): [string, string][] => [...of].map(([path, { sha }]): [string, string] => [path, sha]).sort();

function merged(common: Files, ours: Files, theirs: Files): [string, string][] | readonly string[] {
  const result = mergeFiles(common, ours, theirs);
  return "files" in result ? plain(result.files) : result.conflicts;
}

describe("merging files", () => {
  it("takes what only one side changed, added or removed", () => {
    const common = files({ kept: "1", mine: "1", theirs: "1", gone: "1" });
    const ours = files({ kept: "1", mine: "2", theirs: "1", gone: "1", new: "1" });
    const theirs = files({ kept: "1", mine: "1", theirs: "2" });
    const expected = plain(files({ kept: "1", mine: "2", theirs: "2", new: "1" }));
    assert.deepEqual(merged(common, ours, theirs), expected);
  });

  it("takes what both sides changed alike", () => {
    const alike = files({ a: "2" });
    assert.deepEqual(merged(files({ a: "1", b: "1" }), alike, alike), plain(alike));
  });

  it("names what both sides changed in different ways", () => {
    const common = files({ a: "1", b: "1" });
    assert.deepEqual(merged(common, files({ a: "2", b: "1" }), files({ a: "3" })), ["a"]);
    assert.deepEqual(merged(common, files({ b: "1" }), files({ a: "3", b: "1" })), ["a"]);
  });

  it("with one side unchanged gives the other side", () => {
    fc.assert(
      fc.property(anyFiles, anyFiles, (common, side) => {
        assert.deepEqual(merged(common, side, common), plain(side));
        assert.deepEqual(merged(common, common, side), plain(side));
      }),
    );
  });

  it("gives the same whichever side is called ours", () => {
    fc.assert(
      fc.property(anyFiles, anyFiles, anyFiles, (common, one, other) => {
        assert.deepEqual(merged(common, one, other), merged(common, other, one));
      }),
    );
  });

  it("changes are what turns one list into the other", () => {
    fc.assert(
      fc.property(anyFiles, anyFiles, (before, after) => {
        const result = new Map(before);
        for (const { path, after: file } of changesBetween(before, after)) {
          if (file === undefined) result.delete(path);
          else result.set(path, file);
        }
        assert.deepEqual(plain(result), plain(after));
      }),
    );
  });
});
