import assert from "node:assert/strict";
import type { ResourceRecord } from "../../../governance/index.ts";
import { record, repositoryRuleset, rules, tierRuleset } from "../policy/records.ts";
import { changed, organization, outcomes, placement, plan, planned, values } from "./previews.ts";

const app = { actorType: "Integration", actorId: 9, bypassMode: "always" };
const renamed = (ruleset: ResourceRecord) => ({ ...ruleset, name: "other", urn: `${ruleset.urn}-other` });
const repository = (name: string) => record("github:index/repository:Repository", { name }, name);

describe("planOf, about the order and words of safeguards", () => {
  it("tells what gets weaker first, wherever it is found", () => {
    const stricter = tierRuleset("critical", { rules: { ...rules, requiredLinearHistory: true } });
    assert.deepEqual(outcomes(plan({ critical: stricter, "codex-stop": undefined })), [
      "weakened | kill switch of codex | organisation",
      "strengthened | rule requiredLinearHistory | ledger+payments-api | critical",
    ]);
  });
  it("names a tier whatever the number of repositories in others", () => {
    const few = { placement: placement({ docs: values.docs, storefront: values.docs, ledger: values.ledger }) };
    const stricter = tierRuleset("critical", { rules: { ...rules, requiredLinearHistory: true } });
    assert.deepEqual(outcomes(planned(changed(few), changed({ ...few, critical: stricter }))), [
      "strengthened | rule requiredLinearHistory | ledger | critical",
    ]);
  });

  const ruled = (own: object) => [repository("payments-api"), repositoryRuleset({ rules: own })];
  const { pullRequest, requiredStatusChecks } = rules;
  const approved = "approvals | 0 to 2 | payments-api";
  const checked = "gate-check | none to ai-governance/gate by app 15368 | payments-api";
  it("says from what a count or a list comes that was not there before", () => {
    const found = outcomes(planned(ruled({}), ruled({ pullRequest, requiredStatusChecks })));
    assert.ok(found.includes(`strengthened | ${approved}`), String(found));
    assert.ok(found.includes(`strengthened | ${checked}`), String(found));
  });
  it("says to what a count or a list goes that is not there any more", () => {
    const found = outcomes(planned(ruled({ pullRequest, requiredStatusChecks }), []));
    assert.ok(found.includes("weakened | approvals | 2 to 0 | payments-api"), String(found));
    assert.ok(
      found.includes("weakened | gate-check | ai-governance/gate by app 15368 to none | payments-api"),
      String(found),
    );
  });
});

describe("planOf, about where more may pass", () => {
  const passes = (before: readonly ResourceRecord[], after: readonly ResourceRecord[]) =>
    outcomes(planned(before, after)).map((line) => line.replace(/may pass (?!ai-tier).*? \|/, "may pass rules |"));
  const weaker = (tier: string) => tierRuleset(tier, { bypassActors: [app] });

  it("tells once of an actor more, also of repositories that nobody lists", () => {
    const byDefault = { ...tierRuleset("standard"), props: { ...tierRuleset("standard").props, bypassActors: [] } };
    const before = changed({ standard: byDefault });
    assert.deepEqual(passes(before, changed({ standard: weaker("standard") })), [
      "weakened | who may pass ai-tier-standard | docs+storefront+others | standard",
    ]);
  });
  it("tells of a ruleset that moves, while another one changes in place", () => {
    const closed = [tierRuleset("standard", { bypassActors: [] }), tierRuleset("critical", { bypassActors: [] })];
    const before = changed({ standard: closed[0], critical: closed[1] });
    const after = changed({ standard: undefined, critical: weaker("critical") });
    assert.deepEqual(passes(before, [...after, renamed(weaker("standard"))]), [
      "weakened | who may pass ai-tier-critical | ledger+payments-api | critical",
      "weakened | who may pass rules | docs+storefront+others | standard",
    ]);
  });
  it("names the repositories that the ruleset reached before, or reaches now", () => {
    const { conditions } = tierRuleset("standard").props;
    const moved = tierRuleset("critical", { conditions, bypassActors: [app] });
    const found = outcomes(planned(organization, changed({ critical: moved })));
    assert.ok(
      found.some((line) => line.endsWith("who may pass ai-tier-critical | docs+ledger+payments-api+storefront+others")),
      String(found),
    );
  });
  it("names the repository of a ruleset of its own, and no other", () => {
    const side = (...bypassActors: object[]) => [
      repository("docs"),
      repository("payments-api"),
      repositoryRuleset({ bypassActors }),
    ];
    const found = outcomes(planned(side(), side(app)));
    assert.ok(found.includes("weakened | who may pass protect | payments-api"), String(found));
  });
});
