import assert from "node:assert/strict";
import type { Waiver } from "../../governance/waivers/waiver.ts";
import { policyConfiguration } from "../../policypack/configuration.ts";
import type { Role } from "../../policypack/judging/rule.ts";
import { recommended } from "../../policypack/packs/recommended.ts";
import { WaivedRuleError } from "../../policypack/waivers.ts";
import { parsed } from "../governance/example.ts";
import { runResourceRule, runStackRule } from "../support/policy/run-rule.ts";

const broad = "github-ruleset-disallow-broad-bypass";
const edits = "github-property-require-owner-edits";
const baseline = "github-organization-require-baseline";

const waiver = (rule: string, target: Waiver["target"] = { repository: "docs" }): Waiver => ({
  rule,
  target,
  reason: "Agreed.",
  approvedBy: "octocat",
  expires: "2027-03-31",
});
const urn = "urn:pulumi:prod::docs::github:index/repositoryRuleset:RepositoryRuleset::main";
const configured = (waivers: readonly Waiver[], role: Role) =>
  policyConfiguration({ ...parsed(), waivers: [...waivers] }, role) as Record<string, { waivers?: Waiver[] }>;

/** The targets of the waivers that each rule is told. */
const toldTo = (waivers: readonly Waiver[], role: Role) =>
  Object.fromEntries(
    Object.entries(configured(waivers, role)).flatMap(([rule, { waivers }]) =>
      waivers ? [[rule, waivers.map(({ target }) => target)]] : [],
    ),
  );

describe("waivers in the configuration", () => {
  it("are told to the rule that they name, also to one that is told nothing else", () => {
    const waivers = [waiver(broad), waiver(edits), waiver(broad, { resource: urn })];
    for (const role of ["organization", "repository"] as const) {
      assert.deepEqual(toldTo(waivers, role), {
        [broad]: [{ repository: "docs" }, { resource: urn }],
        [edits]: [{ repository: "docs" }],
      });
    }
  });

  it("of settings are told to stacks of the organisation only", () => {
    const waivers = [waiver(baseline, { setting: "critical" }), waiver(broad, { setting: "docs-rules" })];
    assert.deepEqual(toldTo(waivers, "organization"), {
      [baseline]: [{ setting: "critical" }],
      [broad]: [{ setting: "docs-rules" }],
    });
    assert.deepEqual(toldTo(waivers, "repository"), {});
  });

  it("are not told to a rule that does not judge the role", () => {
    assert.deepEqual(toldTo([waiver(baseline, { resource: urn })], "repository"), {});
    assert.deepEqual(Object.keys(toldTo([waiver(baseline, { resource: urn })], "organization")), [baseline]);
  });

  it("leave the configuration as it is where there are none", () => {
    assert.deepEqual(toldTo([], "organization"), {});
    assert.equal(edits in configured([], "organization"), false);
  });

  it("are accepted by every rule", async () => {
    const waivable = recommended.map(({ name }) => name).filter((name) => name !== "pulumi-waiver-require-validity");
    const configuration = configured(
      waivable.map((name) => waiver(name)),
      "organization",
    );
    for (const policy of recommended) {
      const settings = configuration[policy.name] ?? {};
      if ("validateStack" in policy) await runStackRule(policy, [], settings);
      else await runResourceRule(policy, { type: "github:index/team:Team" }, settings);
    }
  });

  it("of the gate's rules are told to none, and are no mistake", () => {
    const waivers = [waiver("gate-change-limit-size"), waiver("gate-file-disallow-hidden-text")];
    for (const role of ["organization", "repository"] as const) assert.deepEqual(toldTo(waivers, role), {});
  });

  it("of rules that do not exist are refused, all at once", () => {
    const waivers = [
      waiver("github-ruleset-disallow-brod-bypass"),
      waiver(broad),
      waiver("pulumi-waiver-require-validity"),
      waiver("aws-lambda-require-nothing"),
    ];
    const problems = [
      `at waivers[0].rule: found "github-ruleset-disallow-brod-bypass", allowed: a rule of the policy pack. Did you mean "${broad}"?`,
      'at waivers[2].rule: found "pulumi-waiver-require-validity", which nobody can waive. Take the waiver out',
      'at waivers[3].rule: found "aws-lambda-require-nothing", allowed: a rule of the policy pack.',
    ];
    assert.throws(
      () => configured(waivers, "repository"),
      (error) => {
        assert.ok(error instanceof WaivedRuleError);
        assert.deepEqual(
          [error.name, error.problems, error.message],
          ["WaivedRuleError", problems, problems.join("\n")],
        );
        return true;
      },
    );
  });
});
