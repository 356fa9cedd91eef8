import assert from "node:assert/strict";
import type { ResourceRecord } from "../../../governance/index.ts";
import { planOf, readPreview, renderText, type PlanReport } from "../../../governance/plan/index.ts";
import {
  auditBucket,
  codeowners,
  mergeSettings,
  record,
  repositoryRuleset,
  rules,
  tierRuleset,
} from "../policy/records.ts";
import { parsed } from "../example.ts";
import { changed, fence, organization, placement, planned, property, stop, values } from "./previews.ts";

const plan = (over: Readonly<Record<string, ResourceRecord | undefined>>): PlanReport =>
  planned(organization, changed(over));

const outcomes = ({ safeguards }: PlanReport): string[] =>
  safeguards.map(({ outcome, safeguard, detail, where, tier }) => {
    const places = where ? [...where.repositories, ...(where.unlisted ? ["others"] : [])].join("+") : "organisation";
    return [outcome, safeguard, detail, places, tier ?? ""].filter((part) => part !== "").join(" | ");
  });
const reach = ({ permissions }: PlanReport): string[] =>
  permissions.flatMap(({ subject, permission, gained, lost }) => [
    ...gained.repositories.map((name) => `${subject} + ${permission}: ${name}`),
    ...lost.repositories.map((name) => `${subject} - ${permission}: ${name}`),
    ...(gained.unlisted ? [`${subject} + ${permission}: others`] : []),
    ...(lost.unlisted ? [`${subject} - ${permission}: others`] : []),
  ]);

const { pullRequest } = rules as { pullRequest: object };
const withRules = (tier: string, more: object, over: object = {}) =>
  tierRuleset(tier, { rules: { ...rules, ...more }, ...over });
const tierConditions = tierRuleset("critical").props["conditions"] as { repositoryProperty: object };
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

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

  describe("about who may pass", () => {
    const team = (...more: object[]) => tierRuleset("critical", { bypassActors: [...more] });
    const glass = { actorType: "Team", actorId: 7, bypassMode: "pull_request" };
    for (const [says, actors] of [
      ["an actor more", [glass, { actorType: "Integration", actorId: 9, bypassMode: "pull_request" }]],
      ["one who may also push", [{ ...glass, bypassMode: "always" }]],
    ] as const) {
      it(`says weakened of ${says}`, () => {
        assert.deepEqual(outcomes(plan({ critical: team(...actors) })), [
          "weakened | who may pass ai-tier-critical | ledger+payments-api | critical",
        ]);
      });
    }
    it("says strengthened of an actor less", () => {
      assert.deepEqual(outcomes(plan({ critical: team() })), [
        "strengthened | who may pass ai-tier-critical | ledger+payments-api | critical",
      ]);
    });
    it("still sees weaker rules behind a bypass that stays", () => {
      const app = [{ actorType: "Integration", actorId: 9, bypassMode: "always" }];
      const sides = [true, false].map((deletion) =>
        changed({ critical: withRules("critical", { deletion }, { bypassActors: app }) }),
      );
      assert.deepEqual(outcomes(planned(sides[0] ?? [], sides[1] ?? [])), [
        "weakened | deletion-blocked | on to off | ledger+payments-api | critical",
      ]);
    });
    it("cannot tell while the actors are unknown or secret", () => {
      for (const hidden of [unknown, "[secret]"]) {
        const report = plan({ critical: tierRuleset("critical", { bypassActors: hidden }) });
        assert.deepEqual(outcomes(report), [
          "undecided | who may pass ai-tier-critical | ledger+payments-api | critical",
        ]);
        assert.equal(report.undecided.length, 1);
      }
    });
  });

  describe("about tools", () => {
    it("says where a tool may newly work and push", () => {
      const report = plan({
        placement: placement({ ...values, ledger: { "ai-tier": "critical", "ai-tools": ["codex"] } }),
      });
      assert.deepEqual(reach(report), ["codex + work: ledger", "codex + push codex/**/*: ledger"]);
      assert.deepEqual(outcomes(report), []);
    });
    it("says where a stopped tool may no longer push, and counts its return as reach", () => {
      const stopped = changed({ "codex-stop": stop("codex", "active") });
      const lost = ["codex - push codex/**/*: docs", "codex - push codex/**/*: payments-api"];
      assert.deepEqual(reach(planned(organization, stopped)), lost);
      const back = planned(stopped, organization);
      assert.deepEqual([reach(back), outcomes(back)], [lost.map((line) => line.replace(" - ", " + ")), []]);
    });
    for (const [says, over] of [
      ["deleted", undefined],
      ["switched off", fence("codex", { enforcement: "disabled" })],
      ["without update", fence("codex", { rules: { creation: true, update: false } })],
      [
        "moved away from its branches",
        fence("codex", {
          conditions: { ...(fence("codex").props["conditions"] as object), refName: { includes: ["refs/heads/x"] } },
        }),
      ],
    ] as const) {
      it(`says weakened of a fence that is ${says}`, () => {
        const report = plan({ "codex-fence": over });
        assert.deepEqual(outcomes(report)[0], "weakened | fence of codex on codex/**/* | ledger+storefront+others");
        assert.equal(report.weakened.share, 1);
      });
    }
    it("reads a fence that leaves repositories out by a property of its own", () => {
      const own = fence("codex", {
        conditions: {
          refName: { includes: ["refs/heads/codex/**/*"], excludes: [] },
          repositoryProperty: { includes: [], excludes: [{ name: "ai-tool-codex", propertyValues: ["true"] }] },
        },
      });
      const marked = Object.fromEntries(
        Object.entries(values).map(([name, each]) => [
          name,
          { ...each, "ai-tool-codex": String(each["ai-tools"].includes("codex")) },
        ]),
      );
      const before = changed({ "codex-fence": own, placement: placement(marked) });
      assert.deepEqual(outcomes(planned(organization, before)), []);
      const wrong = placement({ ...marked, ledger: { ...values.ledger, "ai-tool-codex": "true" } });
      const report = planned(before, changed({ "codex-fence": own, placement: wrong }));
      assert.deepEqual(outcomes(report), ["weakened | fence of codex on codex/**/* | ledger"]);
    });
    it("says weakened of a kill switch that goes", () => {
      assert.deepEqual(outcomes(plan({ "codex-stop": undefined })), ["weakened | kill switch of codex | organisation"]);
    });
    it("takes no listing away as a weakening where no fence is", () => {
      const without = organization.filter(({ name }) => !name.startsWith("codex"));
      const nowhere = placement({ ...values, docs: values.storefront });
      const after = without.map((each) => (each.name === "placement" ? { ...nowhere, urn: each.urn } : each));
      assert.deepEqual(
        [outcomes(planned(without, after)), reach(planned(without, after))],
        [[], ["codex - work: docs"]],
      );
    });
    it("cannot tell while the placement is unknown", () => {
      const report = plan({ placement: placement(unknown as unknown as object) });
      assert.match(report.undecided[0] ?? "", /^which repositories stand in which tier and admit which tools/);
    });
    const type = "ai-governance:index:CopilotCodingAgentPolicy";
    const copilot = (enabledRepositories: string, ...repositories: string[]) =>
      record(type, { organization: "meridian-pay", enabledRepositories, repositories }, "copilot");
    it("says where the coding agent runs", () => {
      const report = planned([copilot("selected", "docs")], [copilot("all", "docs")]);
      assert.deepEqual(reach(report), ["Copilot + run as coding agent: others"]);
    });
    it("cannot tell where it runs once its setting gives back what it found", () => {
      const report = planned([copilot("selected", "docs")], []);
      assert.deepEqual(report.undecided, ["Copilot: where it may run as coding agent is not known yet"]);
    });
    it("says which repositories an app and a secret reach", () => {
      const app = (...names: string[]) =>
        record(
          "github:index/appInstallationRepositories:AppInstallationRepositories",
          { installationId: "7", selectedRepositories: names },
          "app",
        );
      const key = (...ids: number[]) =>
        record(
          "github:index/actionsOrganizationSecretRepositories:ActionsOrganizationSecretRepositories",
          { secretName: "KEY", selectedRepositoryIds: ids },
          "key",
        );
      assert.deepEqual(reach(planned([app("docs"), key(1)], [app("ledger"), key(1, 2)])), [
        "app installation 7 + be installed: ledger",
        "app installation 7 - be installed: docs",
        "secret KEY + be read: #2",
      ]);
    });
  });

  describe("about the organisation's settings", () => {
    const actions = (over: object) =>
      record(
        "github:index/actionsOrganizationPermissions:ActionsOrganizationPermissions",
        {
          allowedActions: "selected",
          shaPinningRequired: true,
          allowedActionsConfig: { patternsAlloweds: ["actions/*"] },
          ...over,
        },
        "actions",
      );
    const between = (before: ResourceRecord, after: ResourceRecord) => planned([before], [after]);
    it("says weakened of actions that need no listing or no digest", () => {
      assert.deepEqual(outcomes(between(actions({}), actions({ allowedActions: "all", shaPinningRequired: false }))), [
        "weakened | workflows use listed actions only | organisation",
        "weakened | actions are pinned by digest | organisation",
      ]);
    });
    it("takes an action more for reach", () => {
      const more = actions({ allowedActionsConfig: { patternsAlloweds: ["actions/*", "a/b@*"] } });
      assert.deepEqual(
        [reach(between(actions({}), more)), outcomes(between(actions({}), more))],
        [["workflows + use a/b@*: others"], []],
      );
    });
    it("says weakened of properties that repositories may edit", () => {
      assert.deepEqual(
        outcomes(
          plan({ "ai-tools": property("ai-tools", { required: false, valuesEditableBy: "org_and_repo_actors" }) }),
        ),
        ["weakened | property ai-tools is edited by organisation owners only | organisation"],
      );
    });
    it("says weakened of evidence that is kept for a shorter time", () => {
      const lock = (days: number) =>
        auditBucket({ objectLock: { rule: { defaultRetention: { mode: "COMPLIANCE", days } } } });
      assert.deepEqual(outcomes(planned(lock(400), lock(200))), [
        "weakened | days that evidence is kept (meridian-pay-ai-audit) | organisation",
      ]);
    });
    it("cannot tell of another bucket policy, and never prints it", () => {
      const report = planned(
        auditBucket({ policy: { policy: "hush" } }),
        auditBucket({ policy: { policy: "secretly" } }),
      );
      assert.deepEqual(outcomes(report), ["undecided | the bucket's policy (meridian-pay-ai-audit) | organisation"]);
      assert.doesNotMatch(JSON.stringify(report) + renderText(report), /hush|secretly/);
    });
    it("says nothing of buckets that hold no evidence", () => {
      const other = (status: string) => [
        record("aws:s3/bucket:Bucket", { bucket: "web" }, "web"),
        record("aws:s3/bucketVersioning:BucketVersioning", { bucket: "web", versioningConfiguration: { status } }, "v"),
      ];
      assert.deepEqual(outcomes(planned(other("Enabled"), other("Suspended"))), []);
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
