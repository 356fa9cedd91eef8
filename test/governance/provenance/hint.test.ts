import assert from "node:assert/strict";
import { dialects } from "../../../governance/provenance/dialects/index.ts";
import { hintOf } from "../../../governance/provenance/hint.ts";
import { agents } from "../../../governance/provenance/identities/agents.ts";

const around = (line: string): string =>
  `Title\n\nNote: all of it.\n${line} and more\nSee https://example.com/claude.\n`;

describe("a quick look at a text", () => {
  it("sees the token of every dialect, in any case", () => {
    for (const { token } of dialects)
      for (const written of [token, token.toUpperCase()])
        assert.deepEqual([written, hintOf(around(`${written}: x`))], [written, { trailers: true, marks: false }]);
  });
  it("sees every line, link and title by which a tool is recognised", () => {
    for (const { marks = [], links = [], subject = "aider: " } of agents)
      for (const mark of [...marks, ...marks.map((one) => one.toUpperCase()), ...links, subject])
        assert.deepEqual([mark, hintOf(around(mark)).marks], [mark, true]);
  });
  it("sees nothing in prose", () => {
    assert.deepEqual(hintOf(around("Signed-off-by: Claude")), { trailers: false, marks: false });
  });
});
