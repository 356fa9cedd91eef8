import assert from "node:assert/strict";
import { ruleViolations } from "../../../../local/github/rules/evaluate.ts";
import type { Change, CheckFacts } from "../../../../local/github/rules/model.ts";
import { pull, update } from "./facts.ts";

const gate: CheckFacts = { name: "gate", appId: 15368, outcome: "passing" };

function judge(
  required: { context: string; integration_id?: number }[],
  change: Partial<Change>,
  extra: object = {},
): string[] {
  const parameters = { required_status_checks: required, strict_required_status_checks_policy: false, ...extra };
  return ruleViolations([{ type: "required_status_checks", parameters }], { ...update, pull, ...change });
}

describe('required_status_checks: "all required status checks must pass before collaborators can merge changes into the branch or tag"', () => {
  const one = [{ context: "gate" }];

  it("passes with a check of that name, and waits for one of another", () => {
    assert.deepEqual(judge(one, { checks: [gate] }), []);
    assert.deepEqual(judge(one, { checks: [{ ...gate, name: "Gate" }] }), [
      `Required status check "gate" is expected.`,
    ]);
  });

  it("says what a single check is like", () => {
    for (const outcome of ["failing", "in progress"] as const) {
      assert.deepEqual(judge(one, { checks: [{ ...gate, outcome }] }), [`Required status check "gate" is ${outcome}.`]);
    }
  });

  it("counts several", () => {
    const three = ["gate", "test", "lint"].map((context) => ({ context }));
    assert.deepEqual(judge(three, { checks: [] }), ["3 of 3 required status checks are expected."]);
    assert.deepEqual(judge(three, { checks: [gate] }), ["2 of 3 required status checks are expected."]);
    const failing = { ...gate, name: "test", outcome: "failing" } as const;
    assert.deepEqual(judge(three, { checks: [gate, failing] }), [
      "2 of 3 required status checks have not succeeded: 1 expected and 1 failing.",
    ]);
  });

  it('takes an unpinned check from anybody: "Any person or integration with write permissions to a repository can set the state of any status check"', () => {
    for (const appId of [15368, 7, undefined]) assert.deepEqual(judge(one, { checks: [{ ...gate, appId }] }), []);
  });

  it('takes a pinned one from that app only: "If the status is set by any other person or integration, merging won\'t be allowed."', () => {
    const pinned = [{ context: "gate", integration_id: 7 }];
    assert.equal(judge(pinned, { checks: [gate, { ...gate, appId: undefined }] }).length, 1);
    assert.deepEqual(judge(pinned, { checks: [{ ...gate, appId: 7 }] }), []);
  });

  it("is not outvoted: the same name failing from another app still fails", () => {
    assert.equal(judge(one, { checks: [gate, { ...gate, appId: 7, outcome: "failing" }] }).length, 1);
  });

  it("asks a name once where one rule pins it and another does not, as the pinned one", () => {
    const rule = (required: object) => ({
      type: "required_status_checks",
      parameters: { required_status_checks: [required], strict_required_status_checks_policy: false },
    });
    const rules = [rule({ context: "gate" }), rule({ context: "gate", integration_id: 7 })];
    for (const checks of [[gate], []]) {
      const messages = ruleViolations(rules, { ...update, pull, checks });
      assert.deepEqual(messages, [`Required status check "gate" is expected.`]);
    }
  });

  it('wants the branch up to date where strict: "The topic branch **must** be up to date with the base branch before merging."', () => {
    const strict = { strict_required_status_checks_policy: true };
    const behind = { pull: { ...pull, upToDate: false }, checks: [gate] };
    assert.equal(judge(one, behind, strict).length, 1);
    assert.deepEqual(judge(one, behind), []);
    assert.deepEqual(judge(one, { checks: [gate] }, strict), []);
  });

  it('binds creation unless told otherwise: "Allow repositories and branches to be created if a check would otherwise prohibit it."', () => {
    const create: Partial<Change> = { kind: "create" };
    assert.equal(judge(one, create).length, 1);
    assert.deepEqual(judge(one, create, { do_not_enforce_on_create: true }), []);
    assert.equal(judge(one, {}, { do_not_enforce_on_create: true }).length, 1);
    assert.deepEqual(judge(one, { kind: "delete" }), []);
  });
});
