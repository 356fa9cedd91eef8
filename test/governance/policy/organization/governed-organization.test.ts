import assert from "node:assert/strict";
import {
  baselineFindings,
  everyFile,
  rulesetPatterns,
  UNKNOWN,
  type ResourceRecord,
} from "../../../../governance/index.ts";
import { aiPathRuleset, governed, idsIn, refName, rules, tierRuleset } from "../records.ts";

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
    const reviewedBy = (reviewer: object) => ({
      rules: { pullRequest: { requiredApprovingReviewCount: 1, requiredReviewers: [reviewer] } },
    });

    it("takes required reviewers for all AI paths in place of code owners", () => {
      assert.deepEqual(reviewed(reviewedBy(team)), []);
    });
    for (const [says, over] of [
      ["break-glass may pass", { bypassActors: [{ actorType: "Team", actorId: 7, bypassMode: "pull_request" }] }],
      ["no one is asked to review", { rules: { pullRequest: { requiredApprovingReviewCount: 1 } } }],
      ["reviewers need not approve", reviewedBy({ ...team, minimumApprovals: 0 })],
      ["reviewers see some of the paths", reviewedBy({ ...team, filePatterns: ["AGENTS.md"] })],
      ["is only evaluated", { enforcement: "evaluate" }],
      ["is for another branch", { conditions: { refName: { includes: ["refs/heads/x"] } } }],
    ] as const) {
      it(`reports one that ${says}`, () => assert.deepEqual(reviewed(over), [["violation", ...missing]]));
    }
    it("stays undecided while the bypass list or the paths are unknown", () => {
      for (const over of [{ bypassActors: UNKNOWN }, reviewedBy({ ...team, filePatterns: UNKNOWN })]) {
        assert.deepEqual(reviewed(over), [["undecided", ...missing]]);
      }
    });
  });

  describe("about the teams that must approve", () => {
    const team = (id: unknown, filePatterns: readonly string[], minimumApprovals: number) => ({
      filePatterns: [...filePatterns],
      minimumApprovals,
      reviewer: { type: "Team", id },
    });
    const pullRequest = rules["pullRequest"] as object;
    const asking = (...requiredReviewers: object[]) => ({
      rules: { ...rules, pullRequest: { ...pullRequest, requiredReviewers } },
    });
    const demanded = { ...governed.baseline["critical"], "people-approve": 2 };
    const engineers = { slug: "engineers", id: 4 };
    const owners = { slug: "owners", id: 11 };
    const facts = { ...governed, baseline: { critical: demanded }, reviewers: { critical: engineers } };
    const told = (stack: readonly ResourceRecord[], over: Partial<Parameters<typeof baselineFindings>[1]> = {}) =>
      baselineFindings(stack, { ...facts, ...over }).map(({ outcome, subject, message }) => [
        outcome,
        subject,
        message,
      ]);
    const good = [tierRuleset("critical", asking(team(4, everyFile, 2))), aiPathRuleset("critical")];
    const lacks = "the organisation's rules for tier critical lack:";

    it("takes approvals that the tier's reviewers must give", () => assert.deepEqual(told(good), []));

    it("reports approvals that anybody, or another team, may give", () => {
      for (const reviewers of [[], [team(5, everyFile, 2)]]) {
        const stack = [tierRuleset("critical", asking(...reviewers)), aiPathRuleset("critical")];
        assert.deepEqual(told(stack), [
          ["violation", "critical", `${lacks} Approvals by the tier's reviewers, 0 of 2 [people-approve].`],
        ]);
      }
    });

    it("reports AI paths that only code owners must approve, or another team, where a team owns them", () => {
      const missing = `${lacks} People review changes of AI paths [ai-paths-reviewed].`;
      assert.deepEqual(told(good, { aiPathReviewers: owners }), [["violation", "critical", missing]]);
      const other = aiPathRuleset("critical", asking(team(4, rulesetPatterns(), 1)));
      assert.deepEqual(told([...good, other], { aiPathReviewers: owners }), [["violation", "critical", missing]]);
    });

    it("takes AI paths that the team must approve, with nobody in the bypass list", () => {
      const reviewed = (over: object = {}) =>
        aiPathRuleset("critical", { ...asking(team(11, rulesetPatterns(), 1)), ...over });
      assert.deepEqual(told([...good, reviewed()], { aiPathReviewers: owners }), []);
      const bypassActors = [{ actorType: "Team", actorId: 7, bypassMode: "pull_request" }];
      assert.equal(told([...good, reviewed({ bypassActors })], { aiPathReviewers: owners }).length, 1);
    });

    it("misses the ruleset about AI paths in a tier without break-glass, whose other rules nobody passes either", () => {
      const closed = { closedTiers: ["critical"], aiPathReviewers: owners };
      const tier = tierRuleset("critical", { ...asking(team(4, everyFile, 2)), bypassActors: [] });
      const aiPathRules = aiPathRuleset("critical", asking(team(11, rulesetPatterns(), 1)));
      assert.deepEqual(told([tier, aiPathRules], closed), []);
      assert.deepEqual(
        told([tier], closed).map(([outcome, subject]) => [outcome, subject]),
        [["violation", "critical"]],
      );
    });

    it("stays undecided while a team's id is unknown", () => {
      const stack = [tierRuleset("critical", asking(team(UNKNOWN, everyFile, 2))), aiPathRuleset("critical")];
      assert.deepEqual(told(stack), [
        [
          "undecided",
          "critical",
          "not known yet for tier critical: Approvals by the tier's reviewers, 2 [people-approve].",
        ],
      ]);
    });

    const unlooked = { reviewers: { critical: { slug: "engineers" } }, aiPathReviewers: { slug: "owners" } };
    it("says once that it takes any team for those whose ids nobody looked up", () => {
      const stack = [
        tierRuleset("critical", asking(team(5, everyFile, 2))),
        aiPathRuleset("critical", asking(team(6, rulesetPatterns(), 1))),
      ];
      const both = { ...unlooked, baseline: { critical: demanded, other: {} } };
      assert.deepEqual(told(stack, both), [
        [
          "unverifiable",
          "critical",
          "whether the approvals are asked of engineers, owners cannot be known here; no other team must count.",
        ],
      ]);
    });

    it("does not say so where nothing was asked of them", () => {
      const found = told([tierRuleset("critical"), aiPathRuleset("critical")], unlooked);
      assert.deepEqual(
        found.map(([outcome]) => outcome),
        ["violation"],
      );
    });

    it("says so at the first tier whose team it cannot tell", () => {
      const stack = ["standard", "critical"].flatMap((tier) => [
        tierRuleset(tier, asking(team(4, everyFile, 2))),
        aiPathRuleset(tier),
      ]);
      const baseline = { standard: demanded, critical: demanded };
      const reviewers = { standard: engineers, critical: { slug: "people" } };
      assert.deepEqual(
        told(stack, { baseline, reviewers }).map(([outcome, subject, message]) => [
          outcome,
          subject,
          message?.slice(0, 46),
        ]),
        [["unverifiable", "critical", "whether the approvals are asked of people cann"]],
      );
    });
  });

  it("takes the gate's workflow from the repository that was looked up alone", () => {
    assert.deepEqual(baselineFindings(complete, { ...governed, gateRepositoryId: 1 }), []);
    assert.deepEqual(
      baselineFindings(complete, { ...governed, gateRepositoryId: 2 }).map(({ message }) => idsIn(message)),
      tiers.map(() => ["gate-workflow"]),
    );
  });

  it("keeps the usual way out where a ruleset for another branch could not help", () => {
    const fence = tierRuleset("fence", {
      conditions: { refName: { includes: ["refs/heads/devin/**/*"] }, repositoryName: { includes: ["~ALL"] } },
      rules: { creation: true, update: true },
    });
    const [finding] = baselineFindings(without("standard", fence), governed);
    assert.equal(finding?.fix, "Use the OrganizationGuardrails component with the tiers of governance.yaml.");
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
