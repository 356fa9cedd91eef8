import assert from "node:assert/strict";
import { parseDeclaration } from "../../../governance/index.ts";
import { exampleText, parsed, problemsOf } from "../example.ts";

const recipient = `age1${"q".repeat(58)}`;
const line = exampleText.split("\n").length;
const withCapture = (capture: string) =>
  parseDeclaration(`${exampleText}capture: ${capture}\n`, "governance.yaml").capture;
const problems = (capture: string) => problemsOf(`${exampleText}capture: ${capture}\n`);

describe("capture in a declaration", () => {
  it("keeps digests where nothing is said", () => assert.deepEqual(parsed().capture, { prompts: "digest" }));

  it("may store prompts in a bucket of their own", () =>
    assert.deepEqual(withCapture(`{ prompts: store, bucket: meridian-prompts, recipient: ${recipient} }`), {
      prompts: "store",
      bucket: "meridian-prompts",
      recipient,
    }));

  it("may name bucket and recipient before it stores", () =>
    assert.equal(withCapture(`{ bucket: meridian-prompts, recipient: ${recipient} }`).prompts, "digest"));

  for (const [says, capture, message] of [
    [
      "neither bucket nor recipient",
      "{ prompts: store }",
      'found "store" without bucket and recipient, which encrypted prompts need. Write both beside it, or: prompts: digest',
    ],
    [
      "no bucket",
      `{ prompts: store, recipient: ${recipient} }`,
      'found "store" without bucket, which encrypted prompts need. Write both beside it, or: prompts: digest',
    ],
    [
      "no recipient",
      "{ prompts: store, bucket: meridian-prompts }",
      'found "store" without recipient, which encrypted prompts need. Write both beside it, or: prompts: digest',
    ],
  ] as const) {
    it(`cannot store with ${says}`, () =>
      assert.deepEqual(problems(capture), [`governance.yaml:${line}:21: at capture.prompts: ${message}`]));
  }

  for (const prompts of ["store", "digest"]) {
    it(`never names the audit bucket, with prompts: ${prompts}`, () =>
      assert.deepEqual(problems(`{ prompts: ${prompts}, bucket: meridian-pay-ai-audit, recipient: ${recipient} }`), [
        `governance.yaml:${line}:${prompts.length + 31}: at capture.bucket: found "meridian-pay-ai-audit", the audit bucket, from which nothing can be erased; ` +
          "allowed: a bucket without object lock",
      ]));
  }

  it("names a recipient, not a secret key", () => {
    const [problem] = problems("{ prompts: store, bucket: meridian-prompts, recipient: AGE-SECRET-KEY-1QQQ }");
    assert.match(problem ?? "", /at capture\.recipient: /);
  });
});
