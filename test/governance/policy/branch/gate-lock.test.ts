import assert from "node:assert/strict";
import { githubTypes, UNKNOWN } from "../../../../governance/index.ts";
import { gateLockFindings } from "../../../../governance/policy/branch/gate-lock.ts";
import { record, rules, tierRuleset } from "../records.ts";

const gate = { workflow: ".github/workflows/gate.yml", ref: "refs/tags/gate-v1" };
const refName = { includes: [gate.ref], excludes: [] };
const conditions = { refName, repositoryIds: [1] };
const locked = { creation: true, update: true, deletion: true, nonFastForward: true };

const lock = (over: Record<string, unknown> = {}) =>
  record(
    githubTypes.organizationRuleset,
    { name: "ai-gate", target: "tag", enforcement: "active", conditions, rules: locked, bypassActors: [], ...over },
    "gate",
  );
const tiers = [tierRuleset("standard"), tierRuleset("critical")];
const from = (repositoryId: unknown, more: Record<string, unknown> = {}) => {
  const workflow = { repositoryId, path: gate.workflow, ref: gate.ref, ...more };
  return tierRuleset("restricted", { rules: { ...rules, requiredWorkflows: { requiredWorkflows: [workflow] } } });
};
const told = (...stack: Parameters<typeof gateLockFindings>[0]) =>
  gateLockFindings(stack, gate).map(({ outcome, message }) => `${outcome}: ${message}`);
const elsewhere =
  "the tiers take the gate's workflow from a repository that the ruleset does not lock; it must be one and the same.";

describe("gateLockFindings", () => {
  it("finds nothing when the ref is locked in the repository that all tiers name", () => {
    assert.deepEqual(told(lock(), ...tiers), []);
  });
  it("reports a ref without lock", () => {
    assert.deepEqual(told(...tiers), [
      "violation: no organisation ruleset ai-gate; one must lock refs/tags/gate-v1, from which the gate runs.",
    ]);
  });
  it("judges the branch that a gate runs from", () => {
    const ref = "refs/heads/gate";
    const branch = lock({
      target: "branch",
      conditions: { ...conditions, refName: { includes: [ref], excludes: [] } },
    });
    assert.deepEqual(gateLockFindings([branch], { ...gate, ref }), []);
  });

  const weaker: readonly (readonly [says: string, over: Record<string, unknown>, message: string])[] = [
    ["sleeps", { enforcement: "disabled" }, "the ruleset is not active; it must be."],
    [
      "is for branches",
      { target: "branch" },
      "the ruleset does not cover refs/tags/gate-v1, from which the gate runs; it must.",
    ],
    [
      "is for another tag",
      { conditions: { ...conditions, refName: { includes: ["refs/tags/v1"] } } },
      "the ruleset does not cover refs/tags/gate-v1, from which the gate runs; it must.",
    ],
    [
      "leaves the tag out",
      { conditions: { ...conditions, refName: { ...refName, excludes: [gate.ref] } } },
      "the ruleset does not cover refs/tags/gate-v1, from which the gate runs; it must.",
    ],
    ...Object.keys(locked).map(
      (rule) =>
        [
          `allows ${rule}`,
          { rules: { ...locked, [rule]: false } },
          "refs/tags/gate-v1 could be moved; creation, update, deletion and force pushes must be blocked.",
        ] as const,
    ),
    [
      "has a bypass",
      { bypassActors: [{ actorType: "Team", actorId: 7, bypassMode: "always" }] },
      "the ruleset has a bypass; the lock must have none.",
    ],
    ["is for another repository", { conditions: { refName, repositoryIds: [2] } }, elsewhere],
    ["is for several repositories", { conditions: { refName, repositoryIds: [1, 2] } }, elsewhere],
    ["is for no repository by id", { conditions: { refName, repositoryName: { includes: ["~ALL"] } } }, elsewhere],
    ["is narrowed", { conditions: { ...conditions, repositoryName: { includes: ["x"] } } }, elsewhere],
  ];
  for (const [says, over, message] of weaker) {
    it(`reports a lock that ${says}`, () => assert.deepEqual(told(lock(over), ...tiers), [`violation: ${message}`]));
  }

  it("reports a tier that takes the workflow from another repository", () => {
    assert.deepEqual(told(lock(), ...tiers, from(2)), [`violation: ${elsewhere}`]);
  });
  describe("where the gate's repository was looked up", () => {
    const anotherThan =
      "a tier takes the gate's workflow from, or the ruleset locks, another repository than the gate's; both must name that one.";
    const found = (repositoryId: number, ...stack: Parameters<typeof gateLockFindings>[0]) =>
      gateLockFindings(stack, { ...gate, repositoryId }).map(({ outcome, message }) => `${outcome}: ${message}`);
    it("finds nothing when lock and tiers name it", () => assert.deepEqual(found(1, lock(), ...tiers), []));
    it("reports a lock and tiers that agree about another one", () => {
      assert.deepEqual(found(2, lock(), ...tiers), [`violation: ${anotherThan}`]);
    });
    it("reports tiers that name another one, also without lock", () => {
      assert.deepEqual(found(2, ...tiers).slice(1), [`violation: ${anotherThan}`]);
    });
    it("reports a lock of another one where no tier requires the workflow", () => {
      assert.deepEqual(found(2, lock()), [`violation: ${anotherThan}`]);
    });
    it("stays undecided while an id is unknown", () => {
      assert.deepEqual(found(1, lock(), from(UNKNOWN)), [`undecided: not known yet: ${anotherThan}`]);
    });
  });

  it("leaves other required workflows alone", () => {
    assert.deepEqual(told(lock(), ...tiers, from(2, { path: ".github/workflows/scan.yml" })), []);
  });

  for (const [says, stack] of [
    ["a ruleset's name", [lock({ name: UNKNOWN })]],
    ["the lock's conditions", [lock({ conditions: UNKNOWN })]],
    ["the lock's repository", [lock({ conditions: { refName, repositoryIds: UNKNOWN } })]],
    ["a second repository of the lock", [lock({ conditions: { refName, repositoryIds: [1, UNKNOWN] } })]],
    ["the lock's rules", [lock({ rules: UNKNOWN })]],
    ["a workflow's repository", [lock(), from(UNKNOWN)]],
    ["a workflow's path, in another repository's", [lock(), from(UNKNOWN, { path: UNKNOWN })]],
  ] as const) {
    it(`stays undecided while ${says} is unknown`, () => {
      const found = told(...stack, ...tiers);
      assert.ok(found.length > 0);
      for (const text of found) assert.match(text, /^undecided: /);
    });
  }
});
