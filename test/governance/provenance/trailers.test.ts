import assert from "node:assert/strict";
import { trailersOf } from "../../../governance/provenance/trailers.ts";

const isToken = (token: string): boolean => token === "assisted-by" || token === "co-authored-by";
const read = (...lines: string[]): [string, string, number][] =>
  trailersOf(lines.join("\n"), isToken).map(({ token, value, line }) => [token, value, line]);

describe("trailersOf", () => {
  it("finds trailers of any paragraph", () => {
    const found = read(
      "Add a page (#12)",
      "",
      "* one",
      "",
      "Assisted-by: Codex",
      "",
      "* two",
      "",
      "Co-authored-by: A <a>",
      "",
      "---",
    );
    assert.deepEqual(found, [
      ["assisted-by", "Codex", 5],
      ["co-authored-by", "A <a>", 9],
    ]);
  });

  it("reads tokens without case, and ends of lines of both kinds", () => {
    assert.deepEqual(read("x\r", "\r", "ASSISTED-BY:Codex \r", "  co-Authored-by : A\r"), [
      ["assisted-by", "Codex", 3],
      ["co-authored-by", "A", 4],
    ]);
  });

  it("reads a token as readers see it, without characters that they do not see", () =>
    assert.deepEqual(read("x", "", "\u200bAssist\u200bed-by\u00a0: Codex"), [["assisted-by", "Codex", 3]]));

  it("joins continued lines", () => {
    const found = read("x", "", "Assisted-by:", "  Claude Code", "\tand more", "", "    more still", "Note: no");
    assert.deepEqual(found, [["assisted-by", "Claude Code and more", 3]]);
  });

  it("takes an indented trailer below another for a trailer of its own", () => {
    assert.deepEqual(read("Assisted-by: Codex", " Co-authored-by: A"), [
      ["assisted-by", "Codex", 1],
      ["co-authored-by", "A", 2],
    ]);
  });

  it("takes no other words for a token", () => {
    assert.deepEqual(read("Note: assisted-by: x", "See Assisted-by: x", "Assisted by: x", "Assisted-by Codex"), []);
  });

  for (const [what, ...lines] of [
    ["a quotation", "> Assisted-by: Codex", " > Assisted-by: Codex"],
    ["code indented by four spaces", "", "    Assisted-by: Codex"],
    ["code indented by a tab", "", "\tAssisted-by: Codex"],
    ["a code block", "```text", "Assisted-by: Codex", "```"],
    ["a code block of tildes with a shorter fence inside", "~~~~", "~~~", "Assisted-by: Codex", "~~~~"],
    ["a diff", "diff --git a/x b/x", "index 1..2", "@@ -1 +1 @@", "-x", "+Assisted-by: Codex", " Assisted-by: Codex"],
  ] as const)
    it(`leaves out ${what}`, () => assert.deepEqual(read("x", "", ...lines), []));

  it("leaves out a diff whose lines end in CRLF, and what a quotation adds to a trailer", () => {
    assert.deepEqual(read("@@ -1 +1 @@\r", "\r", " Assisted-by: Codex\r"), []);
    assert.deepEqual(read("Assisted-by: Codex", " > quoted"), [["assisted-by", "Codex", 1]]);
  });

  it("takes code within a line for no fence", () =>
    assert.deepEqual(read("``` a `", "Assisted-by: Codex", "```"), [["assisted-by", "Codex", 2]]));

  it("reads on after code and a diff", () => {
    const found = read("```", "code", "```", "Assisted-by: one", "@@ -1 +1 @@", " context", "Assisted-by: two");
    assert.deepEqual(found, [
      ["assisted-by", "one", 4],
      ["assisted-by", "two", 7],
    ]);
  });

  it("lets a fence that is never closed hide nothing", () => {
    assert.deepEqual(read("```", "Assisted-by: Codex", "~~~", "``` not a fence `"), [["assisted-by", "Codex", 2]]);
  });
});
