import assert from "node:assert/strict";
import fc from "fast-check";
import { fnmatch } from "../../../../local/github/rules/fnmatch.ts";

/** From the documentation of Ruby's File.fnmatch, the examples with FNM_PATHNAME or to which it makes no difference. */
const documented: readonly [pattern: string, name: string, matches: boolean][] = [
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
  ["[/]", "/", false],
  ["\\?", "?", true],
  ["\\a", "a", true],
  ["[\\?]", "?", true],
  ["*", ".profile", false],
  [".*", ".profile", true],
  ["*/*", "dave/.profile", false],
  ["**/*.rb", "main.rb", true],
  ["**/*.rb", "lib/song.rb", true],
  ["**/*.rb", "./main.rb", false],
  ["**.rb", "main.rb", true],
  ["**.rb", "lib/song.rb", false],
  ["**/foo", "a/b/c/foo", true],
  ["**/foo", "/a/b/c/foo", true],
  ["**/foo", "c:/a/b/c/foo", true],
  ["**/foo", "a/.b/c/foo", false],
];

/** What GitHub's patterns are used for here. */
const onGitHub: readonly [pattern: string, name: string, matches: boolean][] = [
  ["qa/*", "qa/foo", true],
  ["qa/*", "qa/foo/bar", false],
  ["qa/**/*", "qa/foo/bar/foobar/hello-world", true],
  ["qa**/**/*", "qa-old/foo/bar", true],
  ["copilot/**/*", "copilot/a", true],
  ["copilot/**/*", "copilot/a/b", true],
  ["copilot/**/*", "copilot/a/b/c", true],
  ["copilot/**/*", "copilot", false],
  ["copilot/**/*", "Copilot/a", false],
  ["claude/**", "claude/a", true],
  ["claude/**", "claude/a/b", false],
  ["claude/*", "claude/a/b", false],
  ["refs/heads/**/*", "refs/heads/main", true],
  ["refs/heads/release-[0-9]*", "refs/heads/release-1.2", true],
  ["refs/heads/release-[!0-9]*", "refs/heads/release-1.2", false],
  [".claude/**/*", ".claude/hooks/x.sh", true],
  [".claude/**", ".claude/hooks/x.sh", false],
  ["**/AGENTS.md", "AGENTS.md", true],
  ["**/AGENTS.md", "packages/a/AGENTS.md", true],
  ["**/AGENTS.md", ".github/AGENTS.md", false],
  ["a/**/b/**/c", "a/x/b/y/z/c", true],
  ["a/**/b/**/c", "a/x/y/z/c", false],
  ["**/", "a/", true],
  ["a[", "a[", false],
  ["a[]b", "a]b", false],
];

const segment = fc.stringMatching(/^[a-c]{1,3}$/);
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));

describe('fnmatch: "the `*` wildcard does not match directory separators (`/`)"', () => {
  for (const [pattern, name, matches] of [...documented, ...onGitHub]) {
    it(`${matches ? "matches" : "does not match"} ${name} with ${pattern}`, () => {
      assert.equal(fnmatch(pattern, name), matches);
    });
  }

  it("matches every name with itself, escaped character by character", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((name) => !name.includes("/")),
        (name) => {
          const escaped = [...name].map((char) => `\\${char}`).join("");
          return fnmatch(escaped, name);
        },
      ),
    );
  });

  it("lets `*` stand for any part of one segment and never for a slash", () => {
    fc.assert(
      fc.property(path, fc.nat(), (name, at) => {
        const parts = name.split("/");
        const index = at % parts.length;
        const starred = parts.map((part, i) => (i === index ? "*" : part)).join("/");
        return fnmatch(starred, name) && !fnmatch(starred, `${name}/a`) && !fnmatch("*", `${name}/a`);
      }),
    );
  });

  it("lets `**/` stand for any number of segments", () => {
    fc.assert(
      fc.property(path, path, path, (a, b, c) => {
        const pattern = `${a}/**/${c}`;
        return fnmatch(pattern, `${a}/${b}/${c}`) && fnmatch(pattern, `${a}/${c}`) && !fnmatch(pattern, `x/${a}/${c}`);
      }),
    );
  });

  it("agrees with a regular expression for patterns of letters, `?` and `*`", () => {
    const pattern = fc.stringMatching(/^[ab?*]{0,6}$/);
    fc.assert(
      fc.property(pattern, fc.stringMatching(/^[ab]{0,6}$/), (glob, name) => {
        const source = glob.replaceAll("?", ".").replaceAll("*", ".*");
        return fnmatch(glob, name) === new RegExp(`^${source}$`).test(name);
      }),
      { numRuns: 1000 },
    );
  });
});
