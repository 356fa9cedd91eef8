import assert from "node:assert/strict";
import fc from "fast-check";
import { ownersOf, owns, parseCodeowners } from "../../../../local/github/rules/codeowners.ts";

/** The example of the documentation. */
const documented = `
# This is a comment.
*       @global-owner1 @global-owner2
*.js    @js-owner #This is an inline comment.
*.go docs@example.com
*.txt @octo-org/octocats
/build/logs/ @doctocat
docs/*  docs@example.com
apps/ @octocat
/docs/ @doctocat
/scripts/ @doctocat @octocat
**/logs @octocat
/apps/ @octocat
/apps/github
`;

describe('CODEOWNERS: "A CODEOWNERS file uses a pattern that follows most of the same rules used in gitignore files"', () => {
  const table: [path: string, owners: string[]][] = [
    ["README.md", ["@global-owner1", "@global-owner2"]],
    ["src/deep/a.js", ["@js-owner"]],
    ["a.go", ["docs@example.com"]],
    ["b/c.txt", ["@octo-org/octocats"]],
    ["build/logs/x/y", ["@octocat"]],
    ["docs/getting-started.md", ["@doctocat"]],
    ["x/apps/y", ["@octocat"]],
    ["apps/z", ["@octocat"]],
    ["apps/github/z", []],
    ["scripts/run", ["@doctocat", "@octocat"]],
    ["deeply/nested/logs/z", ["@octocat"]],
  ];
  for (const [path, owners] of table) {
    it(`gives ${path} to ${owners.join(" ") || "nobody"}`, () => {
      assert.deepEqual(ownersOf(parseCodeowners(documented), path), owners);
    });
  }

  it('keeps `docs/*` shallow: "but not further nested files like `docs/build-app/troubleshooting.md`"', () => {
    assert.equal(owns("docs/*", "docs/getting-started.md"), true);
    assert.equal(owns("docs/*", "docs/build-app/troubleshooting.md"), false);
    assert.equal(owns("/.claude/", ".claude/hooks/x.sh"), true);
    assert.equal(owns("*", "a/b/c"), true);
  });

  it("minds the case of paths", () => {
    assert.equal(owns("/AGENTS.md", "agents.md"), false);
  });

  it("reports what gitignore knows and CODEOWNERS does not, and keeps the other lines", () => {
    const { lines, problems } = parseCodeowners("* @a\n!x @b\n[ab].md @c\n*.md not-an-owner\n");
    assert.deepEqual(
      problems.map(({ line, column, kind }) => [line, column, kind]),
      [
        [2, 1, "Invalid pattern"],
        [3, 1, "Invalid pattern"],
        [4, 6, "Invalid owner"],
      ],
    );
    assert.deepEqual(lines, [{ line: 1, pattern: "*", owners: ["@a"] }]);
  });

  it("lets the last line that matches decide", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("@a", "@b", "@c"), { minLength: 1 }), (owners) => {
        const text = owners.map((owner) => `* ${owner}`).join("\n");
        assert.deepEqual(ownersOf(parseCodeowners(text), "any/file"), owners.slice(-1));
      }),
    );
  });
});
