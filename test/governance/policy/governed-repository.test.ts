import assert from "node:assert/strict";
import {
  githubTypes,
  governedRepositoryFindings,
  UNKNOWN,
  type Finding,
  type ResourceRecord,
} from "../../../governance/index.ts";
import {
  codeowners,
  demandedOfRepository,
  governed,
  mergeSettings,
  record,
  refName,
  repositoryRuleset,
  rules,
} from "./records.ts";

const own = [mergeSettings(), codeowners()];
const strict = { strictRequiredStatusChecksPolicy: true };
/** A bypass of other rules must not reach this one. */
const aiPaths = repositoryRuleset({ rules: { pullRequest: { requireCodeOwnerReview: true } } });
const lacking = (stack: readonly ResourceRecord[], facts = demandedOfRepository): string[] =>
  governedRepositoryFindings(stack, facts).map(({ outcome, message }) => `${outcome}: ${message}`);

describe("governedRepositoryFindings", () => {
  it("finds nothing when the organisation's rules and the stack's own make what the tier demands", () => {
    assert.deepEqual(governedRepositoryFindings(own, governed), []);
  });

  it("finds nothing when the stack protects its repository itself", () => {
    assert.deepEqual(governedRepositoryFindings([...own, repositoryRuleset()], demandedOfRepository), []);
  });

  it("names everything that lacks in one finding a repository", () => {
    const stack = [record(githubTypes.repository, { name: "payments-api" })];
    const expected: Finding = {
      outcome: "violation",
      subject: "payments-api",
      urn: stack[0]?.urn ?? "",
      message:
        "lacks what tier critical demands: Changes arrive by pull request [pull-request]; Approvals, 0 of 2 [approvals]; " +
        "Code owners approve [code-owner-review]; New commits void approvals [stale-approvals-dismissed]; " +
        "Someone else approves the last push [last-push-approved]; History is never rewritten [force-push-blocked]; " +
        "The default branch is never deleted [deletion-blocked]; Commits are signed [signed-commits]; " +
        "Checks ran on what is merged [checks-current]; The gate's check is required: ai-governance/gate by app 15368 [gate-check]; " +
        "People review changes of AI paths [ai-paths-reviewed]; People own the AI paths [ai-paths-owned].",
      fix: "Add a RepositoryRuleset on ~DEFAULT_BRANCH with these rules, and use the GovernedRepository component.",
    };
    assert.deepEqual(governedRepositoryFindings(stack, demandedOfRepository), [expected]);
  });

  it("asks for the component when only the repository's own part lacks", () => {
    const [finding] = governedRepositoryFindings(
      [record("github:index/issueLabel:IssueLabel", { repository: "docs" })],
      governed,
    );
    assert.equal(
      finding?.message,
      "lacks what tier standard demands: Merges keep the trail [trail-preserving-merges]; People own the AI paths [ai-paths-owned].",
    );
    assert.equal(finding?.fix, "Declare the repository with the GovernedRepository component.");
  });

  it("lets the organisation's stack fence tools in a repository that another stack governs", () => {
    const fence = record("github:index/repositoryRuleset:RepositoryRuleset", { repository: "docs", name: "ai-fence" });
    const other = record("github:index/repositoryRuleset:RepositoryRuleset", { repository: "docs", name: "mine" });
    const found = (role: "organization" | "repository", ...stack: ResourceRecord[]) =>
      governedRepositoryFindings(stack, { ...governed, role }).length;
    assert.deepEqual(
      [found("organization", fence), found("repository", fence), found("organization", fence, other)],
      [0, 1, 1],
    );
  });

  it("refuses a repository that is not declared, with the nearest name", () => {
    const [finding, ...more] = governedRepositoryFindings(
      [record("github:index/issueLabel:IssueLabel", { repository: "payment-api" })],
      governed,
    );
    assert.equal(
      finding?.message,
      'the repository is not declared; it must stand in a tier. Did you mean "payments-api"?',
    );
    assert.deepEqual(more, []);
  });

  it("refuses a repository whose name is that of an object's method", () => {
    assert.equal(
      governedRepositoryFindings([record(githubTypes.repository, { name: "constructor" })], governed)[0]?.outcome,
      "violation",
    );
  });

  it("leaves declared settings that fall short to the findings about them", () => {
    assert.deepEqual(
      governedRepositoryFindings(
        [mergeSettings({ squashMergeCommitMessage: "PR_BODY" }), codeowners({ content: "" })],
        governed,
      ),
      [],
    );
  });

  it("is not impressed by a component's token", () => {
    const component = record("ai-governance:index:GovernedRepository", { repository: "payments-api" });
    assert.equal(lacking([component, record(githubTypes.repository, { name: "payments-api" })]).length, 1);
  });

  const weaker: readonly (readonly [says: string, over: Record<string, unknown>, message: string])[] = [
    [
      "a ruleset that is only evaluated",
      { enforcement: "evaluate" },
      "violation: lacks what tier critical demands: Changes arrive by pull request [pull-request]; ",
    ],
    [
      "a ruleset for tags",
      { target: "tag" },
      "violation: lacks what tier critical demands: Changes arrive by pull request [pull-request]; ",
    ],
    [
      "a ruleset for other branches",
      { conditions: { refName: { includes: ["refs/heads/release/*"], excludes: [] } } },
      "violation: lacks",
    ],
    [
      "a ruleset that leaves the default branch out",
      { conditions: { refName: { includes: ["~ALL"], excludes: ["~DEFAULT_BRANCH"] } } },
      "violation: lacks",
    ],
    [
      "a ruleset that any writer may pass",
      { bypassActors: [{ actorType: "RepositoryRole", actorId: 4, bypassMode: "always" }] },
      "violation: lacks",
    ],
    [
      "too few approvals",
      { rules: { ...rules, pullRequest: { ...(rules["pullRequest"] as object), requiredApprovingReviewCount: 1 } } },
      "violation: lacks what tier critical demands: Approvals, 1 of 2 [approvals].",
    ],
    [
      "a check of any app",
      { rules: { ...rules, requiredStatusChecks: { ...strict, requiredChecks: [{ context: "ai-governance/gate" }] } } },
      "violation: lacks what tier critical demands: The gate's check is required: ai-governance/gate by app 15368 [gate-check].",
    ],
    [
      "a check that another app posts",
      {
        rules: {
          ...rules,
          requiredStatusChecks: { ...strict, requiredChecks: [{ context: "ai-governance/gate", integrationId: 9 }] },
        },
      },
      "violation: lacks what tier critical demands: The gate's check is required",
    ],
    [
      "history that may be rewritten",
      { rules: { ...rules, nonFastForward: false } },
      "violation: lacks what tier critical demands: History is never rewritten [force-push-blocked].",
    ],
    [
      "an unknown enforcement",
      { enforcement: UNKNOWN },
      "undecided: not known yet, but demanded by tier critical: Changes arrive by pull request [pull-request]; Approvals, 2 [approvals]; ",
    ],
    [
      "an unknown number of approvals",
      {
        rules: {
          ...rules,
          pullRequest: { ...(rules["pullRequest"] as object), requiredApprovingReviewCount: UNKNOWN },
        },
      },
      "undecided: not known yet, but demanded by tier critical: Approvals, 2 [approvals].",
    ],
    ["unknown rules", { rules: UNKNOWN }, "undecided: not known yet"],
    ["an unknown list of who may pass", { bypassActors: UNKNOWN }, "undecided: not known yet"],
    ["unknown conditions", { conditions: UNKNOWN }, "undecided: not known yet"],
    [
      "a branch that may be the default one",
      { conditions: { refName: { includes: ["refs/heads/main"], excludes: [] } } },
      "violation: lacks",
    ],
    [
      "an exception that may be the default branch",
      { conditions: { refName: { includes: ["~DEFAULT_BRANCH"], excludes: ["refs/heads/develop"] } } },
      "violation: lacks",
    ],
    [
      "a pattern beside one that is unknown",
      { conditions: { refName: { includes: ["refs/heads/main", UNKNOWN], excludes: [] } } },
      "undecided: not known yet",
    ],
    [
      "an unknown exception",
      { conditions: { refName: { includes: ["~DEFAULT_BRANCH"], excludes: [UNKNOWN] } } },
      "undecided: not known yet",
    ],
  ];
  for (const [says, over, message] of weaker) {
    it(`does not count ${says}`, () => {
      const found = lacking([...own, repositoryRuleset(over)]);
      assert.equal(found.length, 1);
      assert.ok(found[0]?.startsWith(message), found[0]);
    });
  }

  const asStrict: readonly (readonly [says: string, over: Record<string, unknown>])[] = [
    ["all branches", { conditions: { refName: { includes: ["~ALL"], excludes: [] } } }],
    [
      "declared automation that may pass",
      { bypassActors: [{ actorType: "Integration", actorId: 29110, bypassMode: "always" }] },
    ],
    [
      "a break-glass team that may pass in a pull request",
      { bypassActors: [{ actorType: "Team", actorId: 1, bypassMode: "pull_request" }] },
    ],
    [
      "more approvals",
      { rules: { ...rules, pullRequest: { ...(rules["pullRequest"] as object), requiredApprovingReviewCount: 6 } } },
    ],
  ];
  it("does not count rules that a team may pass where the tier has no break-glass", () => {
    const bypassActors = [{ actorType: "Team", actorId: 1, bypassMode: "pull_request" }];
    const stack = [...own, aiPaths, repositoryRuleset({ bypassActors })];
    const closed = { ...demandedOfRepository, closedTiers: ["critical"] };
    assert.deepEqual(
      governedRepositoryFindings(stack, closed).map(({ outcome }) => outcome),
      ["violation"],
    );
  });

  for (const [says, over] of asStrict) {
    it(`counts a ruleset with ${says}`, () =>
      assert.deepEqual(lacking([...own, aiPaths, repositoryRuleset(over)]), []));
  }

  it("says the way out where only GitHub knows which branch is the default one", () => {
    const ruleset = repositoryRuleset({ conditions: { refName: { includes: ["refs/heads/main"], excludes: [] } } });
    assert.equal(
      governedRepositoryFindings([...own, ruleset], demandedOfRepository)[0]?.fix,
      'Only GitHub knows the default branch: write "~DEFAULT_BRANCH" in the ruleset, or declare the branch with BranchDefault.',
    );
  });

  it("stays undecided while the declared default branch is unknown", () => {
    const ruleset = repositoryRuleset({ conditions: { refName: { includes: ["refs/heads/trunk"], excludes: [] } } });
    const branch = record(githubTypes.branchDefault, { repository: "payments-api", branch: UNKNOWN });
    assert.match(lacking([...own, ruleset, branch])[0] ?? "", /^undecided: /);
  });

  it("counts an exception for another branch once the stack says which is the default one", () => {
    const refName = { includes: ["~DEFAULT_BRANCH"], excludes: ["refs/heads/develop"] };
    const branch = record(githubTypes.branchDefault, { repository: "payments-api", branch: "trunk" });
    assert.deepEqual(lacking([...own, repositoryRuleset({ conditions: { refName } }), branch]), []);
  });

  it("counts a named branch once the stack says that it is the default one", () => {
    const ruleset = repositoryRuleset({ conditions: { refName: { includes: ["refs/heads/trunk"], excludes: [] } } });
    const branch = record(githubTypes.branchDefault, { repository: "payments-api", branch: "trunk" });
    assert.deepEqual(lacking([...own, ruleset, branch]), []);
    assert.equal(lacking([...own, ruleset]).length, 1);
  });

  it("adds up rulesets, since GitHub applies them all", () => {
    const { pullRequest, ...rest } = rules;
    const halves = [
      repositoryRuleset({ rules: { pullRequest } }),
      repositoryRuleset({ rules: rest, conditions: { refName } }),
    ];
    assert.deepEqual(lacking([...own, ...halves]), []);
  });

  it("does not take rules of one repository for another's", () => {
    assert.equal(
      lacking([...own, repositoryRuleset({ repository: "ledger" })]).filter((text) => text.includes("pull-request"))
        .length,
      1,
    );
  });

  it("judges the rest when one resource is about an unknown repository", () => {
    const unknown = record(githubTypes.repositoryRuleset, { repository: UNKNOWN }, "later");
    const found = governedRepositoryFindings(
      [unknown, record(githubTypes.repository, { name: "elsewhere" })],
      governed,
    );
    assert.deepEqual(
      found.map(({ outcome, subject }) => [outcome, subject]),
      [
        ["violation", "elsewhere"],
        ["undecided", "later"],
      ],
    );
  });

  it("finds the repository behind an unknown name through its origin", () => {
    const merges = mergeSettings();
    const owners: ResourceRecord = { ...codeowners({ repository: UNKNOWN }), origins: { repository: [merges.urn] } };
    assert.deepEqual(governedRepositoryFindings([merges, owners], governed), []);
  });
});
