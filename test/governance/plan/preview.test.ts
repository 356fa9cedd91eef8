import assert from "node:assert/strict";
import * as fc from "fast-check";
import { planOf, PreviewError, readPreview } from "../../../governance/plan/index.ts";
import { organization, previewText } from "./previews.ts";

const reasonOf = (text: string): string => {
  try {
    readPreview(text);
  } catch (error) {
    assert.ok(error instanceof PreviewError, String(error));
    return error.message;
  }
  return assert.fail("the text was accepted");
};
const howTo = "Write one with: pulumi preview --json --show-sames > preview.json";
const good = previewText([], organization);

describe("readPreview", () => {
  it("reads what the engine prints", () => {
    assert.deepEqual([readPreview(good).steps.length, readPreview(good).hidden], [organization.length, 0]);
  });
  for (const [says, text, reason] of [
    ["nothing", " \n", `found nothing: the text is empty. ${howTo}`],
    ["JSON that is cut off", good.slice(0, -40), `found JSON that is cut off or damaged. ${howTo}`],
    [
      "what pulumi prints for people",
      "Previewing update (test):",
      `found text that is not JSON; without --json pulumi prints for people. ${howTo}`,
    ],
    ["a stack export", '{"version": 3, "deployment": {}}', `found a stack export, not a preview. ${howTo}`],
    ["a plan of Terraform", '{"resource_changes": []}', `found a plan of Terraform, not a preview of Pulumi. ${howTo}`],
    ["other JSON", '{"a": 1}', `found JSON of something else than \`pulumi preview\`. ${howTo}`],
    ["a list", "[1]", `found JSON of something else than \`pulumi preview\`. ${howTo}`],
    ["steps of another shape", '{"steps": [{}]}', `found JSON of something else than \`pulumi preview\`. ${howTo}`],
    ["no steps", '{"steps": [], "changeSummary": {}}', `found a preview of nothing: no steps. ${howTo}`],
    ["no steps at all", '{"steps": null, "changeSummary": {}}', `found a preview of nothing: no steps. ${howTo}`],
    [
      "a preview that failed",
      JSON.stringify({ ...JSON.parse(good), diagnostics: [{ message: "token s3cret", severity: "error" }] }),
      'found a preview that failed: pulumi reports an error under "diagnostics". Mend that, then preview again.',
    ],
  ] as const) {
    it(`refuses ${says}`, () => assert.equal(reasonOf(text), reason));
  }
  it("takes warnings for what they are", () => {
    const warned = { ...JSON.parse(good), diagnostics: [{ message: "mind the gap", severity: "warning" }] };
    assert.equal(readPreview(JSON.stringify(warned)).steps.length, organization.length);
  });
  it("counts the unchanged resources that are left out", () => {
    const short = { steps: [{ op: "same", urn: "urn:pulumi:a::b::c::d" }], changeSummary: { same: 54 } };
    assert.equal(readPreview(JSON.stringify(short)).hidden, 53);
  });
  it("does not miss what a refresh shows", () => {
    const steps = ["a", "b"].map((name) => ({ op: "refresh", urn: `urn:pulumi:a::b::c::${name}` }));
    assert.equal(readPreview(JSON.stringify({ steps, changeSummary: { same: 2 } })).hidden, 0);
  });
  it("never quotes the text, which may hold secrets", () => {
    for (const text of ['{"password": "s3cret', "s3cret", '{"steps": "s3cret"}']) {
      assert.doesNotMatch(reasonOf(text), /s3cret/);
    }
  });
  it("accepts or refuses any JSON, and then judges it, without another error", () => {
    const states = fc.record(
      {
        type: fc.constantFrom(...organization.map(({ type }) => type)),
        inputs: fc.dictionary(fc.string(), fc.jsonValue()),
      },
      { requiredKeys: ["type"] },
    );
    const step = fc.record(
      {
        op: fc.constantFrom("create", "update", "delete", "same", "refresh", "replace"),
        urn: fc.constant("urn:pulumi:a::b::c::d"),
        oldState: states,
        newState: states,
      },
      { requiredKeys: ["op", "urn"] },
    );
    const anything = fc.oneof(
      fc.json(),
      fc.record({ steps: fc.array(step) }).map((each) => JSON.stringify(each)),
    );
    fc.assert(
      fc.property(anything, (text) => {
        try {
          planOf(readPreview(text));
        } catch (error) {
          assert.ok(error instanceof PreviewError, String(error));
        }
      }),
    );
  });
});
