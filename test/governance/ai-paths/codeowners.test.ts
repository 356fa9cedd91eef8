import assert from "node:assert/strict";
import fc from "fast-check";
import { codeownersLines, ownersOf, parseCodeowners } from "../../../governance/index.ts";

// From GitHub's documentation, "About code owners", example of a CODEOWNERS file.
const cases: readonly (readonly [pattern: string, path: string, covers: boolean])[] = [
  ["*", "src/deep/file.ts", true],
  ["*.js", "src/app.js", true],
  ["*.js", "src/app.jsx", false],
  ["/build/logs/", "build/logs/a/b.log", true],
  ["/build/logs/", "src/build/logs/a.log", false],
  ["docs/*", "docs/getting-started.md", true],
  ["docs/*", "docs/build-app/troubleshooting.md", false],
  ["apps/", "src/apps/a.ts", true],
  ["apps/", "apps", false],
  ["/docs/", "docs/a.md", true],
  ["/docs/", "src/docs/a.md", false],
  ["/scripts/", "scripts/x.sh", true],
  ["**/logs", "build/logs/a.txt", true],
  ["**/logs", "deeply/nested/logs/x", true],
  ["/apps/github", "apps/github/main.go", true],
  ["/apps/github", "apps/github2", false],
  ["a/**/b", "a/b", true],
  ["a/**/b", "a/x/y/b", true],
  ["docs\\ old/", "docs old/a.md", true],
  ["Docs/", "docs/a.md", false],
  ["a/b", "x/a/b", false],
  ["a/*/c", "a/b/c", true],
  ["a/*/c", "a/b/x/c", false],
  ["a/*/c", "a/c", false],
  ["a!b", "a!b", true],
  ["a#b", "a#b", true],
  ["#a", "a", false],
  ["a?c", "abc", true],
  ["a.c", "abc", false],
];

describe("parseCodeowners", () => {
  for (const [pattern, path, covers] of cases) {
    it(`says that ${pattern} ${covers ? "covers" : "does not cover"} ${path}`, () => {
      assert.equal(parseCodeowners(`${pattern} @o`)[0]?.covers(path) ?? false, covers);
    });
  }

  it("skips comments, blank lines and what GitHub does not honour", () => {
    const text = [
      "# note",
      "",
      "  ",
      "!src @a",
      "[a-z].md @a",
      "src @a @b/ # bad owner",
      "lib not-an-owner",
      "docs @a # good",
    ].join("\r\n");
    assert.deepEqual(
      parseCodeowners(text).map(({ line, pattern, owners }) => ({ line, pattern, owners })),
      [{ line: 8, pattern: "docs", owners: ["@a"] }],
    );
  });

  it("takes people, teams, bots and e-mail addresses as owners", () => {
    const owners = ["@octocat", "@acme/team.one", "@renovate[bot]", "a@b.example"];
    assert.deepEqual(parseCodeowners(`* ${owners.join(" ")}`)[0]?.owners, owners);
  });

  it("reads back every line that is rendered", () => {
    const owner = fc.stringMatching(/^@[a-z][a-z0-9-]{0,8}(\/[a-z][a-z0-9-]{0,8})?$/);
    fc.assert(
      fc.property(fc.array(owner, { minLength: 1, maxLength: 3 }), (owners) => {
        const lines = codeownersLines(owners);
        const parsed = parseCodeowners(lines.join("\n"));
        assert.equal(parsed.length, lines.length - 1);
        assert.deepEqual(
          parsed.map((line) => `${line.pattern} ${line.owners.join(" ")}`),
          lines.slice(1),
        );
      }),
    );
  });

  it("never throws, whatever the text", () => {
    const text = fc.array(
      fc.constantFrom("*", "**", "/", "\\", "(", "[", "{", "@a", " ", "\n", "#", "!", "?", "+", ".", "x"),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(text, (parts) => {
        for (const line of parseCodeowners(parts.join(""))) assert.equal(typeof line.covers("a/b"), "boolean");
      }),
      { numRuns: 1000 },
    );
  });
});

describe("ownersOf", () => {
  const lines = parseCodeowners("* @all\ndocs/ @writers\ndocs/secret.md\n");
  it("takes the last match", () => {
    assert.deepEqual(ownersOf(lines, "docs/a.md"), ["@writers"]);
    assert.deepEqual(ownersOf(lines, "src/a.ts"), ["@all"]);
  });
  it("is empty where a line takes ownership away", () => {
    assert.deepEqual(ownersOf(lines, "docs/secret.md"), []);
  });
  it("is undefined where nothing matches", () => {
    assert.equal(ownersOf(parseCodeowners("docs/ @a"), "src/a.ts"), undefined);
  });
});
