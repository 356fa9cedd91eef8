import assert from "node:assert/strict";
import fc from "fast-check";
import { linesOf } from "../../../governance/provenance/lines.ts";
import { provenanceOfCommit, provenanceOfPullRequest } from "../../../governance/provenance/index.ts";
import { anyText, commitOf, pullOf, undeclared } from "./people.ts";

const filled = (text: string, length = 300_000): string => text.repeat(Math.ceil(length / text.length));
const lines = (text: string): string => filled(text, 100_000);
const numbered = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join("\n");

/** Each would take minutes in anything that reads a text once for each of its parts. */
const hostile: Readonly<Record<string, string>> = {
  "many colons": filled(":"),
  "many tokens without a line's end": filled("Co-authored-by: "),
  "many quotes": filled("> "),
  "spaces in a value": `Co-authored-by: a${filled(" ")}b`,
  "tabs in a value": `Assisted-by: a${filled("\t")}b`,
  "open brackets": `Co-authored-by: ${filled("<")}`,
  "many people on a line": `Co-authored-by: ${lines("a <b> ")}`,
  "many trailers": lines("Co-authored-by: A <a@b.c>\n"),
  "many tools": numbered(10_000, (index) => `Assisted-by: t${index}:m${index}`),
  "a value of many lines": `Assisted-by: a\n${lines(" b\n")}`,
  "fences that are never closed": numbered(700, (index) => "`".repeat(700 - index)),
  "fences of both kinds": lines("```\n~~~\n"),
  "many marks": lines("🤖 Generated with [Claude Code]\n"),
  "many links": filled("https://app.devin.ai/sessions/"),
  "empty lines": lines("\r\n"),
  "a version without end": `Assisted-by: codex ${filled("1.")}x`,
  "lone surrogates and NULs": filled("\ud800\0\ufffd"),
};

describe("hostile text", () => {
  for (const [what, text] of Object.entries(hostile))
    it(`takes time in proportion to ${what}`, function () {
      this.timeout(5_000);
      const name = { name: text, email: text };
      provenanceOfCommit(commitOf(text, { author: name, committer: name, note: `${text}\n---\n${text}` }), undeclared);
    });

  it("never makes reading throw, and nothing that is shown hides characters", () => {
    const hidden = /[\p{C}\ufffd]/u;
    fc.assert(
      fc.property(anyText, anyText, (text, other) => {
        const name = { name: text, email: other };
        const message = `${other}\nCo-authored-by: ${text}\nAssisted-by: ${text}\n\n${text}`;
        const said = [
          provenanceOfCommit(commitOf(message, { author: name, committer: name, note: text }), undeclared),
          provenanceOfPullRequest(pullOf({ author: text, headBranch: other, title: text, body: message }), undeclared),
        ];
        for (const { tools, humans, unknownBots } of said)
          for (const shown of [...tools.map(({ tool }) => tool), ...humans, ...unknownBots])
            assert.doesNotMatch(shown, hidden);
      }),
    );
  });

  it("has as many lines as it has", () =>
    fc.assert(fc.property(anyText, (text) => linesOf(text).length === text.split("\n").length)));
});
