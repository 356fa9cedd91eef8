import assert from "node:assert/strict";
import fc from "fast-check";
import {
  aboveScissors,
  countOf,
  hasTrailers,
  provenanceIn,
  withoutRepeated,
  withoutTrailers,
} from "../../../governance/capture/index.ts";

const cut = `# ${"-".repeat(24)} >8 ${"-".repeat(24)}`;
const lines = fc.array(
  fc.constantFrom(
    "Text",
    "",
    "Assisted-by: a",
    "assisted-by:  a ",
    "AI-Session: b",
    "    AI-Session: c",
    "Fixes: #1",
    cut,
  ),
);

describe("trailers in a message that is being written", () => {
  it("are found wherever they stand, each once", () => {
    const text =
      "One\n\nAssisted-by: a:m\n\nTwo\n\n    Assisted-by: b\n    assisted-by: a:m\nCo-authored-by: C <c@example.com>\nNote: no\n";
    assert.deepEqual(provenanceIn(text), ["assisted-by: a:m", "Assisted-by: b", "Co-authored-by: C <c@example.com>"]);
  });

  it("are not found below the scissors", () => {
    assert.deepEqual(provenanceIn(`One\n${cut}\nAssisted-by: a`), []);
    assert.deepEqual(aboveScissors(`One\n${cut}\n+two`), ["One"]);
  });

  it("are taken out where they stand as a line, and nothing else is", () =>
    assert.equal(
      withoutTrailers(`One\nassisted-by: a\n    Assisted-by: a\nAssisted-by: A\n${cut}\nAssisted-by: a`, [
        "Assisted-by: a",
      ]),
      `One\n    Assisted-by: a\nAssisted-by: A\n${cut}\nAssisted-by: a`,
    ));

  it("are there once each afterwards, and other text as it was", () =>
    fc.assert(
      fc.property(lines, (all) => {
        const text = withoutRepeated(all.join("\n"));
        for (const trailer of ["Assisted-by: a", "AI-Session: b"]) {
          assert.equal(countOf(text, trailer), Math.min(1, countOf(all.join("\n"), trailer)));
        }
        const other = (line: string) => !/^(assisted-by|ai-session):/i.test(line);
        assert.deepEqual(text.split("\n").filter(other), all.join("\n").split("\n").filter(other));
        assert.equal(withoutRepeated(text), text);
      }),
    ));

  it("count as there only as lines of their own", () => {
    assert.equal(hasTrailers("One\n\nAssisted-by: a", ["assisted-by: a"]), true);
    assert.equal(hasTrailers("One (Assisted-by: a)", ["Assisted-by: a"]), false);
  });

  it("take time in proportion to blanks", function () {
    this.timeout(5_000);
    assert.deepEqual(
      provenanceIn(`Assisted-by: ${" ".repeat(2_000_000)}\n${"Assisted-by: ".repeat(200_000)}`).length,
      1,
    );
  });
});
