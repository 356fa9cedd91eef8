import assert from "node:assert/strict";
import { githubRulesetDisallowExemptBypass as rule } from "../../../../policypack/rules/github/github-ruleset-disallow-exempt-bypass.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import { runResourceRule, told } from "../../../support/policy/run-rule.ts";

const repositoryRuleset = "github:index/repositoryRuleset:RepositoryRuleset";
const organizationRuleset = "github:index/organizationRuleset:OrganizationRuleset";
const message = "an actor is exempt from the rules, which leaves no trace; every bypass must be recorded.";
const fix = 'Fix: Set bypassMode: "pull_request" for the break-glass team, or remove the actor.';

function run(type: string, bypassActors?: unknown, settings: object = {}) {
  const repository = type === repositoryRuleset ? "storefront" : undefined;
  return runResourceRule(rule, { type, props: { name: "main", repository, bypassActors } }, settings);
}

function team(bypassMode: string) {
  return { actorType: "Team", actorId: 7, bypassMode };
}

describe(rule.name, () => {
  it("reports a repository ruleset with an exempt actor, and names the repository", async () => {
    assert.deepEqual(await told(run(repositoryRuleset, [team("always"), team("exempt")])), [
      [`storefront, main: ${message}`, fix],
    ]);
  });

  it("reports an organisation ruleset with an exempt actor", async () => {
    assert.deepEqual(await told(run(organizationRuleset, [team("exempt")])), [[`main: ${message}`, fix]]);
  });

  it("allows recorded bypasses", async () => {
    assert.deepEqual(await run(organizationRuleset, [team("always"), team("pull_request")]), { findings: [] });
  });

  it("allows a ruleset that nobody passes", async () => {
    assert.deepEqual(await run(repositoryRuleset), { findings: [] });
  });

  it("reports an exempt actor beside an unknown one", async () => {
    assert.deepEqual(await told(run(organizationRuleset, [UNKNOWN_STRING, team("exempt")])), [
      [`main: ${message}`, fix],
    ]);
  });

  it("stays undecided while the actors are unknown", async () => {
    const { findings } = await run(organizationRuleset, UNKNOWN_STRING);
    assert.deepEqual(
      findings.map(({ level, message }) => [level, message.split("\n")[1]]),
      [["advisory", "Undecided: main: who is exempt from the rules is not known yet; nobody must be."]],
    );
  });

  it("ignores other types", async () => {
    const { notApplicable } = await run("github:index/branchProtection:BranchProtection");
    assert.equal(notApplicable, "judges other types");
  });

  it("rejects a setting it does not know", async () => {
    await assert.rejects(run(organizationRuleset, [], { allow: ["x"] }), /unknown key "allow"/);
  });
});
