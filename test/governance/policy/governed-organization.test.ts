import assert from "node:assert/strict";
import { baselineFindings, UNKNOWN } from "../../../governance/index.ts";
import { governed, refName, tierRuleset } from "./records.ts";

const tiers = Object.keys(governed.baseline);
const complete = tiers.map((tier) => tierRuleset(tier));
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
      /^the organisation's rules for tier standard lack: pull-request, approvals \(0, must be 1\), .*gate-workflow/,
    );
  });
  it("takes one ruleset for all repositories", () => {
    const everywhere = tierRuleset("all", {
      conditions: { refName, repositoryName: { includes: ["~ALL"], excludes: [] } },
    });
    assert.deepEqual(baselineFindings([everywhere], governed), []);
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
