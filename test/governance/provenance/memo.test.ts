import assert from "node:assert/strict";
import { Memo } from "../../../governance/provenance/memo.ts";

describe("values that are kept", () => {
  it("are made once for each key", () => {
    const memo = new Memo<object>();
    const [one, other] = [memo.get("one", () => ({})), memo.get("other", () => ({}))];
    assert.equal(memo.get("one", assert.fail), one);
    assert.equal(memo.get("other", assert.fail), other);
  });
  it("are no more than fit, and have no long key", () => {
    const memo = new Memo<number>();
    for (let key = 0; key < 1_001; key++) memo.get(`${key}`, () => key);
    assert.equal(
      memo.get("0", () => -1),
      -1,
    );
    assert.equal(
      memo.get("x".repeat(501), () => 1),
      1,
    );
    assert.equal(
      memo.get("x".repeat(501), () => 2),
      2,
    );
  });
});
