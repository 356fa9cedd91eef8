import assert from "node:assert/strict";
import { githubTypes, UNKNOWN } from "../../../governance/index.ts";
import { bypassChanges, passersOf } from "../../../governance/plan/bypass-changes.ts";
import type { Action } from "../../../governance/plan/sides.ts";
import { record, repositoryRuleset } from "../policy/records.ts";

const ruleset = (...bypassActors: unknown[]) => repositoryRuleset({ bypassActors });
const team = (bypassMode: unknown, actorId: unknown = 7) => ({ actorType: "Team", actorId, bypassMode });
const classic = (props: Record<string, unknown>) =>
  record(githubTypes.branchProtection, { enforceAdmins: true, ...props }, "classic");
const things = (resource: Parameters<typeof passersOf>[0]) => [...passersOf(resource).things];

describe("passersOf", () => {
  for (const [mode, ways] of [
    ["pull_request", ["pull_request"]],
    ["always", ["pull_request", "always"]],
    [undefined, ["pull_request", "always"]],
    ["exempt", ["pull_request", "always", "exempt"]],
  ] as const) {
    it(`counts an actor of mode ${mode ?? "none"} once for each way to pass that it has`, () => {
      assert.deepEqual(
        things(ruleset(team(mode))),
        ways.map((way) => `Team 7 ${way}`),
      );
    });
  }
  it("stays open while an actor, its kind, its id or its mode is unknown", () => {
    for (const actor of [
      UNKNOWN,
      team(UNKNOWN),
      team("always", UNKNOWN),
      { actorType: UNKNOWN, bypassMode: "always" },
    ]) {
      assert.equal(passersOf(ruleset(team("always"), actor)).open, true);
    }
    assert.equal(passersOf(ruleset(team("always"))).open, false);
  });
  it("counts the accounts that pass a classic protection, and administrators where it does not bind them", () => {
    const accounts = { forcePushBypassers: ["/octocat", "dependabot", "U_kgDOABCDEF"] };
    assert.deepEqual(things(classic(accounts)), ["/octocat", "dependabot", "U_kgDOABCDEF"]);
    assert.deepEqual(things(classic({ enforceAdmins: false })), ["administrators"]);
    assert.deepEqual(things(classic({ enforceAdmins: undefined })), ["administrators"]);
  });
  it("stays open while whom a classic protection binds is unknown", () => {
    assert.equal(passersOf(classic({})).open, false);
    assert.deepEqual(passersOf(classic({ enforceAdmins: UNKNOWN })), { kind: "list", things: new Set(), open: true });
    assert.equal(passersOf(classic({ forcePushBypassers: UNKNOWN })).open, true);
  });
});

describe("bypassChanges", () => {
  type Resource = ReturnType<typeof record>;
  const between = (before: Resource | undefined, after: Resource | undefined, action: Action = "update") => {
    const { urn, type, name } = before ?? after ?? classic({});
    const change = { urn, type, name, action, custom: true, ...(before && { before }), ...(after && { after }) };
    return bypassChanges([change]).map(({ outcome, of }) => [outcome, of]);
  };
  const [few, many] = [ruleset(), ruleset(team("always"))];

  it("says weakened of an actor more, of a ruleset by its own name and of a protection by the resource's", () => {
    assert.deepEqual(between(few, many), [["weakened", "protect"]]);
    assert.deepEqual(between(classic({}), classic({ enforceAdmins: false })), [["weakened", "classic"]]);
    assert.deepEqual(between(classic({ enforceAdmins: false }), classic({})), [["strengthened", "classic"]]);
  });
  it("leaves alone what stays, leaves the stack, comes or goes", () => {
    assert.deepEqual(between(few, many, "same"), []);
    assert.deepEqual(between(few, many, "forget"), []);
    assert.deepEqual(between(undefined, many, "create"), []);
    assert.deepEqual(between(many, undefined, "delete"), []);
  });
  it("leaves alone what has no rules", () => {
    const team = (bypassActors: unknown[]) => record("github:index/team:Team", { bypassActors });
    assert.deepEqual(between(team([]), team([{ actorType: "Team" }])), []);
  });
});
