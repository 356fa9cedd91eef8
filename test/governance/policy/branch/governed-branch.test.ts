import assert from "node:assert/strict";
import {
  branchControls,
  branchFindings,
  branchParts,
  controls,
  everyFile,
  githubTypes,
  UNKNOWN,
  type Finding,
  type ResourceRecord,
} from "../../../../governance/index.ts";
import { unverifiableReviewers } from "../../../../governance/policy/branch/governed-branch.ts";
import { demandedOfRepository, governed, lackingIds, record, refName, repositoryRuleset, rules } from "../records.ts";

const repository = record(githubTypes.repository, { name: "payments-api" });
/** A bypass of other rules must not reach this one. */
const aiPaths = repositoryRuleset({ rules: { pullRequest: { requireCodeOwnerReview: true } } });
const strict = { strictRequiredStatusChecksPolicy: true };
const branchDefault = (branch: unknown) => record(githubTypes.branchDefault, { repository: "payments-api", branch });
const pullRequest = rules["pullRequest"] as object;
const everything = (outcome: string) => [
  `${outcome} pull-request force-push-blocked deletion-blocked signed-commits checks-current`,
  `${outcome} approvals code-owner-review stale-approvals-dismissed last-push-approved ai-paths-reviewed`,
  `${outcome} gate-check`,
];

describe("branchParts", () => {
  it("judge each control that rules put in force once", () => {
    const judged = Object.values(branchParts).flatMap((part): string[] => [...part.controls]);
    const borne = controls.filter(({ borneBy }) => borneBy === "rules").map(({ id }) => id);
    assert.deepEqual(judged.sort(), borne.sort());
  });
});

describe("branchFindings", () => {
  it("finds nothing when the organisation's rules make what the tier demands", () => {
    assert.deepEqual(lackingIds([repository], governed), []);
  });

  it("finds nothing when the stack protects its repository itself", () => {
    assert.deepEqual(lackingIds([repository, repositoryRuleset()]), []);
  });

  it("demands nothing of repositories that nobody declared, and nothing of fences that the organisation declares", () => {
    const fence = record(githubTypes.repositoryRuleset, { repository: "payments-api", name: "ai-fence" });
    assert.deepEqual(lackingIds([record(githubTypes.repository, { name: "stray" })]), []);
    assert.deepEqual(lackingIds([fence], { ...demandedOfRepository, role: "organization" }), []);
    assert.deepEqual(lackingIds([fence]), everything("violation"));
  });

  const expected: readonly (readonly [keyof typeof branchParts, message: string, fix: string])[] = [
    [
      "protection",
      "Changes arrive by pull request [pull-request]; History is never rewritten [force-push-blocked]; " +
        "The default branch is never deleted [deletion-blocked]; Commits are signed [signed-commits]; " +
        "Checks ran on what is merged [checks-current].",
      "Add a RepositoryRuleset on ~DEFAULT_BRANCH with these rules, or use the GovernedRepository component with protection.",
    ],
    [
      "humanReview",
      "Approvals, 0 of 2 [approvals]; Code owners approve [code-owner-review]; New commits void approvals [stale-approvals-dismissed]; " +
        "Someone else approves the last push [last-push-approved]; People review changes of AI paths [ai-paths-reviewed].",
      "Ask for these in the pullRequest rule of a RepositoryRuleset on ~DEFAULT_BRANCH, or use the GovernedRepository component with protection.",
    ],
    [
      "gate",
      "The gate's check is required: ai-governance/gate by app 15368 [gate-check].",
      "Require the gate in a RepositoryRuleset on ~DEFAULT_BRANCH, or use the GovernedRepository component with protection.",
    ],
  ];
  for (const [part, list, fix] of expected) {
    it(`names all that lacks of the part ${part} in one finding a repository`, () => {
      const finding: Finding = {
        outcome: "violation",
        subject: "payments-api",
        urn: repository.urn,
        message: `lacks what tier critical demands: ${list}`,
        fix,
      };
      assert.deepEqual(branchFindings([repository], demandedOfRepository, part), [finding]);
    });
  }

  it("says how to make undecided values known", () => {
    const [finding] = branchFindings([repositoryRuleset({ rules: UNKNOWN })], demandedOfRepository, "gate");
    assert.deepEqual(
      [finding?.outcome, finding?.message, finding?.fix],
      [
        "undecided",
        "not known yet, but demanded by tier critical: The gate's check is required: ai-governance/gate by app 15368 [gate-check].",
        'Write these values as text, and target branches as "~DEFAULT_BRANCH".',
      ],
    );
  });

  const checks = (requiredChecks: readonly object[]) => ({
    rules: { ...rules, requiredStatusChecks: { ...strict, requiredChecks } },
  });
  const refs = (includes: readonly unknown[], excludes: readonly unknown[] = []) => ({
    conditions: { refName: { includes, excludes } },
  });
  const weaker: readonly (readonly [says: string, over: Record<string, unknown>, ids: readonly string[]])[] = [
    ["a ruleset that is only evaluated", { enforcement: "evaluate" }, everything("violation")],
    ["a ruleset that is switched off", { enforcement: "disabled" }, everything("violation")],
    ["a ruleset for tags", { target: "tag" }, everything("violation")],
    ["a ruleset for other branches", refs(["refs/heads/release/*"]), everything("violation")],
    ["a ruleset that leaves the default branch out", refs(["~ALL"], ["~DEFAULT_BRANCH"]), everything("violation")],
    [
      "a ruleset that any writer may pass",
      { bypassActors: [{ actorType: "RepositoryRole", actorId: 4, bypassMode: "always" }] },
      everything("violation"),
    ],
    [
      "too few approvals",
      { rules: { ...rules, pullRequest: { ...pullRequest, requiredApprovingReviewCount: 1 } } },
      ["violation approvals"],
    ],
    ["a check of any app", checks([{ context: "ai-governance/gate" }]), ["violation gate-check"]],
    [
      "a check that another app posts",
      checks([{ context: "ai-governance/gate", integrationId: 9 }]),
      ["violation gate-check"],
    ],
    ["history that may be rewritten", { rules: { ...rules, nonFastForward: false } }, ["violation force-push-blocked"]],
    ["an unknown enforcement", { enforcement: UNKNOWN }, everything("undecided")],
    [
      "an unknown number of approvals",
      { rules: { ...rules, pullRequest: { ...pullRequest, requiredApprovingReviewCount: UNKNOWN } } },
      ["undecided approvals"],
    ],
    ["an unknown list of who may pass", { bypassActors: UNKNOWN }, everything("undecided")],
    ["unknown conditions", { conditions: UNKNOWN }, everything("undecided")],
    ["a branch that may be the default one", refs(["refs/heads/main"]), everything("violation")],
    [
      "an exception that may be the default branch",
      refs(["~DEFAULT_BRANCH"], ["refs/heads/develop"]),
      everything("violation"),
    ],
    ["a pattern beside one that is unknown", refs(["refs/heads/main", UNKNOWN]), everything("undecided")],
    ["an unknown exception", refs(["~DEFAULT_BRANCH"], [UNKNOWN]), everything("undecided")],
  ];
  for (const [says, over, ids] of weaker) {
    it(`does not count ${says}`, () => assert.deepEqual(lackingIds([repository, repositoryRuleset(over)]), ids));
  }

  const asStrict: readonly (readonly [says: string, over: Record<string, unknown>])[] = [
    ["all branches", refs(["~ALL"])],
    [
      "declared automation that may pass",
      { bypassActors: [{ actorType: "Integration", actorId: 29110, bypassMode: "always" }] },
    ],
    [
      "a break-glass team that may pass in a pull request",
      { bypassActors: [{ actorType: "Team", actorId: 1, bypassMode: "pull_request" }] },
    ],
    ["more approvals", { rules: { ...rules, pullRequest: { ...pullRequest, requiredApprovingReviewCount: 6 } } }],
  ];
  for (const [says, over] of asStrict) {
    it(`counts a ruleset with ${says}`, () =>
      assert.deepEqual(lackingIds([repository, aiPaths, repositoryRuleset(over)]), []));
  }

  it("does not count rules that a team may pass where the tier has no break-glass", () => {
    const bypassActors = [{ actorType: "Team", actorId: 1, bypassMode: "pull_request" }];
    const stack = [repository, aiPaths, repositoryRuleset({ bypassActors })];
    const closed = { ...demandedOfRepository, closedTiers: ["critical"] };
    assert.deepEqual(
      lackingIds(stack, closed).map((text) => text.split(" ")[0]),
      ["violation", "violation", "violation"],
    );
  });

  it("says the way out where only GitHub knows which branch is the default one", () => {
    const unclear =
      'Only GitHub knows the default branch: write "~DEFAULT_BRANCH" in the ruleset, or declare the branch with BranchDefault.';
    const classic = record(githubTypes.branchProtectionV3, { repository: "payments-api", branch: "main" });
    for (const rule of [repositoryRuleset(refs(["refs/heads/main"])), classic]) {
      assert.equal(branchFindings([rule], demandedOfRepository, "protection")[0]?.fix, unclear);
    }
  });

  it("stays undecided while the declared default branch is unknown", () => {
    const ruleset = repositoryRuleset(refs(["refs/heads/trunk"]));
    assert.deepEqual(lackingIds([ruleset, branchDefault(UNKNOWN)]), everything("undecided"));
  });

  it("counts an exception for another branch once the stack says which is the default one", () => {
    const ruleset = repositoryRuleset(refs(["~DEFAULT_BRANCH"], ["refs/heads/develop"]));
    assert.deepEqual(lackingIds([ruleset, branchDefault("trunk")]), []);
  });

  it("counts a named branch once the stack says that it is the default one", () => {
    const ruleset = repositoryRuleset(refs(["refs/heads/trunk"]));
    assert.deepEqual(lackingIds([ruleset, branchDefault("trunk")]), []);
    assert.deepEqual(lackingIds([ruleset]), everything("violation"));
  });

  it("adds up rulesets, since GitHub applies them all", () => {
    const { pullRequest, ...rest } = rules;
    const halves = [
      repositoryRuleset({ rules: { pullRequest } }),
      repositoryRuleset({ rules: rest, conditions: { refName } }),
    ];
    assert.deepEqual(lackingIds(halves), []);
  });

  it("takes the stricter of several rulesets, and none of one that too many may pass", () => {
    const count = (requiredApprovingReviewCount: number, over: object = {}) =>
      repositoryRuleset({ rules: { pullRequest: { requiredApprovingReviewCount } }, ...over });
    const passed = { bypassActors: [{ actorType: "OrganizationAdmin", actorId: 1, bypassMode: "always" }] };
    const approvals = (...stack: ResourceRecord[]) =>
      branchControls(stack, { automationAppIds: [] })["approvals"]?.value ?? 0;
    assert.deepEqual(
      [
        approvals(count(1), count(3), count(2)),
        approvals(count(3), count(1)),
        approvals(count(1), count(3, passed)),
        approvals(count(3, passed)),
      ],
      [3, 3, 1, 0],
    );
  });

  it("joins the organisation's rules with the stack's own", () => {
    const { "gate-check": gate = [], ...rest } = governed.baseline["critical"] ?? {};
    const facts = { ...demandedOfRepository, baseline: { critical: rest } };
    const requiredChecks = [{ context: "ai-governance/gate", integrationId: 15368 }];
    const own = repositoryRuleset({ rules: { requiredStatusChecks: { requiredChecks } } });
    assert.deepEqual(gate, ["ai-governance/gate by app 15368"]);
    assert.deepEqual(lackingIds([repository], facts), ["violation gate-check"]);
    assert.deepEqual(lackingIds([repository, own], facts), []);
  });

  it("does not take rules of one repository for another's", () => {
    assert.deepEqual(lackingIds([repository, repositoryRuleset({ repository: "ledger" })]), everything("violation"));
  });

  it("finds the repository behind an unknown name through its origin", () => {
    const later: ResourceRecord = {
      ...repositoryRuleset({ repository: UNKNOWN }),
      origins: { repository: [repository.urn] },
    };
    assert.deepEqual(lackingIds([repository, later]), []);
  });

  describe("about the team that must approve", () => {
    const demands = { critical: { "people-approve": 2 }, standard: { "people-approve": 1 } };
    const facts = { ...demandedOfRepository, demands, reviewers: { critical: { slug: "engineers", id: 4 } } };
    const asking = (id: unknown, over: object = {}) =>
      repositoryRuleset({
        rules: {
          pullRequest: {
            requiredReviewers: [{ filePatterns: [...everyFile], minimumApprovals: 2, reviewer: { type: "Team", id } }],
          },
        },
        ...over,
      });
    const found = (stack: readonly ResourceRecord[], over: object = {}) =>
      [
        ...branchFindings(stack, { ...facts, ...over }, "humanReview"),
        ...unverifiableReviewers(stack, { ...facts, ...over }),
      ].map(({ outcome, subject, message }) => [outcome, subject, message]);
    const lacks = "lacks what tier critical demands: Approvals by the tier's reviewers, 0 of 2 [people-approve].";
    const unlooked = { reviewers: { critical: { slug: "engineers" }, standard: { slug: "writers" } } };

    it("takes approvals of that team alone, where its id is known", () => {
      assert.deepEqual(found([asking(4)]), []);
      assert.deepEqual(found([asking(5)]), [["violation", "payments-api", lacks]]);
      assert.equal(found([asking(UNKNOWN)])[0]?.[0], "undecided");
    });
    it("takes any one team where nobody looked its id up, and says so once", () => {
      const other = asking(9, { repository: "docs" });
      const message =
        "whether the approvals are asked of engineers, writers cannot be known here; no other team must count.";
      assert.deepEqual(found([asking(5), other], unlooked), [["unverifiable", "payments-api", message]]);
    });
    it("says so at the first repository whose team nobody can tell", () => {
      const reviewers = { ...facts.reviewers, standard: { slug: "writers" } };
      const [first, ...more] = found([asking(4), asking(9, { repository: "docs" })], { reviewers });
      assert.deepEqual([first?.slice(0, 2), more], [["unverifiable", "docs"], []]);
    });
    it("does not say so where the stack asks nobody, or the organisation's rules do", () => {
      assert.deepEqual(found([repository], unlooked), [["violation", "payments-api", lacks]]);
      assert.deepEqual(found([asking(5)], { ...unlooked, baseline: demands }), []);
      assert.deepEqual(found([asking(5)], { ...unlooked, demands: {} }), []);
    });
  });

  it("reads each of a repository's rulesets as often as a single one", () => {
    const readsFor = (count: number): number => {
      let reads = 0;
      const { props, ...rest } = repositoryRuleset();
      const onRead = { get: (target: Record<string, unknown>, key: string) => ((reads += 1), target[key]) };
      const rulesets = Array.from({ length: count }, (_, index) => ({
        ...rest,
        urn: `urn:${index}`,
        props: new Proxy<Record<string, unknown>>({ ...props }, onRead),
      }));
      branchFindings(rulesets, demandedOfRepository, "protection");
      return reads;
    };
    assert.equal(readsFor(1_000), 1_000 * readsFor(1));
  });
});
