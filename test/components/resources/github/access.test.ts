import assert from "node:assert/strict";
import { objection } from "../../../../components/resources/github/access.ts";
import { accesses } from "../../../../components/resources/handlers/accesses.ts";

describe("what speaks against a token", () => {
  const { mergeSettings, appScopeOfEnterprise: enterprise, appScopeOfOwner: owner } = accesses;

  it("is nothing for an app's or a fine-grained token, although GitHub names no scopes in an empty header", () => {
    assert.equal(objection(enterprise, "app", []), undefined);
    assert.equal(objection(mergeSettings, "app", []), undefined);
    assert.equal(objection(mergeSettings, "fine-grained", []), undefined);
    assert.equal(objection(enterprise, "unknown", []), undefined);
  });

  it("is the lack of a scope for a classic one, by its prefix or by the scopes that it has", () => {
    const lacks = "the token lacks the scope repo; it has ";
    assert.equal(objection(mergeSettings, "classic", []), `${lacks}none`);
    assert.equal(objection(mergeSettings, "unknown", ["gist"]), `${lacks}gist`);
    assert.equal(objection(mergeSettings, "classic", undefined), undefined);
  });

  it("is a kind that is not accepted", () => {
    const classic = "the token is a classic one, which is not accepted here";
    assert.equal(objection(enterprise, "classic", undefined), classic);
    assert.equal(objection(enterprise, "unknown", ["repo"]), classic);
    assert.match(objection(owner, "app", []) ?? "", /is an app's, which is not accepted/);
  });
});
