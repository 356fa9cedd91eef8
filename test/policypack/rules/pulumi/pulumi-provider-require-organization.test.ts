import assert from "node:assert/strict";
import { pulumiProviderRequireOrganization as rule } from "../../../../policypack/rules/pulumi/pulumi-provider-require-organization.ts";
import { UNKNOWN_STRING, urnOf, type SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";
import { knownOf } from "../../../support/policy/known.ts";

const type = "pulumi:providers:github";
const settings = rule.told(knownOf("repository"));
const provider = (props: Record<string, unknown>): SampleResource[] => [{ type, name: "elsewhere", props }];
const run = (props: Record<string, unknown>) => runStackRule(rule, provider(props), settings);

describe(rule.name, () => {
  it("reports a provider for another organisation, at the provider", async () => {
    const verdict = run({ owner: "globex", token: "ghp_hunter2" });
    assert.deepEqual(await told(verdict), [
      [
        "elsewhere: its owner is globex, but this pack is for meridian-pay; it must change meridian-pay only.",
        "Fix: Set owner: meridian-pay, or leave it to the stack's configuration.",
      ],
    ]);
    assert.equal((await verdict).findings[0]?.urn, urnOf({ type, name: "elsewhere" }));
    assert.doesNotMatch(JSON.stringify(await verdict), /hunter2/);
  });

  it("reports the provider of a resource alone", async () => {
    const repository = {
      type: "github:index/repository:Repository",
      provider: { type, name: "elsewhere", props: { baseUrl: "https://github.example.com/" } },
    };
    assert.deepEqual(await told(runStackRule(rule, [repository], settings)), [
      [
        "elsewhere: its baseUrl leads to https://github.example.com; it must be https://api.github.com, where meridian-pay is.",
        "Fix: Remove baseUrl.",
      ],
    ]);
  });

  it("allows the declared organisation, what the environment decides, and stacks without a provider", async () => {
    assert.deepEqual(await run({ owner: "meridian-pay", baseUrl: "https://api.github.com/" }), { findings: [] });
    assert.deepEqual(await run({ version: "6.15.0" }), { findings: [] });
    assert.deepEqual(await runStackRule(rule, [], settings), { findings: [] });
  });

  it("is told where the organisation's GitHub is", async () => {
    const own = "https://github.example.com/";
    const there = rule.told(knownOf("organization", { githubBaseUrl: own }));
    assert.deepEqual(there, { role: "organization", organization: "meridian-pay", githubBaseUrl: own });
    assert.deepEqual(await runStackRule(rule, provider({ baseUrl: own }), there), { findings: [] });
  });

  it("stays undecided while the owner is unknown", async () => {
    assert.deepEqual(await told(run({ owner: UNKNOWN_STRING })), [
      [
        "Undecided: elsewhere: whose organisation it changes is not known yet; it must be meridian-pay.",
        "Judged again when known. Fix: Set owner: meridian-pay, or leave it to the stack's configuration.",
      ],
    ]);
  });

  it("takes no value of a wrong type for the owner", async () => {
    for (const owner of [3, ["meridian-pay"], true]) assert.equal((await run({ owner })).findings.length, 1);
    assert.deepEqual(await run({ owner: null }), { findings: [] });
  });

  it("refuses an address of GitHub that is none", async () => {
    await assert.rejects(
      runStackRule(rule, [], { ...settings, githubBaseUrl: "github" }),
      /at githubBaseUrl: found "github"/,
    );
  });
});
