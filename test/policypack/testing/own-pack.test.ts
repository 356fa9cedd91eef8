import assert from "node:assert/strict";
import { policyConfiguration } from "../../../policypack/configuration.ts";
import { policyOf } from "../../../policypack/judging/policy.ts";
import { recommended } from "../../../policypack/packs/recommended.ts";
import { rules } from "../../../policypack/rules/index.ts";
import { resource, runPack, unknown, type Verdict } from "../../../policypack/testing/index.ts";
import { parsed } from "../../governance/example.ts";

const rule = "github-ruleset-disallow-exempt-bypass";
const governance = "github-repository-require-governance";

const ruleset = (name: string, repository: string, bypassMode: unknown) =>
  resource({
    type: "github:index/repositoryRuleset:RepositoryRuleset",
    name,
    props: { name, repository, bypassActors: [{ actorType: "Team", actorId: 7, bypassMode }] },
  });
const waived = ruleset("waived", "docs", "exempt");
const waivers = [
  {
    rule,
    target: { resource: waived.urn },
    reason: "Moves in March.",
    approvedBy: "octocat",
    expires: "2027-03-31",
  },
];
const config = policyConfiguration({ ...parsed(), waivers }, "repository", { today: "2027-01-01" });
const pack = rules.map((each) => policyOf(each, { level: "mandatory", today: () => "2027-01-01" }));

async function verdictOn(...resources: readonly ReturnType<typeof ruleset>[]): Promise<Verdict | undefined> {
  const results = await runPack(pack, resources, { config });
  return results.find(({ policy }) => policy === rule)?.verdict;
}

describe("the project's own pack in its harness", () => {
  it("gives every verdict", async () => {
    const bad = ruleset("bad", "ledger", "exempt");
    const undecided = ruleset("undecided", "ledger", unknown);
    const good = ruleset("good", "ledger", "pull_request");
    assert.equal(await verdictOn(good), "pass");
    assert.equal(await verdictOn(good, waived), "waived");
    assert.equal(await verdictOn(good, waived, undecided), "undecided");
    assert.equal(await verdictOn(good, waived, undecided, bad), "fail");
    assert.equal(await verdictOn(), "notApplicable");
  });

  it("accepts the configuration that the project makes, and a level for all", async () => {
    const results = await runPack(recommended, [], { config: { all: "advisory", ...config } });
    assert.deepEqual(
      results.map(({ policy }) => policy),
      recommended.map(({ name }) => name),
    );
    assert.equal(results.find(({ policy }) => policy === governance)?.verdict, "pass");
  });
});
