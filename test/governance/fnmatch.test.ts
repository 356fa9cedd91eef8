import assert from "node:assert/strict";
import fc from "fast-check";
import { matchesPattern } from "../../governance/fnmatch.ts";
import { fnmatch } from "../../local/github/rules/fnmatch.ts";

// From the documentation of Ruby's File.fnmatch (FNM_PATHNAME) and GitHub's "Using fnmatch syntax".
const cases: readonly (readonly [pattern: string, name: string, matches: boolean])[] = [
  ["cat", "cat", true],
  ["cat", "category", false],
  ["c{at,ub}s", "cats", false],
  ["c?t", "cat", true],
  ["c??t", "cat", false],
  ["c*", "cats", true],
  ["c*t", "c/a/b/t", false],
  ["ca[a-z]", "cat", true],
  ["ca[^t]", "cat", false],
  ["cat", "CAT", false],
  ["?", "/", false],
  ["*", "/", false],
  ["\\?", "?", true],
  ["\\a", "a", true],
  ["*", ".profile", false],
  [".*", ".profile", true],
  ["**/foo", "a/b/c/foo", true],
  ["**/foo", "/a/b/c/foo", true],
  ["**/foo", "foo", true],
  ["**/foo", "a/.b/c/foo", false],
  ["claude/**/*", "claude/a", true],
  ["claude/**/*", "claude/a/b", true],
  ["claude/**/*", "claude", false],
  ["claude/**", "claude/a", true],
  ["claude/**", "claude/a/b", false],
  [".claude/**/*", ".claude/hooks/x.sh", true],
  [".claude/**", ".claude/hooks/x.sh", false],
  ["a/**/**/b", "a/x/y/b", true],
  ["a[b", "a[b", false],
  ["a\\*", "ab", false],
  ["a\\*", "a*", true],
  ["[\\]a]", "]", true],
  ["[a\\-z]", "b", false],
  ["[a\\-z]", "-", true],
  ["[!a]", "b", true],
  ["[!a]", "a", false],
  ["**/a/**/*", "a/.b", false],
  ["**/*", ".a/b", false],
  ["*.md", ".md", false],
];

describe("matchesPattern", () => {
  for (const [pattern, name, matches] of cases) {
    it(`says that ${pattern} ${matches ? "covers" : "does not cover"} ${name}`, () => {
      assert.equal(matchesPattern(pattern, name), matches);
    });
  }

  it("agrees with the evaluation of local GitHub", () => {
    const levels = (...units: string[]) =>
      fc.array(fc.constantFrom(...units), { maxLength: 10 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(
        levels("a", "b", ".", "/", "*", "**/", "?", "[ab]", "[^a]"),
        levels("a", "b", ".", "/"),
        (pattern, name) => {
          assert.equal(matchesPattern(pattern, name), fnmatch(pattern, name));
        },
      ),
      { numRuns: 5000 },
    );
  });

  it("answers at once for a hostile pattern", () => {
    assert.equal(matchesPattern(`${"*a".repeat(200)}b`, "a".repeat(2000)), false);
    assert.equal(matchesPattern(`${"**/a/".repeat(40)}b`, "a/".repeat(80)), false);
  });
});
