import assert from "node:assert/strict";
import { checkName, githubTypes, isCheckNamed, UNKNOWN } from "../../../../governance/index.ts";
import {
  forgeableRepositoryFindings,
  forgeableTierFindings,
  type Gate,
} from "../../../../governance/policy/branch/forgeable-check.ts";
import { demandedOfRepository, governed, record, repositoryRuleset, tierRuleset } from "../records.ts";

const gate = { check: "gate", workflow: "gate.yml@refs/tags/v1" };
const requiring = (integrationId: unknown, context: unknown = "gate") => ({
  requiredStatusChecks: { requiredChecks: [{ context, integrationId }] },
});
const workflows = {
  requiredWorkflows: { requiredWorkflows: [{ repositoryId: 1, path: "gate.yml", ref: "refs/tags/v1" }] },
};
const must = "an App of its own, or a required workflow, must vouch for it.";
const forged = (pin: string) =>
  `the gate's check is pinned to ${pin}, so any workflow with checks: write can post it; ${must}`;
const open = `who can post the gate's check is not known yet; ${must}`;

describe("forgeableTierFindings", () => {
  const facts = {
    automationAppIds: [],
    agentAppIds: [] as number[],
    gate: gate as Gate,
    tiers: ["critical", "standard"],
  };
  const found = (rules: object, over: object = {}, more: Partial<typeof facts> & { gateRepositoryId?: number } = {}) =>
    forgeableTierFindings([tierRuleset("critical", { rules, ...over })], { ...facts, ...more }).map(
      ({ outcome, subject, message }) => [outcome, subject, message],
    );

  it("reports a check that GitHub Actions posts for any workflow, tier by tier", () => {
    const both = ["critical", "standard"].map((tier) => tierRuleset(tier, { rules: requiring(15368) }));
    assert.deepEqual(
      forgeableTierFindings(both, facts).map(({ subject, fix }) => [subject, fix]),
      [
        [
          "critical",
          "Let an App of your own post the check and name it as gate.appId in governance.yaml, or require the gate's workflow beside it.",
        ],
        [
          "standard",
          "Let an App of your own post the check and name it as gate.appId in governance.yaml, or require the gate's workflow beside it.",
        ],
      ],
    );
    assert.deepEqual(found(requiring(15368)), [["violation", "critical", forged("GitHub Actions")]]);
  });
  it("reports a check of any app", () => {
    for (const id of [undefined, 0, null])
      assert.deepEqual(found(requiring(id)), [["violation", "critical", forged("no app")]]);
  });
  it("takes a check that an app of one's own posts", () => assert.deepEqual(found(requiring(77)), []));
  it("takes the gate's workflow beside it, and no other one", () => {
    assert.deepEqual(found({ ...requiring(15368), ...workflows }), []);
    const other = {
      requiredWorkflows: { requiredWorkflows: [{ repositoryId: 1, path: "scan.yml", ref: "refs/tags/v1" }] },
    };
    assert.equal(found({ ...requiring(15368), ...other }).length, 1);
    assert.deepEqual(found({ ...requiring(15368), ...workflows }, {}, { gateRepositoryId: 1 }), []);
    assert.equal(found({ ...requiring(15368), ...workflows }, {}, { gateRepositoryId: 2 }).length, 1);
  });
  it("takes a second check of the same name that cannot be forged", () => {
    const both = {
      requiredStatusChecks: {
        requiredChecks: [
          { context: "gate", integrationId: 15368 },
          { context: "gate", integrationId: 77 },
        ],
      },
    };
    assert.deepEqual(found(both), []);
  });
  const pinned = (...ids: number[]) => ({
    requiredStatusChecks: { requiredChecks: ids.map((integrationId) => ({ context: "gate", integrationId })) },
  });
  const foreign = `the gate's check is pinned to an app that must not vouch for it; ${must}`;
  it("takes no AI tool's app for one of one's own", () => {
    const agentAppIds = [99];
    assert.deepEqual(found(pinned(15368, 99), {}, { agentAppIds }), [
      ["violation", "critical", forged("GitHub Actions")],
    ]);
    assert.deepEqual(found(pinned(99), {}, { agentAppIds }), [["violation", "critical", foreign]]);
    assert.deepEqual(found(pinned(99, 77), {}, { agentAppIds }), []);
  });
  it("takes the declared app alone where there is one", () => {
    const declared = { gate: { ...gate, appId: 77 } };
    assert.deepEqual(found(pinned(15368, 77), {}, declared), []);
    assert.deepEqual(found(pinned(78), {}, declared), [["violation", "critical", foreign]]);
    assert.deepEqual(found(pinned(77), {}, { ...declared, agentAppIds: [77] }), [["violation", "critical", foreign]]);
  });
  it("leaves tiers alone that require no gate, or not in force", () => {
    assert.deepEqual(found({}), []);
    assert.deepEqual(found(requiring(15368, "build")), []);
    assert.deepEqual(found(requiring(15368, "gate 2")), []);
    assert.deepEqual(found(requiring(15368), { enforcement: "evaluate" }), []);
    assert.deepEqual(found(requiring(15368), { target: "tag" }), []);
  });
  it("stays undecided while the app, the name, the list or the workflow is unknown", () => {
    for (const rules of [
      requiring(UNKNOWN),
      requiring(15368, UNKNOWN),
      { requiredStatusChecks: UNKNOWN },
      { ...requiring(15368), requiredWorkflows: UNKNOWN },
      UNKNOWN as never,
    ]) {
      assert.deepEqual(found(rules), [["undecided", "critical", open]]);
    }
  });
  it("is sure of what an unknown value cannot change", () => {
    const sure = { requiredStatusChecks: { requiredChecks: [{ context: "gate", integrationId: 77 }, UNKNOWN] } };
    assert.deepEqual(found(sure), []);
    assert.deepEqual(found({ requiredStatusChecks: UNKNOWN, ...workflows }), []);
  });
});

describe("forgeableRepositoryFindings", () => {
  const facts = { ...demandedOfRepository, agentAppIds: [99], gate, tiers: [] };
  const found = (stack: Parameters<typeof forgeableRepositoryFindings>[0], over: Partial<typeof facts> = {}) =>
    forgeableRepositoryFindings(stack, { ...facts, ...over });

  it("reports a repository whose own rules ask for a check that any workflow can post", () => {
    const ruleset = repositoryRuleset({ rules: requiring(15368) });
    assert.deepEqual(found([ruleset]), [
      {
        outcome: "violation",
        subject: "payments-api",
        urn: ruleset.urn,
        message: forged("GitHub Actions"),
        fix: "Ask the platform team for a gate with an App of its own (gate.appId), and set its id as integrationId of the check.",
      },
    ]);
  });
  it("reports a classic protection, which GitHub pins to no app", () => {
    const branch = record(githubTypes.branchDefault, { repository: "payments-api", branch: "main" });
    const classic = record(githubTypes.branchProtectionV3, {
      repository: "payments-api",
      branch: "main",
      enforceAdmins: true,
      requiredStatusChecks: { contexts: ["gate"] },
    });
    assert.deepEqual(
      found([branch, classic]).map(({ message }) => message),
      [forged("no app")],
    );
  });
  it("takes a check of an app of one's own, and the organisation's workflow", () => {
    assert.deepEqual(found([repositoryRuleset({ rules: requiring(77) })]), []);
    const baseline = { critical: { "gate-workflow": [gate.workflow] } };
    assert.deepEqual(found([repositoryRuleset({ rules: requiring(15368) })], { baseline }), []);
  });
  it("leaves it to the organisation's stack where its rules require the check already", () => {
    const baseline = { critical: { "gate-check": ["gate by app 15368"] } };
    assert.deepEqual(found([repositoryRuleset({ rules: requiring(15368) })], { baseline }), []);
  });
  it("leaves repositories without the check, and undeclared ones, alone", () => {
    assert.deepEqual(found([record(githubTypes.repository, { name: "payments-api" })]), []);
    assert.deepEqual(found([repositoryRuleset({ repository: "stray", rules: requiring(15368) })]), []);
  });
  it("takes no AI tool's app for one of one's own", () => {
    assert.equal(found([repositoryRuleset({ rules: requiring(99) })]).length, 1);
  });
  it("stays undecided while the app is unknown", () => {
    assert.deepEqual(
      found([repositoryRuleset({ rules: requiring(UNKNOWN) })]).map(({ outcome, message }) => [outcome, message]),
      [["undecided", open]],
    );
  });
  it("finds nothing on a plan whose baseline requires the workflow", () => {
    const stack = [record(githubTypes.repository, { name: "payments-api" })];
    assert.deepEqual(forgeableRepositoryFindings(stack, { ...governed, agentAppIds: [], gate }), []);
  });
});

describe("checkName", () => {
  it("takes no check of any app for a pinned one, whatever it is called", () => {
    assert.equal(checkName("gate", 7), "gate by app 7");
    assert.equal(checkName("gate"), "gate");
    assert.equal(checkName("gate by app 7"), "gate by app 7 by any app");
  });
  it("tells checks of one name from others", () => {
    const named = [
      checkName("gate"),
      checkName("gate", 7),
      checkName("gate 2"),
      checkName("gate by app 7"),
      checkName("x gate", 7),
    ];
    assert.deepEqual(
      named.map((value) => isCheckNamed(value, "gate")),
      [true, true, false, false, false],
    );
  });
});
