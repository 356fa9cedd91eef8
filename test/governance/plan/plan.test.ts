import assert from "node:assert/strict";
import { planOf, readPreview } from "../../../governance/plan/index.ts";
import { codeowners, mergeSettings, record, repositoryRuleset, rules, tierRuleset } from "../policy/records.ts";
import { parsed } from "../example.ts";
import { changed, organization, outcomes, placement, plan, planned, values } from "./previews.ts";

const { pullRequest } = rules as { pullRequest: object };
const withRules = (tier: string, more: object, over: object = {}) =>
  tierRuleset(tier, { rules: { ...rules, ...more }, ...over });
const tierConditions = tierRuleset("critical").props["conditions"] as { repositoryProperty: object };

describe("planOf", () => {
  it("finds nothing where nothing changes", () => {
    const { safeguards, permissions, undecided, weakened, requests } = plan({});
    assert.deepEqual(
      { safeguards, permissions, undecided, weakened, requests },
      {
        safeguards: [],
        permissions: [],
        undecided: [],
        weakened: { repositories: 0, of: 4, share: 0 },
        requests: { github: 0, aws: 0 },
      },
    );
  });

  describe("about tiers", () => {
    it("says which repositories a weaker rule reaches", () => {
      const fewer = withRules("critical", { pullRequest: { ...pullRequest, requiredApprovingReviewCount: 1 } });
      const report = plan({ critical: fewer });
      assert.deepEqual(outcomes(report), ["weakened | approvals | 2 to 1 | ledger+payments-api | critical"]);
      assert.deepEqual(report.weakened, { repositories: 2, of: 4, share: 0.5 });
    });
    it("says where a team of people need approve less, and cannot rank one team above another", () => {
      const reviewedBy = (id: number, minimumApprovals: number, ...filePatterns: string[]) => {
        const requiredReviewers = [{ filePatterns, minimumApprovals, reviewer: { type: "Team", id } }];
        return changed({ critical: withRules("critical", { pullRequest: { ...pullRequest, requiredReviewers } }) });
      };
      const before = reviewedBy(11, 2, "**/*", "*");
      const found = (after: ReturnType<typeof changed>) =>
        outcomes(planned(before, after)).map((line) => line.split(" | ").slice(0, 2).join(" "));
      const rule = "rule pullRequest.requiredReviewers";
      assert.deepEqual(found(reviewedBy(11, 1, "**/*", "*")), [`weakened ${rule}`]);
      assert.deepEqual(found(reviewedBy(11, 2, "*")), [`weakened ${rule}`]);
      assert.deepEqual(found(organization.slice()), [`weakened ${rule}`]);
      assert.deepEqual(found(reviewedBy(11, 3, "**/*", "*")), [`strengthened ${rule}`]);
      assert.deepEqual(found(reviewedBy(12, 2, "**/*", "*")), [`undecided ${rule}`]);
      assert.deepEqual(found(reviewedBy(11, 2, "**/*", "*", "!docs/**")), [`undecided ${rule}`]);
    });
    it("cannot tell whether the same workflow of another repository is as good a gate", () => {
      const gateFrom = (repositoryId: number) => {
        const workflow = { repositoryId, path: ".github/workflows/gate.yml", ref: "refs/tags/gate-v1" };
        return changed({ critical: withRules("critical", { requiredWorkflows: { requiredWorkflows: [workflow] } }) });
      };
      const [found, ...more] = outcomes(planned(gateFrom(7), gateFrom(8)));
      assert.match(found ?? "", /^undecided \| repository of the required workflow \|/);
      assert.deepEqual(more, []);
      assert.deepEqual(outcomes(planned(gateFrom(7), gateFrom(7))), []);
    });
    it("counts a weakening of the default tier as one of every repository: who is in it nobody lists", () => {
      const report = plan({ standard: withRules("standard", { deletion: false }) });
      assert.deepEqual(outcomes(report), [
        "weakened | deletion-blocked | on to off | docs+storefront+others | standard",
      ]);
      assert.deepEqual(report.weakened, { repositories: 4, of: 4, share: 1 });
    });
    it("takes the stricter of two rulesets for what holds", () => {
      const one = { pullRequest: { requiredApprovingReviewCount: 1, requireCodeOwnerReview: true } };
      const paths = { ...tierRuleset("critical", { name: "ai-paths-critical", bypassActors: [], rules: one }) };
      const without = withRules("critical", { pullRequest: { ...pullRequest, requireCodeOwnerReview: false } });
      assert.deepEqual(
        outcomes(
          planned(
            [...changed({ "ai-paths-critical": paths })],
            changed({ critical: without, "ai-paths-critical": paths }),
          ),
        ),
        [],
      );
    });
    it("sees a ruleset that is deleted, switched off or only evaluated", () => {
      for (const over of [
        undefined,
        tierRuleset("critical", { enforcement: "evaluate" }),
        tierRuleset("critical", { enforcement: "disabled" }),
      ]) {
        const lost = outcomes(plan({ critical: over })).map((line) => line.split(" | ").slice(0, 2).join(" "));
        assert.ok(lost.includes("weakened gate-workflow") && lost.includes("weakened signed-commits"), String(lost));
      }
    });
    it("leaves a ruleset in force that leaves the stack and is retained", () => {
      const text = planned(organization, changed({ critical: undefined }), undefined, {
        critical: { retainOnDelete: true },
      });
      assert.deepEqual([outcomes(text), text.resources.forget, text.resources.delete], [[], 1, 0]);
    });
    it("sees a repository that moves to a milder tier", () => {
      const moved = placement({ ...values, ledger: values.docs });
      const lenient = { ...tierRuleset("standard", { rules: { deletion: true } }) };
      const before = changed({ standard: lenient });
      const report = planned(before, changed({ standard: lenient, placement: moved }));
      assert.deepEqual(
        [
          ...new Set(
            report.safeguards
              .filter(({ outcome }) => outcome === "weakened")
              .flatMap(({ where }) => where?.repositories),
          ),
        ],
        ["ledger"],
      );
    });
    it("gives a repository that leaves the list the values it had before", () => {
      const { ledger: _ledger, ...rest } = values;
      const lenient = tierRuleset("standard", { rules: { deletion: true } });
      const previous = { ledger: { "ai-tier": "critical", "ai-tools": null } };
      const [before, after] = [
        changed({ standard: lenient }),
        changed({ standard: lenient, placement: placement(rest) }),
      ];
      const weakened = (over: object) =>
        planned(before, after, undefined, { placement: { outputs: over } }).weakened.repositories;
      assert.deepEqual([weakened({ previous }), weakened({})], [0, 1]);
    });
  });

  describe("about rules that are no control of the table", () => {
    for (const [says, from, to, outcome] of [
      ["a linear history", { requiredLinearHistory: true }, {}, "weakened"],
      [
        "one way more to merge",
        { pullRequest: { ...pullRequest, allowedMergeMethods: ["squash"] } },
        { pullRequest: { ...pullRequest, allowedMergeMethods: ["squash", "rebase"] } },
        "weakened",
      ],
      ["a pattern that goes", { commitMessagePattern: { operator: "regex", pattern: "a" } }, {}, "weakened"],
      [
        "another pattern",
        { commitMessagePattern: { operator: "regex", pattern: "a" } },
        { commitMessagePattern: { operator: "regex", pattern: "b" } },
        "undecided",
      ],
    ] as const) {
      it(`says ${outcome} of ${says}`, () => {
        const sides = [from, to].map((more) => changed({ critical: withRules("critical", more) }));
        const found = planned(sides[0] ?? [], sides[1] ?? []).safeguards.map((each) => each.outcome);
        assert.deepEqual([...new Set(found)], [outcome]);
      });
    }
    it("compares rulesets for other branches and for tags, where they reach", () => {
      const conditions = { ...tierConditions, refName: { includes: ["refs/heads/release/*"], excludes: [] } };
      const release = (more: object) => changed({ critical: withRules("critical", more, { conditions }) });
      const two = { pullRequest: { requiredApprovingReviewCount: 2 } };
      const one = { pullRequest: { requiredApprovingReviewCount: 1 } };
      assert.deepEqual(outcomes(planned(release(two), release(one))), [
        "weakened | rule pullRequest.requiredApprovingReviewCount on refs/heads/release/* | ledger+payments-api | critical",
      ]);
    });
    it("compares each ref of a ruleset, beside the default branch as well", () => {
      const on = (...includes: string[]) =>
        changed({
          critical: withRules(
            "critical",
            {},
            { conditions: { ...tierConditions, refName: { includes, excludes: [] } } },
          ),
        });
      const two = on("~DEFAULT_BRANCH", "refs/heads/release/*");
      const lost = planned(two, on("~DEFAULT_BRANCH"));
      assert.ok(
        outcomes(lost).includes("weakened | rule deletion on refs/heads/release/* | ledger+payments-api | critical"),
        String(outcomes(lost)),
      );
      assert.ok(outcomes(planned(two, on("~ALL"))).every((line) => line.startsWith("strengthened")));
    });
    it("names a repository that it knows by number only", () => {
      const lock = (deletion: boolean) =>
        tierRuleset("gate", {
          target: "tag",
          conditions: { refName: { includes: ["refs/tags/gate-v1"], excludes: [] }, repositoryIds: [42] },
          rules: { deletion },
        });
      assert.deepEqual(outcomes(planned([...organization, lock(true)], [...organization, lock(false)])), [
        "weakened | rule deletion on refs/tags/gate-v1 | #42",
      ]);
    });
  });

  describe("about a repository's own stack", () => {
    const own = (over: Readonly<Record<string, unknown>> = {}) => [
      repositoryRuleset(over),
      mergeSettings(),
      codeowners(),
    ];
    it("says which of its controls get weaker", () => {
      const squash = [repositoryRuleset(), mergeSettings({ squashMergeCommitMessage: "BLANK" }), codeowners()];
      assert.deepEqual(outcomes(planned(own(), squash)), [
        "weakened | trail-preserving-merges | on to off | payments-api",
      ]);
    });
    it("sees a classic protection that loses a rule behind administrators who may pass", () => {
      const classic = (requireSignedCommits: boolean) =>
        record(
          "github:index/branchProtectionV3:BranchProtectionV3",
          { repository: "payments-api", branch: "main", enforceAdmins: false, requireSignedCommits },
          "classic",
        );
      const repository = record(
        "github:index/branchDefault:BranchDefault",
        { repository: "payments-api", branch: "main" },
        "default",
      );
      assert.deepEqual(outcomes(planned([repository, classic(true)], [repository, classic(false)])), [
        "weakened | signed-commits | on to off | payments-api",
      ]);
    });
    it("judges owners of AI paths by the declaration, and cannot tell without", () => {
      const bare = [repositoryRuleset(), mergeSettings(), codeowners({ content: "* @meridian-pay/payments" })];
      assert.deepEqual(outcomes(planned(own(), bare, parsed())), [
        "weakened | ai-paths-owned | on to off | payments-api",
      ]);
      assert.deepEqual(outcomes(planned(own(), bare)), [
        "undecided | ai-paths-owned | not known yet to not known yet | payments-api",
      ]);
    });
  });

  it("says that resources it does not see may count, once anything changes", () => {
    const short = (steps: string) => `{"steps": [${steps}], "changeSummary": {"same": 9}}`;
    const step = '{"op": "create", "urn": "urn:pulumi:a::b::c::d", "newState": {"type": "c"}}';
    const undecided = (text: string) => planOf(readPreview(text)).undecided;
    assert.deepEqual(undecided(short("")), []);
    assert.deepEqual(undecided(short(step)), [
      "9 unchanged resources are left out of the preview, and may count; preview with --show-sames",
    ]);
  });
  it("estimates requests: 30 repositories with equal values share one", () => {
    const many = Object.fromEntries(Array.from({ length: 61 }, (_, index) => [`r${index}`, values.docs]));
    assert.deepEqual(planned([placement({})], [placement(many)]).requests, { github: 4, aws: 0 });
  });
});
