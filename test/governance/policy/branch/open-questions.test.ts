import assert from "node:assert/strict";
import { githubTypes, toolFenceFindings, UNKNOWN, type Fence } from "../../../../governance/index.ts";
import { gateLockFindings } from "../../../../governance/policy/branch/gate-lock.ts";
import { branchFindings } from "../../../../governance/policy/branch/governed-branch.ts";
import { fencesOfTool } from "../../../../governance/tools/fences.ts";
import { fence as fenceOf, stop as stopOf } from "../../plan/previews.ts";
import { codeowners, demandedOfRepository, mergeSettings, record } from "../records.ts";

const [fence, stop] = fencesOfTool("codex", ["codex/**/*", "cx/*"], "disabled") as [Fence, Fence];
const told = (wanted: Fence, ruleset: ReturnType<typeof record>) =>
  toolFenceFindings([ruleset], [wanted]).map(({ outcome, message }) => `${outcome}: ${message}`);

describe("a fence that falls short", () => {
  const covering = (over: object) => ({
    conditions: { refName: { includes: ["refs/heads/codex/**/*", "refs/heads/cx/*"], excludes: [] }, ...over },
  });
  const repositoryProperty = {
    includes: [],
    excludes: [{ name: "ai-tool-codex", propertyValues: ["true"], source: "custom" }],
  };

  it("says which branches it must cover and block", () => {
    const open = fenceOf("codex", { ...covering({ repositoryProperty }), rules: { creation: true } });
    assert.deepEqual(told(fence, open), ["violation: the ruleset must block creation and update of branches."]);
    const fewer = fenceOf("codex", { conditions: { repositoryProperty } });
    assert.deepEqual(told(fence, fewer), [
      "violation: the ruleset must cover refs/heads/codex/**/*, refs/heads/cx/* without exception.",
    ]);
  });
  it("says which repositories it must reach", () => {
    const some = { repositoryName: { includes: ["docs"], excludes: [] } };
    assert.deepEqual(told(fence, fenceOf("codex", covering(some))), [
      'violation: the ruleset must reach all repositories except those where ai-tool-codex is "true".',
    ]);
    const stopped = stopOf("codex", "active");
    const narrow = { ...stopped, props: { ...stopped.props, ...covering({ repositoryProperty }) } };
    assert.deepEqual(told(stop, narrow), ["violation: the ruleset must reach all repositories."]);
  });
  it("says the same of what nobody can judge yet", () => {
    assert.deepEqual(told(fence, fenceOf("codex", { ...covering({ repositoryProperty }), target: UNKNOWN })), [
      "undecided: not known yet: the ruleset must block creation and update of branches.",
    ]);
  });
});

describe("a lock of the gate", () => {
  const gate = { workflow: ".github/workflows/gate.yml", ref: "refs/tags/gate-v1" };
  const lock = (over: object) =>
    record(githubTypes.organizationRuleset, {
      name: "ai-gate",
      target: "tag",
      enforcement: "active",
      conditions: { refName: { includes: [gate.ref], excludes: [] }, repositoryIds: [1], ...over },
      bypassActors: [],
      rules: { creation: true, update: true, deletion: true, nonFastForward: true },
    });
  const outcomes = (over: object) => gateLockFindings([lock(over)], gate).map(({ outcome }) => outcome);

  it("reaches the repository by its id and by nothing that narrows it", () => {
    assert.deepEqual(outcomes({}), []);
    assert.deepEqual(outcomes({ repositoryProperty: { includes: [{ name: "ai-tier" }] } }), ["violation"]);
    assert.deepEqual(outcomes({ repositoryName: { includes: ["x"] } }), ["violation"]);
  });
  it("stays undecided while a ref of it is unknown, unless the gate's is among the others", () => {
    const refs = (...includes: unknown[]) => outcomes({ refName: { includes, excludes: [] } });
    assert.deepEqual(refs(UNKNOWN), ["undecided"]);
    assert.deepEqual(refs(gate.ref, UNKNOWN), []);
  });
});

describe("a classic protection of which only GitHub can tell whether it counts", () => {
  it("is mended where it stands", () => {
    const named = record(githubTypes.branchProtection, { repositoryId: "payments-api", pattern: "main" });
    const [finding] = branchFindings([mergeSettings(), codeowners(), named], demandedOfRepository, "protection");
    assert.match(finding?.fix ?? "", /^Only GitHub knows the default branch: /);
  });
});
