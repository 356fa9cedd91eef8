import assert from "node:assert/strict";
import { githubRulesetDisallowBroadBypass as rule } from "../../../../policypack/rules/github/github-ruleset-disallow-broad-bypass.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import type { SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const settings = { role: "repository", breakGlassTeamId: 7 };
const fix = 'Fix: Remove the actor, or name the break-glass team with bypassMode: "pull_request".';

function ruleset(bypassActors: unknown): SampleResource {
  const type = "github:index/repositoryRuleset:RepositoryRuleset";
  return { type, props: { name: "main", repository: "storefront", bypassActors } };
}

const team = { actorType: "Team", actorId: 7, bypassMode: "pull_request" };

describe(rule.name, () => {
  it("reports everyone who may pass, in one finding a ruleset", async () => {
    const actors = [
      { actorType: "RepositoryRole", actorId: 5, bypassMode: "always" },
      { actorType: "DeployKey", bypassMode: "always" },
      team,
    ];
    assert.deepEqual(await told(runStackRule(rule, [ruleset(actors)], settings)), [
      [
        "storefront, main: everyone in a repository role, every deploy key may pass the rules; only the break-glass team must, and only in pull requests.",
        fix,
      ],
    ]);
  });

  it("allows the break-glass team in pull requests, and nobody at all", async () => {
    assert.deepEqual(await runStackRule(rule, [ruleset([team])], settings), { findings: [] });
    assert.deepEqual(await runStackRule(rule, [ruleset(undefined)], settings), { findings: [] });
  });

  it("says that it cannot tell the team without its id, and how to give it", async () => {
    assert.deepEqual(await told(runStackRule(rule, [ruleset([team])], { role: "repository" })), [
      [
        "Undecided: storefront, main: whether the team that may pass in pull requests is the break-glass team cannot be known here; no other must.",
        "Fix: Give the pack the team's id: ai-governance pack configure --role organization --break-glass-team <id>",
      ],
    ]);
  });

  it("stays undecided while the actors are unknown", async () => {
    const { findings } = await runStackRule(rule, [ruleset(UNKNOWN_STRING)], settings);
    assert.deepEqual(
      findings.map(({ level, message }) => [level, message.split("\n")[1]?.split(":")[0]]),
      [["advisory", "Undecided"]],
    );
  });

  it("ignores other types", async () => {
    const other = { ...ruleset([{ actorType: "DeployKey" }]), type: "github:index/team:Team" };
    assert.deepEqual(await runStackRule(rule, [other], settings), { findings: [] });
  });

  it("rejects a misspelt setting", async () => {
    await assert.rejects(
      runStackRule(rule, [], { role: "repository", breakGlassTeam: 7 }),
      /unknown key "breakGlassTeam"\. Did you mean "breakGlassTeamId"\?/,
    );
  });
});
