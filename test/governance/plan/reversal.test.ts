import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { ResourceRecord } from "../../../governance/index.ts";
import type { PlanReport } from "../../../governance/plan/index.ts";
import { rules, tierRuleset } from "../policy/records.ts";
import { changed, fence, placement, planned, stop } from "./previews.ts";

const ruleset = (tier: string) =>
  fc
    .record({
      enforcement: fc.constantFrom("active", "evaluate", "disabled"),
      bypassActors: fc.uniqueArray(
        fc.record({
          actorType: fc.constant("Team"),
          actorId: fc.integer({ min: 1, max: 3 }),
          bypassMode: fc.constantFrom("always", "pull_request"),
        }),
        { selector: ({ actorId }) => actorId, maxLength: 2 },
      ),
      rules: fc.record({
        deletion: fc.boolean(),
        requiredLinearHistory: fc.boolean(),
        requiredSignatures: fc.boolean(),
        pullRequest: fc.record({
          requiredApprovingReviewCount: fc.integer({ min: 0, max: 4 }),
          requireCodeOwnerReview: fc.boolean(),
        }),
        requiredStatusChecks: fc.record({
          requiredChecks: fc.subarray([{ context: "a", integrationId: 1 }, { context: "b" }]),
        }),
        filePathRestriction: fc.record({ restrictedFilePaths: fc.subarray(["a", "b", "c"]) }),
      }),
    })
    .map((over) => tierRuleset(tier, { ...over, rules: { ...rules, ...over.rules } }));
const placed = fc.record({
  "ai-tier": fc.constantFrom("standard", "critical"),
  "ai-tools": fc.subarray(["codex", "copilot"]),
});

/** One side of a preview: any of its resources may be missing. */
const side: fc.Arbitrary<ResourceRecord[]> = fc
  .record({
    standard: fc.option(ruleset("standard"), { nil: undefined }),
    critical: fc.option(ruleset("critical"), { nil: undefined }),
    placement: fc.dictionary(fc.constantFrom("docs", "ledger", "web"), placed).map(placement),
    "codex-fence": fc.option(fc.constantFrom(fence("codex"), fence("codex", { enforcement: "disabled" })), {
      nil: undefined,
    }),
    "codex-stop": fc.option(fc.constantFrom(stop("codex", "active"), stop("codex", "disabled")), { nil: undefined }),
  })
  .map(changed);

const lines = ({ safeguards }: PlanReport, outcome: string): string[] =>
  safeguards
    .filter((each) => each.outcome === outcome)
    .map(({ safeguard, where }) => JSON.stringify([safeguard, where]))
    .sort();
const reach = ({ permissions }: PlanReport, direction: "gained" | "lost"): string[] =>
  permissions.map((each) => JSON.stringify([each.subject, each.permission, each[direction]])).sort();

describe("a plan", () => {
  it("that is turned round swaps weaker and stronger, gained and lost", () => {
    fc.assert(
      fc.property(side, side, (one, other) => {
        const [there, back] = [planned(one, other), planned(other, one)];
        assert.deepEqual(lines(there, "weakened"), lines(back, "strengthened"));
        assert.deepEqual(lines(there, "strengthened"), lines(back, "weakened"));
        assert.deepEqual(reach(there, "gained"), reach(back, "lost"));
      }),
    );
  });
  it("of two equal sides is empty", () => {
    fc.assert(
      fc.property(side, (one) => {
        const { safeguards, permissions, undecided, weakened } = planned(one, one);
        assert.deepEqual([safeguards, permissions, undecided, weakened.share], [[], [], [], 0]);
      }),
    );
  });
});
