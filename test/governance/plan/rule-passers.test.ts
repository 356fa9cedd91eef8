import assert from "node:assert/strict";
import type { ResourceRecord } from "../../../governance/index.ts";
import { UNKNOWN } from "../../../governance/index.ts";
import { passerChangesOn } from "../../../governance/plan/rule-passers.ts";
import { tierRuleset } from "../policy/records.ts";

const repository = { name: "ledger", properties: { "ai-tier": "critical" } };
const app = (actorId: number) => ({ actorType: "Integration", actorId, bypassMode: "pull_request" });

/** A ruleset for tier critical that nobody but these may pass. */
const ruleset = (name: string, bypassActors: unknown, rules: object = { deletion: true }): ResourceRecord => ({
  ...tierRuleset("critical", { bypassActors, rules }),
  urn: `urn:${name}`,
});

function changes(before: readonly ResourceRecord[], after: readonly ResourceRecord[], ...unchanged: string[]) {
  const side = (resources: readonly ResourceRecord[]) => ({ resources, unchanged: new Set(unchanged), scopes: [] });
  return passerChangesOn(side(before), side(after))(repository, repository).map(
    ({ outcome, rule }) => `${outcome} ${rule}`,
  );
}

describe("passerChangesOn", () => {
  const [closed, one, two, open] = [
    ruleset("a", []),
    ruleset("a", [app(1)]),
    ruleset("b", [app(1), app(2)]),
    ruleset("b", UNKNOWN),
  ];
  it("says nothing of a second ruleset with unknown actors where nobody passes the first", () => {
    assert.deepEqual(changes([closed], [closed, open]), []);
  });
  it("cannot tell of a second ruleset with unknown actors where somebody passes the first", () => {
    assert.deepEqual(changes([one], [one, open]), ["undecided deletion-blocked"]);
  });
  it("counts who passes both of two rulesets", () => {
    assert.deepEqual(changes([one], [one, two]), []);
    assert.deepEqual(changes([two], [one, two]), ["strengthened deletion-blocked"]);
    assert.deepEqual(changes([one, two], [two]), ["weakened deletion-blocked"]);
  });
  it("takes unknown actors of an unchanged ruleset for the same on both sides", () => {
    assert.deepEqual(changes([open], [open], "urn:b"), []);
  });
  it("takes them for somebody who may pass what nobody else does", () => {
    assert.deepEqual(changes([closed, open], [open], "urn:b"), ["weakened deletion-blocked"]);
    assert.deepEqual(changes([open], [closed, open], "urn:b"), ["strengthened deletion-blocked"]);
  });
  it("leaves out rules that are off", () => {
    const both = (...actors: object[]) => ruleset("a", actors, { deletion: true, requiredSignatures: false });
    assert.deepEqual(changes([both()], [both(app(1))]), ["weakened deletion-blocked"]);
  });
});
