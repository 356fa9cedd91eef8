import assert from "node:assert/strict";
import fc from "fast-check";
import { aiPaths, codeownersLines, unownedAiPaths } from "../../../governance/index.ts";

const owners = ["@acme/platform"];
const rendered = codeownersLines(owners);

function unowned(...lines: readonly string[]) {
  return unownedAiPaths(lines.join("\n"), owners);
}

describe("unownedAiPaths", () => {
  it("finds nothing when the rendered lines stand last", () => {
    assert.deepEqual(unowned("* @devs", "docs/ @writers", ...rendered), []);
  });

  it("compares owners without case, as GitHub does", () => {
    assert.deepEqual(unowned(...rendered.map((line) => line.replace("@acme", "@ACME"))), []);
  });

  it("finds every path when nothing is owned", () => {
    const found = unowned("");
    assert.equal(found.length, aiPaths.length);
    assert.deepEqual(found[0], { path: "AGENTS.md", owners: [], shadowed: false });
  });

  it("finds a path that is left out", () => {
    const without = rendered.filter((line) => !line.startsWith("**/.claude "));
    assert.deepEqual(unowned(...without), [{ path: ".claude", owners: [], shadowed: false }]);
  });

  it("finds what a later line takes away, in folders too", () => {
    const line = rendered.length + 1;
    assert.deepEqual(unowned(...rendered, "/services/ @devs"), [
      { path: "services/AGENTS.md", owners: ["@devs"], shadowed: true, line },
      { path: "services/.claude/settings.json", owners: ["@devs"], shadowed: true, line },
    ]);
  });

  it("finds the files of a folder that a later line takes away, without its subfolders", () => {
    const line = rendered.length + 1;
    assert.deepEqual(unowned(...rendered, "/web/* @devs"), [
      { path: "web/AGENTS.md", owners: ["@devs"], shadowed: true, line },
    ]);
  });

  it("finds one file that a later line takes away", () => {
    const line = rendered.length + 1;
    assert.deepEqual(unowned(...rendered, "/web/CLAUDE.md @devs")[0], {
      path: "web/CLAUDE.md",
      owners: ["@devs"],
      shadowed: true,
      line,
    });
  });

  it("finds the files of a folder with a blank in its name", () => {
    assert.deepEqual(
      unowned(...rendered, "/my\\ work/* @devs").map(({ path }) => path),
      ["my work/AGENTS.md"],
    );
  });

  it("finds the files of folders that a later line names by question marks, or with one in the name", () => {
    for (const [folder, path] of [
      ["/??/", "xx/AGENTS.md"],
      ["/what\\?/", "what?/AGENTS.md"],
    ]) {
      assert.equal(unowned(...rendered, `${folder} @devs`)[0]?.path, path);
    }
  });

  it("names no files for a line of the declared owners that a later one takes away", () => {
    assert.deepEqual(
      unowned("/web/CLAUDE.md @acme/platform", ...rendered, "/web/* @devs").map(({ path }) => path),
      ["web/AGENTS.md"],
    );
  });

  it("finds that a line covers one of the names that a star stands for", () => {
    const narrowed = rendered.map((line) => line.replace("/.git-ai* ", "/.git-ai "));
    assert.deepEqual(unowned(...narrowed), [{ path: ".git-aix", owners: [], shadowed: false }]);
  });

  it("finds paths that a later line leaves to nobody", () => {
    const line = rendered.length + 1;
    assert.deepEqual(unowned(...rendered, ".cursorrules"), [
      { path: ".cursorrules", owners: [], shadowed: true, line },
    ]);
  });

  it("finds paths that an agent owns beside the declared owners, since one approval is enough", () => {
    const line = rendered.findIndex((text) => text.startsWith("**/.claude ")) + 1;
    const shared = rendered.map((text) => (text.startsWith("**/.claude ") ? `${text} @claude` : text));
    assert.deepEqual(unowned(...shared), [
      { path: ".claude", owners: ["@acme/platform", "@claude"], shadowed: false, line },
    ]);
  });

  it("is not deceived by a line that GitHub skips", () => {
    const broken = rendered.map((text) => (text.startsWith("**/.mcp.json ") ? `${text} nobody` : text));
    assert.deepEqual(unowned(...broken), [{ path: ".mcp.json", owners: [], shadowed: false }]);
  });

  it("accepts any lines before the rendered ones", () => {
    const line = fc
      .tuple(fc.constantFrom("*", "/docs/", "*.md", "**/.claude", "src/**/x"), fc.constantFrom("", "@a", "@acme/devs"))
      .map((parts) => parts.join(" "));
    fc.assert(fc.property(fc.array(line), (before) => assert.deepEqual(unowned(...before, ...rendered), [])));
  });

  for (const [what, pattern] of [
    ["longer than any path", "x".repeat(4_097)],
    ["with stars that take for ever to match", `${"*a".repeat(9)}b`],
  ] as const) {
    it(`takes a line ${what} for one that takes every file from its owners`, () => {
      const all = unowned(...rendered, `${pattern} @acme/platform`);
      assert.ok(all.length > 20 && all.every(({ owners, shadowed }) => owners.length === 0 && shadowed));
      assert.ok(all.every(({ path }) => path.length < 100));
    });
  }

  it("reads the longest path and the most stars that make sense", () => {
    assert.deepEqual(unowned(`${"x".repeat(4_096)} @a`, `/${"*a".repeat(8)}b @a`, ...rendered), []);
  });
});
