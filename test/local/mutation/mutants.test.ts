import assert from "node:assert/strict";
import {
  changeOf,
  compare,
  listed,
  notLookedAt,
  percent,
  scoresOf,
  type Mutant,
} from "../../../local/mutation/mutants.ts";
import { mutationPage } from "../../../local/mutation/page.ts";

type Place = Mutant["location"];
const mutant = (location: Place, replacement: string): Mutant => ({ location, replacement }) as unknown as Mutant;
const at = (line: number, column: number) => ({ line, column });

describe("changeOf", () => {
  const source = ["const a = 1;", "  if (a === 1) {", "    stop();", "  }", "go();"].join("\n");

  it("shows what a line is and what it was changed to, in place", () => {
    const change = changeOf(mutant({ start: at(2, 7), end: at(2, 14) }, "true"), source);
    assert.equal(change, "if («a === 1 → true») {");
  });
  it("puts a change of several lines on one", () => {
    const change = changeOf(mutant({ start: at(2, 16), end: at(4, 4) }, "{}"), source);
    assert.equal(change, "if (a === 1) «{ stop(); } → {}»");
  });
  it("shortens a long change in its middle", () => {
    const text = `"${"x".repeat(120)}"`;
    const change = changeOf(mutant({ start: at(1, 1), end: at(1, 123) }, '""'), text);
    assert.equal(change, `«"${"x".repeat(59)} … ${"x".repeat(29)}" → ""»`);
  });
});

describe("scoresOf", () => {
  const scores = scoresOf([
    { file: "governance/tools/scope.ts", status: "Killed" },
    { file: "governance/policy/deep/a.ts", status: "Survived" },
    { file: "governance/policy/b.ts", status: "NoCoverage" },
    { file: "governance/policy/b.ts", status: "Timeout" },
    { file: "governance/policy/b.ts", status: "Ignored" },
    { file: "governance/fnmatch.ts", status: "Killed" },
  ]);

  it("counts by folder, with what runs at load left out of the score", () => {
    assert.deepEqual(scores, [
      { folder: "governance", noticed: 1, survived: 0, atLoad: 0 },
      { folder: "governance/policy", noticed: 1, survived: 2, atLoad: 1 },
      { folder: "governance/tools", noticed: 1, survived: 0, atLoad: 0 },
      { folder: "all", noticed: 3, survived: 2, atLoad: 1 },
    ]);
  });
  it("says of a hundred how many were noticed", () => {
    assert.deepEqual(scores.map(percent), ["100.0", "33.3", "100.0", "60.0"]);
    assert.equal(percent({ folder: "data", noticed: 0, survived: 0, atLoad: 3 }), "100.0");
  });
});

describe("compare", () => {
  const accepted = [
    { reason: "the same either way", survivors: { "a.ts": ["«1 → 2»"], "b.ts": ["«3 → 4»", "«5 → 6»"] } },
  ];

  it("tells survivors that nobody accepted", () => {
    const survivors = [
      { file: "a.ts", change: "«1 → 2»" },
      { file: "b.ts", change: "«1 → 2»" },
    ];
    assert.deepEqual(compare(survivors, accepted, new Set(["a.ts"])), {
      unexpected: [{ file: "b.ts", change: "«1 → 2»" }],
      gone: [],
    });
  });
  it("tells accepted survivors that are gone, of the files that were tried", () => {
    const { gone } = compare([{ file: "b.ts", change: "«3 → 4»" }], accepted, new Set(["b.ts"]));
    assert.deepEqual(gone, [{ file: "b.ts", change: "«5 → 6»" }]);
  });
});

describe("listed", () => {
  const accepted = [{ reason: "the same either way", survivors: { "b.ts": ["«3 → 4»"], "c.ts": ["«5 → 6»"] } }];
  const compared = {
    unexpected: [
      { file: "b.ts", change: "«1 → 2»" },
      { file: "a.ts", change: "«1 → 2»" },
    ],
    gone: [{ file: "c.ts", change: "«5 → 6»" }],
  };
  const open = { reason: notLookedAt, survivors: { "a.ts": ["«1 → 2»"], "b.ts": ["«1 → 2»"] } };

  it("puts what nobody accepted last, by file, and strikes what is gone", () => {
    const kept = { reason: "the same either way", survivors: { "b.ts": ["«3 → 4»"] } };
    assert.deepEqual(listed(accepted, compared), [kept, open]);
    assert.deepEqual(listed([kept, open], { ...compared, gone: [] }), [kept, open]);
  });
  it("leaves out reasons that nothing has any more", () => {
    assert.deepEqual(listed([open], { unexpected: [], gone: compared.unexpected }), []);
  });
});

describe("mutationPage", () => {
  it("has the scores and each accepted survivor, whatever quotes it holds", () => {
    const page = mutationPage(
      [{ folder: "all", noticed: 9, survived: 1, atLoad: 4 }],
      [{ reason: "The same either way", survivors: { "a.ts": ["«`x` → ``»", "«1 → 2»"] } }],
    );
    assert.ok(page.includes("| all | 90.0 % | 9 | 1 | 4 |"));
    assert.ok(page.endsWith("### The same either way\n\n- `a.ts`\n  - ``` «`x` → ``» ```\n  - `«1 → 2»`"));
  });
  it("counts those that nobody has looked at", () => {
    const page = mutationPage(
      [],
      [{ reason: notLookedAt, survivors: { "a.ts": ["«1 → 2»", "«3 → 4»"], "b.ts": ["x"] } }],
    );
    assert.ok(page.endsWith(`### ${notLookedAt}\n\n- \`a.ts\`: 2\n- \`b.ts\`: 1`));
  });
});
