import assert from "node:assert/strict";
import { suggestion } from "../../governance/suggestion.ts";

describe("suggestion", () => {
  it("offers the nearest name as it is written", () => {
    assert.equal(suggestion("ledgr", ["docs", "Ledger"]), ' Did you mean "Ledger"?');
  });
  it("finds a name that differs in case only", () => {
    assert.equal(suggestion("DOCS", ["docs"]), ' Did you mean "docs"?');
  });
  it("offers nothing when no name is near", () => {
    assert.equal(suggestion("stopped", ["enabled", "disabled"]), "");
  });
  it("takes a third of the name for a slip, and one letter of a short name", () => {
    assert.equal(suggestion("lodgxx", ["ledger"]), "");
    assert.equal(suggestion("lodgar", ["ledger"]), ' Did you mean "ledger"?');
    assert.equal(suggestion("qb", ["qa"]), ' Did you mean "qa"?');
    assert.equal(suggestion("xy", ["qa"]), "");
  });
  it("offers nothing when nothing is known", () => {
    assert.equal(suggestion("x", []), "");
  });
});
