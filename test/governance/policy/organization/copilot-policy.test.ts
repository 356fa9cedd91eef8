import assert from "node:assert/strict";
import { ownTypes, UNKNOWN } from "../../../../governance/index.ts";
import { copilotPolicyFindings } from "../../../../governance/policy/organization/copilot-policy.ts";
import { linesOf, record } from "../records.ts";

const elsewhere = "the agent works in repositories that do not admit it; it must work only in those that do.";
const stopped = "the agent works although the tool is stopped; it must work nowhere.";
const lines = (enabledRepositories: unknown, repositories: unknown, declared: readonly string[]) =>
  linesOf(copilotPolicyFindings([record(ownTypes.copilotPolicy, { enabledRepositories, repositories })], declared));

describe("copilotPolicyFindings", () => {
  it("reports a stack without the policy", () => {
    assert.deepEqual(copilotPolicyFindings([], ["docs"]), [
      {
        outcome: "violation",
        subject: "copilot",
        message: "the stack does not say where the Copilot agent works; it must.",
        fix: "Declare the tool with the AiTool component and copilotPolicy, with its repositories of governance.yaml.",
      },
    ]);
  });
  it("allows the declared repositories, and fewer", () => {
    assert.deepEqual(lines("selected", ["docs", "storefront"], ["storefront", "docs"]), []);
    assert.deepEqual(lines("selected", ["docs"], ["storefront", "docs"]), []);
    assert.deepEqual(lines("none", undefined, ["docs"]), []);
    assert.deepEqual(lines("none", undefined, []), []);
    assert.deepEqual(lines("selected", [], []), []);
  });
  it("compares names as GitHub does, without case", () => {
    assert.deepEqual(lines("selected", ["Docs", "storefront"], ["docs", "StoreFront"]), []);
  });
  it("reports other repositories", () => {
    assert.deepEqual(lines("selected", ["docs", "ledger"], ["docs"]), [`violation copilot: ${elsewhere}`]);
    for (const where of ["all", null, undefined, 1]) {
      assert.deepEqual(lines(where, ["docs"], ["docs"]), [`violation copilot: ${elsewhere}`]);
    }
    assert.deepEqual(lines("selected", [null], ["docs"]), [`violation copilot: ${elsewhere}`]);
  });
  it("reports any repository of a stopped tool", () => {
    assert.deepEqual(lines("selected", ["docs"], []), [`violation copilot: ${stopped}`]);
  });
  it("stays undecided while a repository is unknown, unless a known one is wrong", () => {
    assert.deepEqual(lines("selected", ["docs", UNKNOWN], ["docs"]), [
      `undecided copilot: not known yet: ${elsewhere}`,
    ]);
    assert.deepEqual(lines(UNKNOWN, ["docs"], ["docs"]), [`undecided copilot: not known yet: ${elsewhere}`]);
    assert.deepEqual(lines("selected", ["ledger", UNKNOWN], ["docs"]), [`violation copilot: ${elsewhere}`]);
  });
});
