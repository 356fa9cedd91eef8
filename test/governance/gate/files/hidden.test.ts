import assert from "node:assert/strict";
import fc from "fast-check";
import type { GateFinding } from "../../../../governance/gate/index.ts";
import { fileFindings } from "../../../../governance/gate/files/index.ts";

const rule = "gate-file-disallow-hidden-text";
const changed = (before: string, after: string, path = "AGENTS.md"): GateFinding[] =>
  fileFindings({ path, status: "modified", mode: "100644", before, after });
const added = (after: string): GateFinding[] => changed("", after);

const hidden: Record<string, [text: string, named: string]> = {
  "a bidirectional override": ["a\u202eb", "bidirectional controls (U+202E RIGHT-TO-LEFT OVERRIDE: 1)"],
  "a right-to-left mark": ["a\u200f", "bidirectional controls (U+200F RIGHT-TO-LEFT MARK: 1)"],
  "an isolate": [
    "\u2066a\u2069",
    "bidirectional controls (U+2066 LEFT-TO-RIGHT ISOLATE: 1, U+2069 POP DIRECTIONAL ISOLATE: 1)",
  ],
  "tag characters": ["a\u{E0041}\u{E0042}", "tag characters (U+E0000 to U+E007F)"],
  "tags that are no flag": ["🏴\u{E0061}\u{E007F}", "tag characters (U+E0000 to U+E007F)"],
  "a zero width space": ["a\u200bb", "characters without width (U+200B ZERO WIDTH SPACE: 1)"],
  "a joiner between Latin letters": ["a\u200db", "characters without width (U+200D ZERO WIDTH JOINER: 1)"],
  "joiners in a row": ["م\u200c\u200cن", "characters without width (U+200C ZERO WIDTH NON-JOINER: 2)"],
  "a byte-order mark within": ["a\ufeffb", "characters without width (U+FEFF ZERO WIDTH NO-BREAK SPACE: 1)"],
  "a soft hyphen": ["a\u00adb", "characters without width (U+00AD SOFT HYPHEN: 1)"],
  "an interlinear annotation": ["\ufff9a", "characters without width (U+FFF9 INTERLINEAR ANNOTATION ANCHOR: 1)"],
  "a variation selector after a letter": ["a\ufe0f", "variation selectors (U+FE00 to U+FE0F, U+E0100 to U+E01EF)"],
  "selectors in a row": ["😀\ufe0f\ufe0e", "variation selectors (U+FE00 to U+FE0F, U+E0100 to U+E01EF)"],
  "supplementary selectors": ["😀\u{E0101}", "variation selectors (U+FE00 to U+FE0F, U+E0100 to U+E01EF)"],
  "a Hangul filler": ["a\u3164b", "blank letters (U+3164 HANGUL FILLER: 1)"],
  "an ANSI escape": ["\u001b[8mx", "control characters (U+001B ESCAPE: 1)"],
  "a carriage return within": ["a\rb", "control characters (U+000D CARRIAGE RETURN within a line: 1)"],
  "a C1 control": ["a\u0085b", "control characters (U+0085: 1)"],
  "what is no UTF-8": ["a\ufffdb", "bytes that are not UTF-8 (U+FFFD REPLACEMENT CHARACTER: 1)"],
};

const plain: Record<string, string> = {
  "families and flags": "👨‍👩‍👧‍👦 👩‍❤️‍💋‍👨 🧑🏽‍🌾 🏳️‍🌈 🏴‍☠️ 👁️‍🗨️ 🇬🇧",
  "flags spelt with tags": "🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
  "emoji and text style": "❤️ ☎︎ ⚠️ →️ ©️ ‼️ ℹ️",
  keycaps: "1️⃣ #️⃣ *️⃣",
  "Arabic and Hebrew": "مرحبا שלום",
  "Persian with its joiner": "می‌خواهم",
  "Hindi with its joiner": "क्‍ष",
  "Japanese with a variant": "葛󠄀城",
  Korean: "한글",
  "tabs and both ends of lines": "a\tb\r\nc\n",
  "a byte-order mark at the start": "\ufeffa",
};

describe("hidden text", () => {
  for (const [what, [text, named]] of Object.entries(hidden))
    it(`finds ${what}`, () => {
      const [finding, ...others] = added(`first\n${text}\n`);
      assert.deepEqual(others, []);
      assert.equal(finding?.rule, rule);
      assert.equal(finding.outcome, "violation");
      assert.equal(finding.line, 2);
      assert.ok(finding.message.startsWith(`The change brings in ${named}, `), finding.message);
    });

  for (const [what, text] of Object.entries(plain)) it(`lets ${what} pass`, () => assert.deepEqual(added(text), []));

  it("names kind, code points, count and the first line, and no text", () => {
    assert.deepEqual(added("ok\nsecret\u200b\nmore\u200b\u2060\n"), [
      {
        rule,
        outcome: "violation",
        path: "AGENTS.md",
        line: 2,
        message:
          "The change brings in characters without width (U+200B ZERO WIDTH SPACE: 2, U+2060 WORD JOINER: 1), 3 in all, the first in line 2; " +
          "what an agent reads must be what its reviewers see.",
        fix: "Remove the characters without width from the lines that the change adds, or type those lines anew.",
      },
    ]);
  });

  it("counts new lines only, and a copy of an old line as new", () => {
    assert.deepEqual(changed("x\u200b\ny\n", "new\nx\u200b\r\ny\n"), []);
    assert.deepEqual(
      changed("x\u200b\n", "x\u200b\nx\u200b\n").map(({ line }) => line),
      [2],
    );
    assert.deepEqual(
      changed("x\u200b\n", "xx\u200b\n").map(({ line }) => line),
      [1],
    );
  });

  it("finds one hidden character wherever it is put", () => {
    const character = fc.constantFrom(
      ..."\u200b\u202e\u2066\u00ad\u3164\u2060\u001b\u180e\ufff9",
      "\u{E0041}",
      "\u{E0100}",
    );
    const text = fc.string({ unit: fc.constantFrom(..."abc xyz\n.,-#`éж😀") });
    fc.assert(
      fc.property(text, text, character, (start, end, put) => {
        const found = changed(start + end, start + put + end);
        assert.deepEqual(
          found.map((finding) => [finding.rule, finding.line]),
          [[rule, start.split("\n").length]],
        );
      }),
    );
  });

  it("says of a binary file that reviewers see nothing", () => {
    assert.deepEqual(
      added("a\0\u200b").map(({ message }) => message.split(",")[0]),
      ["The file holds NUL characters"],
    );
  });
});
