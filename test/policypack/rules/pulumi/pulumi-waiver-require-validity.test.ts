import assert from "node:assert/strict";
import { policyOf } from "../../../../policypack/judging/policy.ts";
import { pulumiWaiverRequireValidity as rule } from "../../../../policypack/rules/pulumi/pulumi-waiver-require-validity.ts";
import { rules } from "../../../../policypack/rules/index.ts";
import { parsed } from "../../../governance/example.ts";
import { UNKNOWN_STRING, urnOf, type SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const waiver = {
  rule: "github-ruleset-disallow-broad-bypass",
  target: { repository: "docs" },
  reason: "Agreed.",
  approvedBy: "octocat",
  expires: "2026-10-31",
};
const { told: tell } = rule;
const declaration = parsed();
const role = "repository";
const settings = (allWaivers: readonly object[], over: object = {}) => ({
  ...tell({ declaration, role }),
  allWaivers,
  ...over,
});
const docs = (repository: unknown = "docs"): SampleResource => ({
  type: "github:index/repositoryRuleset:RepositoryRuleset",
  name: "main",
  props: { repository },
});
const policy = policyOf(rule, { level: "mandatory", today: () => "2026-11-26" }) as never;
const run = (stack: readonly SampleResource[], given: object) => runStackRule(policy, stack, given);

const expired =
  "the waiver of github-ruleset-disallow-broad-bypass expired on 2026-10-31; it must be removed or approved anew.";
const fix = "Fix: Remove it from waivers in governance.yaml.";

describe(rule.name, () => {
  it("reports an expired waiver of a repository in the stack", async () => {
    assert.deepEqual(await run([docs()], settings([waiver])), {
      findings: [
        {
          level: "mandatory",
          message: `${rule.description}\ndocs: ${expired}\n${fix}`,
          urn: urnOf(docs()),
        },
      ],
    });
  });

  it("reports expired waivers of resources and of settings", async () => {
    const aimed = [
      { ...waiver, target: { resource: urnOf(docs()) } },
      { ...waiver, target: { setting: "critical" } },
    ];
    assert.deepEqual(await told(run([docs()], settings(aimed, { role: "organization" }))), [
      [`docs, main: ${expired}`, fix],
      [`critical: ${expired}`, fix],
    ]);
  });

  it("allows a waiver in force, and waivers of other stacks", async () => {
    const others = { ...waiver, target: { repository: "ledger" } };
    const good = settings([{ ...waiver, expires: "2027-11-27" }, others]);
    assert.deepEqual(await run([docs()], good), { findings: [] });
    assert.deepEqual(await run([], settings([waiver])), { findings: [] });
  });

  it("stays undecided while the repository is unknown", async () => {
    const { findings } = await run([docs(UNKNOWN_STRING)], settings([waiver]));
    assert.deepEqual(
      findings.map(({ level, message }) => [level, message.split("\n")[1]?.split(":")[0]]),
      [["advisory", "Undecided"]],
    );
  });

  it("takes a repository of another type for none", async () => {
    for (const wrong of [null, 7, ["docs"], { name: "docs" }]) {
      assert.deepEqual(await run([docs(wrong)], settings([waiver])), { findings: [] });
    }
  });

  it("is waived by nobody, and reports whoever tries", async () => {
    const own = { ...waiver, rule: rule.name, expires: "2027-01-31" };
    const given = settings([waiver, own], { waivers: [own, { ...own, rule: waiver.rule }] });
    assert.deepEqual(
      (await run([docs()], given)).findings.map(({ level, message }) => [level, message.split("\n")[1]]),
      [
        ["mandatory", `docs: ${expired}`],
        ["mandatory", `docs: the waiver names ${rule.name}, which is no rule that can be waived; it must name one.`],
      ],
    );
  });

  it("knows every other rule of the pack", async () => {
    const all = rules.map(({ name }) => ({ ...waiver, rule: name, expires: "2027-01-31" }));
    const { findings } = await run([docs()], settings(all));
    assert.equal(findings.length, 1);
    assert.match(findings[0]?.message ?? "", /names pulumi-waiver-require-validity,/);
  });

  it("reports that the pack was told too long ago", async () => {
    assert.deepEqual(await told(run([], settings([], { validUntil: "2026-11-25" }))), [
      [
        "meridian-pay: what the pack was told of meridian-pay held until 2026-11-25; the pack must be told anew.",
        "Fix: Make the pack, or its configuration, anew from governance.yaml.",
      ],
    ]);
    assert.deepEqual(await run([], settings([], { validUntil: "2026-11-26" })), { findings: [] });
  });

  it("judges by the clock unless told otherwise", async () => {
    const given = (validUntil: string) => settings([], { validUntil });
    assert.equal((await runStackRule(rule, [], given("2020-01-01"))).findings.length, 1);
    assert.deepEqual(await runStackRule(rule, [], given("2999-12-31")), { findings: [] });
  });

  it("is told what the declaration says", () => {
    const aimed = { ...waiver, target: { setting: "critical" } };
    const withWaivers = { ...declaration, waivers: [waiver, aimed] };
    const { agents, automation, ...others } = tell({ declaration: withWaivers, role, validUntil: "2026-12-31" }) as {
      agents: { name: string }[];
      automation: { name: string }[];
    };
    assert.deepEqual(others, { role, organization: "meridian-pay", allWaivers: [waiver], validUntil: "2026-12-31" });
    assert.deepEqual(
      [...agents, ...automation].map(({ name }) => name),
      [...Object.keys(declaration.tools), ...Object.keys(declaration.automation)],
    );
  });
});
