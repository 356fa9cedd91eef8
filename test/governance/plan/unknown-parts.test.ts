import assert from "node:assert/strict";
import { githubTypes } from "../../../governance/index.ts";
import { codeowners, record, refName, repositoryRuleset, rules, tierRuleset } from "../policy/records.ts";
import { changed, outcomes, placement, planned, values } from "./previews.ts";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("planOf, about what is not known", () => {
  it("cannot tell of a rule whose ruleset may reach a repository, or not", () => {
    const linear = (over: object) =>
      changed({ critical: tierRuleset("critical", { rules: { requiredLinearHistory: true }, ...over }) });
    assert.deepEqual(outcomes(planned(linear({}), linear({ conditions: { refName, repositoryProperty: unknown } }))), [
      "undecided | rule requiredLinearHistory | ledger+payments-api | critical",
    ]);
  });
  it("says nothing of an unchanged rule of a repository that is not known", () => {
    const own = repositoryRuleset({ rules: { ...rules, requiredLinearHistory: unknown } });
    assert.deepEqual(outcomes(planned([own], [own])), []);
  });
  it("cannot tell of code owners that change beside a file that stays, without the declaration", () => {
    const readme = record(githubTypes.repositoryFile, { repository: "payments-api", file: "README.md", content: "a" });
    const found = outcomes(planned([codeowners(), readme], [codeowners({ content: "* @meridian-pay/all" }), readme]));
    assert.deepEqual(found, ["undecided | ai-paths-owned | not known yet to not known yet | payments-api"]);
  });
  it("says nothing of permissions that are as unknown as before", () => {
    const open = { placement: placement({ ...values, docs: unknown }) };
    const linear = tierRuleset("critical", { rules: { ...rules, requiredLinearHistory: true } });
    assert.deepEqual(planned(changed(open), changed({ ...open, critical: linear })).permissions, []);
  });
  it("cannot tell of a setting of a repository that was not given, and is not known yet", () => {
    const repository = (over: object) => record(githubTypes.repository, { name: "docs", ...over });
    assert.deepEqual(planned([repository({})], [repository({ visibility: unknown })]).undecided, [
      `whether it (${githubTypes.repository}) gets weaker by its visibility: these settings are not read`,
    ]);
  });
});
