import assert from "node:assert/strict";
import fc from "fast-check";
import { covers, touches } from "../../../../governance/policy/audit/pattern.ts";

const texts = fc.string({ unit: fc.constantFrom("a", "b", "/", "\0"), maxLength: 6 });
const patterns = fc.string({ unit: fc.constantFrom("a", "b", "/", "*", "?"), maxLength: 6 });

/** What AWS says a pattern means, by another way. */
function reference(pattern: string): RegExp {
  const source = pattern.replaceAll(/[*?]/g, (sign) => (sign === "*" ? "[^]*" : "[^]"));
  return new RegExp(`^${source}$`);
}

describe("patterns of policies", () => {
  for (const [pattern, wanted, answer] of [
    ["arn:aws:s3:::b/*", "arn:aws:s3:::b/", true],
    ["arn:aws:s3:::b*", "arn:aws:s3:::b/", true],
    ["*", "arn:aws:s3:::b/", true],
    ["arn:aws:s3:::b/**", "arn:aws:s3:::b/", true],
    ["arn:aws:s3:::b/?*", "arn:aws:s3:::b/", false],
    ["arn:aws:s3:::b/?", "arn:aws:s3:::b/", false],
    ["arn:aws:s3:::b/logs/*", "arn:aws:s3:::b/", false],
    ["arn:aws:s3:::b/*.json", "arn:aws:s3:::b/", false],
    ["arn:aws:s3:::b", "arn:aws:s3:::b/", false],
    ["arn:aws:s3:::b/\0", "arn:aws:s3:::b/", false],
    ["arn:aws:s3:::b/${aws:username}", "arn:aws:s3:::b/", false],
  ] as const) {
    it(`${answer ? "takes" : "does not take"} ${JSON.stringify(pattern)} for all objects`, () => {
      assert.equal(covers(pattern, { text: wanted, open: true }), answer);
    });
  }

  for (const [text, answer] of [
    ["a/x", true],
    ["a/b/x", true],
    ["a/y", false],
  ] as const) {
    it(`${answer ? "sees" : "does not see"} that what follows a variable is about ${text}`, () => {
      assert.equal(touches("${aws:username}/x", { text }), answer);
    });
  }

  for (const [pattern, answer] of [
    ["arn:aws:s3:::b/logs/*", true],
    ["arn:aws:s3:::*/x", true],
    ["arn:aws:s3:::b/${aws:username}", true],
    ["arn:aws:s3:::${aws:PrincipalTag/bucket}/x", true],
    ["arn:aws:s3:::${aws:PrincipalTag/bucket", true],
    ["arn:aws:s3:::${aws:PrincipalTag/bucket}-x", true],
    ["arn:aws:s3:::x-${aws:PrincipalTag/bucket}", false],
    ["arn:aws:s3:::b", false],
    ["arn:aws:s3:::c/*", false],
  ] as const) {
    it(`${answer ? "sees" : "does not see"} that ${pattern} is about some object`, () => {
      assert.equal(touches(pattern, { text: "arn:aws:s3:::b/", open: true }), answer);
    });
  }

  it("match a whole text as AWS says", () => {
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        // The sign for "any text" is no character of an ARN; `?` leaves it out too.
        fc.pre(!text.includes("\0"));
        assert.equal(covers(pattern, { text }), reference(pattern).test(text));
        assert.equal(touches(pattern, { text }), covers(pattern, { text }));
      }),
    );
  });

  it("that cover all texts match each of them", () => {
    fc.assert(
      fc.property(patterns, texts, texts, (pattern, text, rest) => {
        fc.pre(!rest.includes("\0") && !text.includes("\0"));
        if (covers(pattern, { text, open: true })) assert.ok(covers(pattern, { text: text + rest }));
        if (covers(pattern, { text: text + rest })) assert.ok(touches(pattern, { text, open: true }));
      }),
    );
  });

  it("take no longer where someone writes many wildcards", () => {
    assert.equal(covers("*a".repeat(200), { text: "a".repeat(199) + "b" }), false);
    assert.equal(touches("${".repeat(100_000), { text: "a" }), true);
  });
});
