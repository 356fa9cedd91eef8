import assert from "node:assert/strict";
import fc from "fast-check";
import { parsed } from "../example.ts";
import { by, file, judged, model, nothing, together, type Told } from "./changes.ts";

const declaration = parsed();
const name = fc.oneof(
  fc.constantFrom("claude-code", "copilot", "codex", "devin", "zed", "__proto__", "a\u202eb\nc", "\ud800"),
  fc.string({ unit: "binary", minLength: 1 }),
);
const said = fc
  .tuple(name, fc.array(name, { maxLength: 2 }), fc.array(name, { maxLength: 2 }))
  .map(([tool, models, sessions]) => by(tool, { models: models.map((each) => model(each)), sessions }));
const bot = name.map((unknown) => ({ ...nothing, unknownBots: [unknown] }));
const provenance = fc.oneof(
  fc.constant(nothing),
  said,
  bot,
  fc.tuple(said, said).map(([one, two]) => together(one, two)),
);
const approval = fc.record({
  account: name,
  isBot: fc.boolean(),
  state: fc.constantFrom("approved", "changes-requested"),
  commit: fc.constant("0".repeat(40)),
});
const over = fc.record({
  trigger: fc.constantFrom("pull_request", "ask", "merge_group"),
  files: fc.array(
    name.map((path) => file(path)),
    { maxLength: 3 },
  ),
  changedLines: fc.nat(1000),
  approvals: fc.array(approval, { maxLength: 3 }),
  owners: fc.array(name, { maxLength: 2 }),
});
const told: fc.Arbitrary<Told> = fc.record({
  commits: fc.array(provenance, { minLength: 1, maxLength: 4 }),
  pull: fc.array(provenance, { maxLength: 1 }),
});

describe("whatever a change says", () => {
  it("is judged in sentences of one line, and passes only where nothing is found", () => {
    fc.assert(
      fc.property(told, over, (its, facts) => {
        const report = judged(its, facts, declaration);
        for (const { message, fix } of report.findings) {
          assert.match(message, /^[^\p{C}\p{Zl}\p{Zp}]+\.$/u);
          assert.match(fix, /^[^\p{C}\p{Zl}\p{Zp}]+\.$/u);
        }
        assert.equal(report.verdict === "pass", report.findings.length === 0);
      }),
      { numRuns: 150 },
    );
  });

  it("is stopped as soon as anything names a stopped tool, whatever is said besides", () => {
    fc.assert(
      fc.property(told, provenance, fc.nat(4), (its, other, place) => {
        const commits = [...(its.commits ?? [])];
        commits.splice(Math.min(place, commits.length), 0, together(other, by("devin")));
        const { verdict, findings } = judged({ ...its, commits }, {}, declaration);
        assert.equal(verdict, "blocked");
        assert.ok(findings.some(({ rule }) => rule === "gate-tool-require-trust"));
      }),
      { numRuns: 100 },
    );
  });
});
