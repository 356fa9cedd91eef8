import assert from "node:assert/strict";
import { baselineFindings, rulesetPatterns, UNKNOWN } from "../../../governance/index.ts";
import { aiPathRuleset, governed, refName, tierRuleset } from "./records.ts";

const tiers = Object.keys(governed.baseline);
const complete = tiers.flatMap((tier) => [tierRuleset(tier), aiPathRuleset(tier)]);
const without = (tier: string, ...more: ReturnType<typeof tierRuleset>[]) => [
  ...complete.filter(({ name }) => name !== tier),
  ...more,
];

describe("baselineFindings", () => {
  it("finds nothing when each tier has its ruleset", () => {
    assert.deepEqual(baselineFindings(complete, governed), []);
  });
  it("names what a tier without rulesets lacks", () => {
    const [finding, ...more] = baselineFindings(without("standard"), governed);
    assert.deepEqual(more, []);
    assert.equal(finding?.outcome, "violation");
    assert.match(
      finding?.message ?? "",
      /^the organisation's rules for tier standard lack: New commits void approvals \[stale-approvals-dismissed\]; .*The gate's workflow is required: .* \[gate-workflow\]\.$/,
    );
  });
  it("takes one ruleset for all repositories", () => {
    const everywhere = tierRuleset("all", {
      conditions: { refName, repositoryName: { includes: ["~ALL"], excludes: [] } },
    });
    const aiPaths = tierRuleset("ai-paths", {
      conditions: { refName, repositoryName: { includes: ["~ALL"], excludes: [] } },
      bypassActors: [],
    });
    assert.deepEqual(baselineFindings([everywhere, aiPaths], governed), []);
  });

  it("reports a tier without break-glass whose rules somebody may pass in a pull request", () => {
    const named = (type: string) => ({ bypassActors: [{ actorType: type, actorId: 1, bypassMode: "pull_request" }] });
    for (const type of ["Team", "OrganizationAdmin"]) {
      const stack = without("critical", tierRuleset("critical", named(type)));
      assert.deepEqual(baselineFindings(stack, governed), []);
      const closed = baselineFindings(stack, { ...governed, closedTiers: ["critical"] });
      assert.deepEqual(
        closed.map(({ outcome, subject }) => [outcome, subject]),
        [["violation", "critical"]],
      );
    }
  });

  it("lets declared automation pass in a tier without break-glass", () => {
    const bypassActors = [{ actorType: "Integration", actorId: 29110, bypassMode: "pull_request" }];
    const stack = without("critical", tierRuleset("critical", { bypassActors }));
    assert.deepEqual(baselineFindings(stack, { ...governed, closedTiers: ["critical"] }), []);
  });

  describe("about the review of AI paths", () => {
    const reviewed = (over: Parameters<typeof aiPathRuleset>[1]) =>
      baselineFindings(
        complete.map((each) => (each.name === "ai-paths-critical" ? aiPathRuleset("critical", over) : each)),
        governed,
      ).map(({ outcome, subject, message }) => [outcome, subject, message.replace(/^.*: /, "")]);
    const missing = ["critical", "People review changes of AI paths [ai-paths-reviewed]."];
    const team = { filePatterns: rulesetPatterns(), minimumApprovals: 1, reviewer: { type: "Team", id: 11 } };
    const rules = (reviewer: object) => ({
      rules: { pullRequest: { requiredApprovingReviewCount: 1, requiredReviewers: [reviewer] } },
    });

    it("takes required reviewers for all AI paths in place of code owners", () => {
      assert.deepEqual(reviewed(rules(team)), []);
    });
    for (const [says, over] of [
      ["break-glass may pass", { bypassActors: [{ actorType: "Team", actorId: 7, bypassMode: "pull_request" }] }],
      ["no one is asked to review", { rules: { pullRequest: { requiredApprovingReviewCount: 1 } } }],
      ["reviewers need not approve", rules({ ...team, minimumApprovals: 0 })],
      ["reviewers see some of the paths", rules({ ...team, filePatterns: ["AGENTS.md"] })],
      ["is only evaluated", { enforcement: "evaluate" }],
      ["is for another branch", { conditions: { refName: { includes: ["refs/heads/x"] } } }],
    ] as const) {
      it(`reports one that ${says}`, () => assert.deepEqual(reviewed(over), [["violation", ...missing]]));
    }
    it("stays undecided while the bypass list or the paths are unknown", () => {
      for (const over of [{ bypassActors: UNKNOWN }, rules({ ...team, filePatterns: UNKNOWN })]) {
        assert.deepEqual(reviewed(over), [["undecided", ...missing]]);
      }
    });
  });

  it("says the way out where only GitHub knows the default branch", () => {
    const { conditions } = tierRuleset("standard").props as { conditions: object };
    const named = tierRuleset("standard", {
      conditions: { ...conditions, refName: { includes: ["refs/heads/main"], excludes: [] } },
    });
    const [finding] = baselineFindings(without("standard", named), governed);
    assert.deepEqual(
      [finding?.outcome, finding?.fix],
      [
        "violation",
        'Only GitHub knows the default branch of each repository: write "~DEFAULT_BRANCH" in the rulesets.',
      ],
    );
  });

  const narrower: readonly (readonly [says: string, conditions: object])[] = [
    ["leaves repositories out by name", { refName, repositoryName: { includes: ["~ALL"], excludes: ["docs"] } }],
    [
      "leaves repositories out by property",
      {
        refName,
        repositoryProperty: {
          includes: [{ name: "ai-tier", propertyValues: ["standard"] }],
          excludes: [{ name: "ai-tools", propertyValues: ["codex"] }],
        },
      },
    ],
    [
      "demands a second property",
      {
        refName,
        repositoryProperty: {
          includes: [
            { name: "ai-tier", propertyValues: ["standard"] },
            { name: "x", propertyValues: ["y"] },
          ],
        },
      },
    ],
    [
      "is about another property",
      { refName, repositoryProperty: { includes: [{ name: "tier", propertyValues: ["standard"] }] } },
    ],
    ["names repositories", { refName, repositoryIds: [1] }],
    [
      "names repositories beside the tier",
      {
        refName,
        repositoryIds: [1],
        repositoryProperty: { includes: [{ name: "ai-tier", propertyValues: ["standard"] }], excludes: [] },
      },
    ],
    [
      "is about a property of GitHub's own",
      {
        refName,
        repositoryProperty: { includes: [{ name: "ai-tier", propertyValues: ["standard"], source: "system" }] },
      },
    ],
  ];
  for (const [says, conditions] of narrower) {
    it(`does not count a ruleset that ${says}`, () => {
      const found = baselineFindings(without("standard", tierRuleset("standard", { conditions })), governed);
      assert.deepEqual(
        found.map(({ outcome, subject }) => [outcome, subject]),
        [["violation", "standard"]],
      );
    });
  }

  it("stays undecided while a ruleset's reach is unknown", () => {
    const found = baselineFindings(without("standard", tierRuleset("standard", { conditions: UNKNOWN })), governed);
    assert.deepEqual(
      found.map(({ outcome, subject }) => [outcome, subject]),
      [["undecided", "standard"]],
    );
  });
  for (const [says, includes] of [
    ["a second property", [{ name: "ai-tier", propertyValues: ["standard"] }, UNKNOWN]],
    ["a property's source", [{ name: "ai-tier", propertyValues: ["standard"], source: UNKNOWN }]],
  ] as const) {
    it(`stays undecided while ${says} is unknown`, () => {
      const conditions = { refName, repositoryProperty: { includes, excludes: [] } };
      const found = baselineFindings(without("standard", tierRuleset("standard", { conditions })), governed);
      assert.deepEqual(
        found.map(({ outcome, subject }) => [outcome, subject]),
        [["undecided", "standard"]],
      );
    });
  }
  it("does not count a ruleset that someone may always pass", () => {
    const open = tierRuleset("standard", {
      bypassActors: [{ actorType: "OrganizationAdmin", actorId: 1, bypassMode: "always" }],
    });
    assert.equal(baselineFindings(without("standard", open), governed)[0]?.outcome, "violation");
  });
});
