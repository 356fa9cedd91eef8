import assert from "node:assert/strict";
import type { ResourceRecord } from "../../../governance/index.ts";
import type { PlanReport } from "../../../governance/plan/index.ts";
import { record, repositoryRuleset, rules, tierRuleset } from "../policy/records.ts";
import { changed, organization, outcomes, plan, planned } from "./previews.ts";

const withRules = (tier: string, more: object, over: object = {}) =>
  tierRuleset(tier, { rules: { ...rules, ...more }, ...over });
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("planOf, about who may pass", () => {
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
  const renamed = (ruleset: ResourceRecord) => ({ ...ruleset, name: "other", urn: `${ruleset.urn}-other` });
  const passRules = (report: PlanReport) =>
    outcomes(report).map((line) => line.replace(/may pass .*? \|/, "may pass |"));
  for (const [says, actor] of [
    ["an app", { actorType: "Integration", actorId: 9, bypassMode: "always" }],
    ["a role without a trace", { actorType: "RepositoryRole", actorId: 5, bypassMode: "exempt" }],
  ] as const) {
    it(`says weakened of a ruleset that comes back under another name and lets ${says} pass`, () => {
      const after = [...changed({ critical: undefined }), renamed(team(glass, actor))];
      assert.deepEqual(passRules(planned(organization, after)), [
        "weakened | who may pass | ledger+payments-api | critical",
      ]);
    });
  }
  it("says nothing of a ruleset that comes back under another name and lets the same ones pass", () => {
    assert.deepEqual(outcomes(planned(organization, [...changed({ critical: undefined }), renamed(team(glass))])), []);
  });
  it("says weakened of a rule that moves to a ruleset whose bypass an agent has already", () => {
    const agent = { actorType: "Integration", actorId: 9, bypassMode: "always" };
    const open = (rulesOf: object) => renamed(tierRuleset("critical", { bypassActors: [agent], rules: rulesOf }));
    const { pullRequest: review, ...rest } = rules;
    const [before, after] = [
      [...organization, open({ requiredLinearHistory: true })],
      [
        ...changed({ critical: tierRuleset("critical", { rules: rest }), "ai-paths-critical": undefined }),
        open({ requiredLinearHistory: true, pullRequest: review }),
      ],
    ];
    const [first] = outcomes(planned(before, after));
    assert.match(first ?? "", /^weakened \| who may pass ai-paths-reviewed, approvals, .* \| ledger\+payments-api/);
  });
  it("says nothing of a new rule that some may pass from the start", () => {
    const fresh = renamed(tierRuleset("critical", { rules: { requiredLinearHistory: true } }));
    assert.deepEqual(outcomes(planned(organization, [...organization, fresh])), [
      "strengthened | rule requiredLinearHistory | ledger+payments-api | critical",
    ]);
  });
  it("says weakened of a classic protection that makes way for a ruleset which an app may pass", () => {
    const type = "github:index/branchProtectionV3:BranchProtectionV3";
    const props = { repository: "payments-api", branch: "main", enforceAdmins: true, requireSignedCommits: true };
    const branch = record("github:index/branchDefault:BranchDefault", { repository: "payments-api", branch: "main" });
    const bypassActors = [{ actorType: "Integration", actorId: 9, bypassMode: "always" }];
    const found = outcomes(
      planned([branch, record(type, props)], [branch, repositoryRuleset({ bypassActors })]),
    ).filter((line) => line.startsWith("weakened"));
    assert.deepEqual(found, [
      "weakened | who may pass deletion-blocked, force-push-blocked, signed-commits | payments-api",
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
