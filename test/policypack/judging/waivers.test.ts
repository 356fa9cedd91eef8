import assert from "node:assert/strict";
import { z } from "zod";
import { undecidedFinding, violation, type Finding } from "../../../governance/policy/finding.ts";
import type { ResourceRecord } from "../../../governance/policy/resource.ts";
import type { Waiver } from "../../../governance/waivers/waiver.ts";
import { policyOf } from "../../../policypack/judging/policy.ts";
import { resourceRule } from "../../../policypack/judging/resource-rule.ts";
import { role, type UndecidedLevel } from "../../../policypack/judging/settings.ts";
import { stackRule } from "../../../policypack/judging/stack-rule.ts";
import { UNKNOWN_STRING, urnOf, type SampleResource } from "../../support/policy/request.ts";
import { runResourceRule, runStackRule } from "../../support/policy/run-rule.ts";

const name = "github-thing-require-order";
const description = {
  name,
  displayName: "Order",
  description: "Why.",
  severity: "low" as const,
  remediationSteps: "Tidy up.",
  told: () => ({ role: "organization" as const }),
  settings: z.strictObject({ role }),
};

const ruleset = (repository: unknown, name = "main"): SampleResource => ({
  type: "github:index/repositoryRuleset:RepositoryRuleset",
  name,
  props: { repository },
});
const payments = ruleset("payments");

const waiver = (over: Partial<Waiver> = {}): Waiver => ({
  rule: name,
  target: { repository: "payments" },
  reason: "Moves in March",
  approvedBy: "octocat",
  expires: "2027-03-31",
  ...over,
});

const bad = ({ name, urn }: ResourceRecord): Finding => violation(name, "is a mess; must be tidy.", "Tidy up.", urn);

interface Run {
  readonly waivers: readonly Waiver[];
  readonly today?: string;
  readonly judge?: (resource: ResourceRecord) => Finding;
  readonly undecided?: UndecidedLevel;
  readonly neverWaived?: boolean;
}

/** Level and lines of each finding of a rule that blocks. */
async function said(
  resources: readonly SampleResource[],
  { waivers, today = "2027-01-01", judge = bad, undecided, neverWaived }: Run,
): Promise<string[][]> {
  const rule = stackRule({
    ...description,
    ...(neverWaived && { neverWaived }),
    roles: ["organization"],
    judge: (stack) => stack.map(judge),
  });
  const policy = policyOf(rule, { level: "mandatory", today: () => today });
  const settings = { role: "organization", waivers, undecided };
  const { findings } = await runStackRule(policy as never, resources, settings);
  return findings.map(({ level, message }) => [level, ...message.split("\n")]);
}

describe("a waived finding", () => {
  it("stays visible: who allowed it, until when and why", async () => {
    assert.deepEqual(await said([payments], { waivers: [waiver()] }), [
      [
        "advisory",
        "Why.",
        "Waived: payments, main: is a mess; must be tidy.",
        "Until 2027-03-31 by octocat: Moves in March. Fix: Tidy up.",
      ],
    ]);
  });

  it("repeats no full stop of the reason", async () => {
    for (const reason of ["Moves.", "Moves!", "Moves?"]) {
      const [finding] = await said([payments], { waivers: [waiver({ reason })] });
      assert.equal(finding?.at(-1), `Until 2027-03-31 by octocat: ${reason} Fix: Tidy up.`);
    }
  });

  it("blocks again on the day after the last, and says since when", async () => {
    const waivers = [waiver()];
    assert.equal((await said([payments], { waivers, today: "2027-03-31" }))[0]?.[0], "advisory");
    assert.deepEqual(await said([payments], { waivers, today: "2027-04-01" }), [
      [
        "mandatory",
        "Why.",
        "payments, main: is a mess; must be tidy.",
        "Its waiver expired on 2027-03-31. Fix: Tidy up.",
      ],
    ]);
  });

  it("may be undecided, where that blocks", async () => {
    const judge = ({ name, urn }: ResourceRecord) => undecidedFinding(name, "not known yet.", "Wait.", urn);
    const waivers = [waiver()];
    assert.deepEqual(await said([payments], { waivers, judge, undecided: "mandatory" }), [
      [
        "advisory",
        "Why.",
        "Waived: payments, main: not known yet.",
        "Until 2027-03-31 by octocat: Moves in March. Fix: Wait.",
      ],
    ]);
    assert.deepEqual(await said([payments], { waivers, judge, undecided: "mandatory", today: "2027-05-01" }), [
      [
        "mandatory",
        "Why.",
        "Undecided: payments, main: not known yet.",
        "Judged again when known. Its waiver expired on 2027-03-31. Fix: Wait.",
      ],
    ]);
  });

  it("leaves its neighbours blocking", async () => {
    const stack = [payments, ruleset("payments-api", "api"), ruleset(UNKNOWN_STRING, "unknown"), ruleset(null, "none")];
    assert.deepEqual(
      (await said(stack, { waivers: [waiver()] })).map(([level, , line]) => [level, line?.split(":")[0]]),
      [
        ["advisory", "Waived"],
        ["mandatory", "payments-api, api"],
        ["mandatory", "unknown"],
        ["mandatory", "none"],
      ],
    );
  });

  it("of a resource whose repository is unknown is none of a setting of that name", async () => {
    const waivers = [waiver({ target: { setting: "main" } })];
    assert.equal((await said([ruleset(UNKNOWN_STRING)], { waivers }))[0]?.[0], "mandatory");
  });

  it("is found by URN, in a rule that judges each resource alone, too", async () => {
    const rule = resourceRule({ ...description, types: [payments.type], judge: (resource) => [bad(resource)] });
    const policy = policyOf(rule, { level: "mandatory", today: () => "2027-01-01" }) as never;
    const waivers = [waiver({ target: { resource: urnOf(payments) } })];
    const levels = async (resource: SampleResource) =>
      (await runResourceRule(policy, resource, { role: "organization", waivers })).findings.map(({ level }) => level);
    assert.deepEqual(await levels(payments), ["advisory"]);
    assert.deepEqual(await levels(ruleset("payments", "other")), ["mandatory"]);
  });

  it("cannot be one of a rule that nobody can waive", async () => {
    assert.equal((await said([payments], { waivers: [waiver()], neverWaived: true }))[0]?.[0], "mandatory");
  });

  it("needs a waiver that is well formed", async () => {
    const waivers = [{ ...waiver(), reason: "one\ntwo" }];
    await assert.rejects(said([payments], { waivers }), /at waivers\.0\.reason: found "one\\ntwo"\./);
  });
});
