import assert from "node:assert/strict";
import { codeowners, mergeSettings } from "../../governance/policy/records.ts";
import { judged, sampleOf } from "./judged.ts";

const rule = "pulumi-resource-disallow-escape-hatches";
const governed = [mergeSettings(), codeowners()].map(sampleOf);
const must = "a stack that changes GitHub must declare all that it changes.";

describe("E13 escape hatches", () => {
  for (const [type, does] of [
    ["pulumi-nodejs:dynamic:Resource", "runs code that is known to the program alone"],
    ["pulumi-python:dynamic:Resource", "runs code that is known to the program alone"],
    ["command:local:Command", "runs any command"],
    ["http:index/request:Request", "sends any request, also to GitHub"],
  ] as const) {
    it(`are reported beside governed resources: ${type}`, async () => {
      assert.deepEqual(await judged([...governed, { type, name: "script" }], "repository"), [
        [rule, `script: ${type} ${does}; ${must}`],
      ]);
    });
  }

  it("are reported where a function alone is used, by the provider that it needs", async () => {
    const provider = { type: "pulumi:providers:command", name: "default_1_1_0" };
    assert.deepEqual(await judged([...governed, provider], "repository"), [
      [rule, `default_1_1_0: a function of package command runs any command; ${must}`],
    ]);
  });

  it("are seen by no rule where a program calls GitHub itself, without a resource", async () => {
    assert.deepEqual(await judged(governed, "repository"), []);
  });
});
