import assert from "node:assert/strict";
import { codeowners, mergeSettings, repositoryRuleset } from "../../governance/policy/records.ts";
import { judged, sampleOf } from "./judged.ts";

const rule = "pulumi-provider-require-organization";
const type = "pulumi:providers:github";
const governed = [mergeSettings(), codeowners()].map(sampleOf);
const through = (props: Record<string, unknown>) => {
  const provider = { type, name: "elsewhere", props };
  return judged([...governed, { ...sampleOf(repositoryRuleset()), provider }, provider], "repository");
};

describe("E14 provider of another organisation", () => {
  it("is reported once, though every rule about what it manages is content", async () => {
    assert.deepEqual(await through({ owner: "globex" }), [
      [rule, "elsewhere: its owner is globex, but this pack is for meridian-pay; it must change meridian-pay only."],
    ]);
  });

  it("is reported where another GitHub is meant", async () => {
    assert.deepEqual(await through({ owner: "meridian-pay", baseUrl: "https://github.example.com/" }), [
      [
        rule,
        "elsewhere: its baseUrl leads to https://github.example.com; it must be https://api.github.com, where meridian-pay is.",
      ],
    ]);
  });

  it("is said to be possible where a token of the program's own decides", async () => {
    assert.deepEqual(await through({ token: "ghp_hunter2" }), [
      [
        rule,
        "Undecided: elsewhere: without an owner its credentials decide whose organisation it changes; it must be meridian-pay.",
      ],
    ]);
  });

  it("is seen by no rule where the environment alone names it", async () => {
    assert.deepEqual(await through({ version: "6.15.0" }), []);
  });
});
