import assert from "node:assert/strict";
import fc from "fast-check";
import { parseDigest, renderDigest } from "../../../governance/capture/index.ts";

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length });

describe("a digest in a commit", () => {
  it("reads as it was written", () =>
    fc.assert(
      fc.property(hex(8), hex(64), (keyId, digest) => {
        assert.deepEqual(parseDigest(renderDigest({ keyId, hex: digest })), { keyId, hex: digest });
      }),
    ));

  for (const text of [
    "",
    "sha256:00",
    `hmac-sha256:0:${"0".repeat(64)}`,
    `hmac-sha256:${"0".repeat(8)}:${"0".repeat(65)}`,
  ]) {
    it(`is not read from "${text.slice(0, 30)}"`, () => assert.equal(parseDigest(text), undefined));
  }
});
