import assert from "node:assert/strict";
import { z } from "zod";
import { undecidedFinding, unverifiableFinding, violation } from "../../../governance/policy/finding.ts";
import { policyOf } from "../../../policypack/judging/policy.ts";
import type { Rule } from "../../../policypack/judging/rule.ts";
import { resourceRule } from "../../../policypack/judging/resource-rule.ts";
import { role } from "../../../policypack/judging/settings.ts";
import { stackRule } from "../../../policypack/judging/stack-rule.ts";
import { urnOf } from "../../support/policy/request.ts";
import { runResourceRule, runStackRule } from "../../support/policy/run-rule.ts";

const description = {
  name: "github-thing-require-order",
  displayName: "Order",
  description: "Why.",
  severity: "low" as const,
  remediationSteps: "Tidy up.",
  told: (): never => {
    throw new Error("nobody asks");
  },
};
const repository = { type: "github:index/repository:Repository", props: { name: "docs" } };
const organization = { role: "organization" };

const mandatory = (rule: Rule) => policyOf(rule, { level: "mandatory" }) as never;

const broken = (): never => {
  throw new Error("broken predicate");
};

describe("a rule", () => {
  it("prints its description, what is wrong where, and the fix: three lines below the engine's heading", async () => {
    const rule = stackRule({
      ...description,
      settings: z.strictObject({ role }),
      roles: ["organization"],
      judge: () => [violation("main", "is a mess; must be tidy.", "Tidy up.", urnOf(repository))],
    });
    assert.deepEqual(await runStackRule(rule, [repository], organization), {
      findings: [
        {
          level: "advisory",
          message: "Why.\ndocs, main: is a mess; must be tidy.\nFix: Tidy up.",
          urn: urnOf(repository),
        },
      ],
    });
  });

  it("lowers what is undecided to advisory, also where the pack blocks", async () => {
    const rule = resourceRule({
      ...description,
      settings: z.strictObject({}),
      types: [repository.type],
      judge: ({ urn }) => [
        undecidedFinding("docs", "not known yet.", "Wait.", urn),
        violation("docs", "bad.", "Mend.", urn),
      ],
    });
    const { findings } = await runResourceRule(mandatory(rule), repository);
    assert.deepEqual(
      findings.map(({ level, message }) => [level, message]),
      [
        ["advisory", "Why.\nUndecided: docs: not known yet.\nJudged again when known. Fix: Wait."],
        ["mandatory", "Why.\ndocs: bad.\nFix: Mend."],
      ],
    );
  });

  it("does not promise a later judgement where none can come", async () => {
    const judge = () => [unverifiableFinding("docs", "nobody can tell.", "Say it.")];
    const rule = stackRule({ ...description, settings: z.strictObject({ role }), roles: ["organization"], judge });
    assert.deepEqual((await runStackRule(rule, [], organization)).findings, [
      { level: "advisory", message: "Why.\nUndecided: docs: nobody can tell.\nFix: Say it." },
    ]);
  });

  for (const [undecided, level] of [
    [undefined, "advisory"],
    ["advisory", "advisory"],
    ["mandatory", "mandatory"],
  ] as const) {
    it(`that blocks makes what is undecided ${level} where its settings say ${undecided ?? "nothing"}`, async () => {
      const judge = () => [undecidedFinding("docs", "not known.", "Wait."), unverifiableFinding("docs", "?", "Say.")];
      const stack = stackRule({ ...description, settings: z.strictObject({ role }), roles: ["organization"], judge });
      const settings = { role: "organization", undecided };
      const { findings } = await runStackRule(mandatory(stack), [], settings);
      assert.deepEqual(
        findings.map((finding) => finding.level),
        [level, level],
      );
      assert.match(
        findings[0]?.message ?? "",
        /^Why\.\nUndecided: docs: not known\.\nJudged again when known\. Fix: Wait\.$/,
      );
      const resource = resourceRule({ ...description, settings: z.strictObject({}), types: [repository.type], judge });
      const verdict = await runResourceRule(mandatory(resource), repository, { undecided });
      assert.deepEqual(
        verdict.findings.map((finding) => finding.level),
        [level, level],
      );
    });
  }

  it("refuses another level for what is undecided", async () => {
    const rule = resourceRule({ ...description, settings: z.strictObject({}), types: [], judge: () => [] });
    await assert.rejects(runResourceRule(rule, repository, { undecided: "block" }), /at undecided: found "block"\./);
  });

  it("checks its settings also where it has nothing to judge", async () => {
    const rule = resourceRule({ ...description, settings: z.strictObject({ role }), types: ["none"], judge: () => [] });
    await assert.rejects(runResourceRule(rule, repository, {}), /at role: missing\./);
  });

  it("that throws on a resource fails the operation and names itself", async () => {
    const rule = resourceRule({
      ...description,
      settings: z.strictObject({}),
      types: [repository.type],
      judge: broken,
    });
    await assert.rejects(runResourceRule(rule, repository), /policy 'github-thing-require-order'[^]*broken predicate/);
  });

  it("that throws on a stack fails the operation and names itself", async () => {
    const settings = z.strictObject({ role });
    const rule = stackRule({ ...description, settings, roles: ["organization"], judge: broken });
    await assert.rejects(
      runStackRule(rule, [], organization),
      /policy 'github-thing-require-order'[^]*broken predicate/,
    );
  });

  it("about a stack judges a stack without resources", async () => {
    const settings = z.strictObject({ role });
    const judge = () => [violation("docs", "missing.", "Add it.")];
    const rule = stackRule({ ...description, settings, roles: ["organization"], judge });
    assert.equal((await runStackRule(rule, [], organization)).findings.length, 1);
  });
});
