import assert from "node:assert/strict";
import type { PolicyPackConfig } from "@pulumi/policy";
import type { LocalEnvironment } from "../../../local/environment/index.ts";
import { recommended } from "../../../policypack/packs/recommended.ts";
import { succeeded } from "../../support/engine.ts";
import { rulesThatJudged } from "../../support/policy/engine-events.ts";
import { exempt, foundIn, governed, ruleset } from "../../support/policy/evasion.ts";
import { startYamlEngine, yamlStack, type Configured, type YamlRun, type YamlStack } from "../../support/yaml-stack.ts";

const rule = "github-ruleset-disallow-exempt-bypass";
const refused = [`mandatory ${rule}: docs, main`];

describe("the pack's configuration on the real engine", function () {
  this.timeout(600_000);
  let environment: LocalEnvironment;
  let stack: YamlStack;

  before(async () => {
    environment = await startYamlEngine();
    stack = await yamlStack(environment, "configuration", "repository");
  });
  after(() => environment?.close());

  /** A program that one rule refuses, previewed under that configuration. */
  const preview = (configured?: Configured): Promise<YamlRun> =>
    stack.run([governed, ruleset("main", exempt)].join("\n"), ["preview"], configured);

  /** The configuration of the declaration, with something else for the rule. */
  const withRule =
    (settings: unknown) =>
    (declared: PolicyPackConfig): object => ({ ...declared, [rule]: settings });

  const waiver = { rule, target: { repository: "docs" }, reason: "Until the migration", approvedBy: "ada-owner" };

  it("is refused where nothing is changed", async () => {
    const { exitCode, events } = await preview();
    assert.notEqual(exitCode, 0);
    assert.deepEqual(foundIn(events), refused);
  });

  describe("E08 a configuration that switches rules off", () => {
    it("passes everything, with a green mark; the event log shows that no rule has judged", async () => {
      const run = await preview((declared) => ({ ...declared, all: "disabled" }));
      assert.match(succeeded(run), /✅ ai-governance@/);
      assert.deepEqual(rulesThatJudged(run.events), new Set());
    });

    it("passes what one rule refuses, where that one is disabled or lowered", async () => {
      const disabled = await preview(withRule("disabled"));
      succeeded(disabled);
      assert.ok(!rulesThatJudged(disabled.events).has(rule));
      const lowered = await preview(withRule("advisory"));
      succeeded(lowered);
      assert.deepEqual(foundIn(lowered.events), [`advisory ${rule}: docs, main`]);
    });

    it("is refused with a misspelt setting or level, and silently accepted with the name of no rule", async () => {
      const setting = await preview(withRule({ undecide: "mandatory" }));
      assert.notEqual(setting.exitCode, 0);
      assert.match(setting.output, /unknown key "undecide"\. Did you mean "undecided"\?/);
      const level = await preview(withRule("mandatry"));
      assert.notEqual(level.exitCode, 0);
      assert.match(level.output, /"mandatry" is not a valid enforcement level/);
      const name = await preview((declared) => ({ ...declared, "github-no-such-rule": "disabled" }));
      assert.deepEqual(foundIn(name.events), refused);
      assert.doesNotMatch(name.output, /github-no-such-rule/);
    });

    it("is refused without the facts of the declaration", async () => {
      const { exitCode, output } = await preview(() => ({}));
      assert.notEqual(exitCode, 0);
      assert.match(output, /its settings in the --policy-pack-config file are missing or wrong/);
    });
  });

  describe("E09 no policy pack", () => {
    it("is not missed by the engine; the event log shows that no rule has judged", async () => {
      const run = await preview("no pack");
      assert.doesNotMatch(succeeded(run), /Policies:/);
      assert.deepEqual(rulesThatJudged(run.events), new Set());
    });
  });

  describe("E10 exceptions", () => {
    it("leave the finding visible where a waiver of the configuration holds", async () => {
      const run = await preview(withRule({ waivers: [{ ...waiver, expires: "2999-12-31" }] }));
      succeeded(run);
      assert.deepEqual(foundIn(run.events), [`advisory ${rule}: Waived: docs, main`]);
    });

    it("end with their last day, and need a reason", async () => {
      const over = await preview(withRule({ waivers: [{ ...waiver, expires: "2026-01-01" }] }));
      assert.notEqual(over.exitCode, 0);
      assert.ok(foundIn(over.events)[0]?.startsWith(`mandatory ${rule}: `), over.output);
      const bare = await preview(withRule({ waivers: [{ ...waiver, reason: " ", expires: "2999-12-31" }] }));
      assert.notEqual(bare.exitCode, 0);
      assert.match(bare.output, /at waivers\.0\.reason: found " "/);
    });

    it("of Pulumi's own kind stop a preview of this engine, which does not know them", async () => {
      const exceptions = { migration: { policies: [rule], stacks: ["*"], urns: ["*"], reason: "Until the migration" } };
      const { exitCode, output } = await preview((declared) => ({ ...declared, exceptions }));
      assert.notEqual(exitCode, 0);
      assert.match(output, /configuring policy pack "ai-governance" at ".*": invalid enforcement level ""/);
    });
  });

  describe("E18 rules that only repair", () => {
    it("are not in the pack", () => {
      assert.deepEqual(
        recommended.filter((policy) => "remediateResource" in policy),
        [],
      );
    });

    it("are not what a rule becomes by the level `remediate`: it blocks", async () => {
      const { exitCode, events } = await preview((declared) => ({ ...declared, all: "remediate" }));
      assert.notEqual(exitCode, 0);
      assert.deepEqual(foundIn(events), refused);
    });
  });
});
