import assert from "node:assert/strict";
import fc from "fast-check";
import { canonicalContext, canonicalPrompt, canonicalPrompts } from "../../../governance/capture/index.ts";

const head = "ai-governance/prompt/v1\n";
const texts = fc.string({ unit: fc.constantFrom("a", "é", "e\u0301", " ", "\t", "\r", "\n", "\ud800", "𝔸", "\u00a0") });

describe("the canonical form of a prompt", () => {
  for (const [says, text, expected] of [
    ["composes characters", "cafe\u0301", "café"],
    ["ends lines in \\n", "a\r\nb\rc\nd", "a\nb\nc\nd"],
    ["drops spaces and tabs at the end of lines", "a \t\n\tb  \n", "a\n\tb"],
    ["drops empty lines at the end, not at the beginning", "\n\na\n\n \n", "\n\na"],
    ["keeps other blanks", "a\u00a0", "a\u00a0"],
    ["replaces lone surrogates", "a\ud800b", "a\ufffdb"],
    ["is the head alone for nothing", " \n", ""],
  ] as const) {
    it(says, () => assert.equal(canonicalPrompt(text), head + expected));
  }

  it("is its own canonical form", () =>
    fc.assert(
      fc.property(texts, (text) => {
        const once = canonicalPrompt(text).slice(head.length);
        assert.equal(canonicalPrompt(once).slice(head.length), once);
      }),
    ));

  it("does not depend on line ends and composition", () =>
    fc.assert(
      fc.property(texts, (text) => {
        const other = text.replace(/\r\n?/g, "\n").replace(/\n/g, " \r\n").toWellFormed().normalize("NFD");
        assert.equal(canonicalPrompt(other), canonicalPrompt(text));
      }),
    ));

  it("takes time in proportion to a long run of blanks", function () {
    this.timeout(5_000);
    assert.equal(canonicalPrompt(`${" ".repeat(10_000_000)}a`).length, head.length + 10_000_001);
  });
});

describe("the canonical form of prompts", () => {
  it("keeps their order", () =>
    assert.equal(
      canonicalPrompts(["b".repeat(64), "a".repeat(64)]),
      `ai-governance/prompts/v1\n${"b".repeat(64)}\n${"a".repeat(64)}\n`,
    ));
});

describe("the canonical form of context", () => {
  const file = (path: string, blob = "0a") => ({ path, blob });
  const form = (...entries: string[]) => `ai-governance/context/v1\n${entries.map((entry) => `${entry}\0`).join("")}`;

  it("sorts paths by their bytes in UTF-8, a shorter one first", () => {
    const paths = ["\u{1f600}.md", "\uff21.md", "a.md", "a.md.b", "B.md"];
    assert.equal(
      canonicalContext(paths.map((path) => file(path))),
      form("0a B.md", "0a a.md", "0a a.md.b", "0a \uff21.md", "0a \u{1f600}.md"),
    );
  });

  it("sorts as bytes do", () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: "grapheme", minLength: 1 })), (paths) => {
        const sorted = paths.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
        assert.equal(canonicalContext(paths.map((path) => file(path))), form(...sorted.map((path) => `0a ${path}`)));
      }),
    ));

  it("names a file once, and tells apart what stands in a path", () => {
    assert.equal(canonicalContext([file("a"), file("a")]), form("0a a"));
    assert.notEqual(canonicalContext([file("a\n0b b")]), canonicalContext([file("a"), file("b", "0b")]));
  });
});
