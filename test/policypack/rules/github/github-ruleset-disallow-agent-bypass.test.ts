import assert from "node:assert/strict";
import { githubRulesetDisallowAgentBypass as rule } from "../../../../policypack/rules/github/github-ruleset-disallow-agent-bypass.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import type { SampleResource } from "../../../support/policy/request.ts";
import { runResourceRule, told } from "../../../support/policy/run-rule.ts";

const settings = {
  agents: [
    { name: "claude-code", logins: ["claude[bot]"], appId: 1236702 },
    { name: "cursor", logins: ["cursor[bot]", "cursoragent"] },
  ],
  automation: [{ name: "dependabot", logins: ["dependabot[bot]"], appId: 29110 }],
};
const fix = "Fix: Remove the actor; an app that must pass is declared under automation in governance.yaml.";

function ruleset(bypassActors: unknown, type = "github:index/repositoryRuleset:RepositoryRuleset"): SampleResource {
  return { type, props: { name: "main", repository: "storefront", bypassActors } };
}

function app(actorId: unknown) {
  return { actorType: "Integration", actorId, bypassMode: "always" };
}

function passing(who: string) {
  return `${who} may pass the rules; no AI tool and no undeclared app must.`;
}

describe(rule.name, () => {
  it("reports a ruleset that an AI tool's app may pass", async () => {
    assert.deepEqual(await told(runResourceRule(rule, ruleset([app(1236702)]), settings)), [
      [`storefront, main: ${passing("the AI tool claude-code")}`, fix],
    ]);
  });

  it("reports an organisation ruleset that an AI tool's app may pass", async () => {
    const type = "github:index/organizationRuleset:OrganizationRuleset";
    const props = { name: "main", bypassActors: [app(1236702)] };
    assert.deepEqual(await told(runResourceRule(rule, { type, props }, settings)), [
      [`main: ${passing("the AI tool claude-code")}`, fix],
    ]);
  });

  it("reports a ruleset that an undeclared app may pass", async () => {
    assert.deepEqual(await told(runResourceRule(rule, ruleset([app(4711)]), settings)), [
      [`storefront, main: ${passing("app 4711, which is not declared,")}`, fix],
    ]);
  });

  it("reports a branch protection that a tool's machine user may pass by pull request or force push", async () => {
    const type = "github:index/branchProtection:BranchProtection";
    const byPullRequest = { requiredPullRequestReviews: [{ pullRequestBypassers: ["/cursoragent"] }] };
    for (const bypass of [byPullRequest, { forcePushBypassers: ["/cursoragent"] }]) {
      const props = { repositoryId: "docs", pattern: "main", ...bypass };
      assert.deepEqual(await told(runResourceRule(rule, { type, props }, settings)), [
        [`docs, it: ${passing("the AI tool cursor")}`, fix],
      ]);
    }
  });

  it("reports a REST branch protection that a tool's app may pass", async () => {
    const type = "github:index/branchProtectionV3:BranchProtectionV3";
    const bypassPullRequestAllowances = { apps: ["claude"] };
    const props = { repository: "docs", branch: "main", requiredPullRequestReviews: { bypassPullRequestAllowances } };
    assert.deepEqual(await told(runResourceRule(rule, { type, props }, settings)), [
      [`docs, it: ${passing("the AI tool claude-code")}`, fix],
    ]);
  });

  it("allows teams and declared automation", async () => {
    const actors = [{ actorType: "Team", actorId: 7, bypassMode: "pull_request" }, app(29110)];
    assert.deepEqual(await runResourceRule(rule, ruleset(actors), settings), { findings: [] });
  });

  it("allows a ruleset that nobody passes", async () => {
    assert.deepEqual(await runResourceRule(rule, ruleset(undefined), settings), { findings: [] });
  });

  it("reports an AI tool beside an actor that is not known yet", async () => {
    const lines = await told(runResourceRule(rule, ruleset([app(UNKNOWN_STRING), app(1236702)]), settings));
    assert.deepEqual(
      lines.map(([first]) => first),
      [
        `storefront, main: ${passing("the AI tool claude-code")}`,
        "Undecided: storefront, main: whether an AI tool may pass the rules is not known yet; none must.",
      ],
    );
  });

  it("stays undecided while the actors are unknown", async () => {
    const { findings } = await runResourceRule(rule, ruleset(UNKNOWN_STRING), settings);
    assert.deepEqual(
      findings.map(({ level, message }) => [level, message.split("\n")[1]?.split(":")[0]]),
      [["advisory", "Undecided"]],
    );
  });

  it("ignores other types", async () => {
    const { notApplicable } = await runResourceRule(rule, ruleset([app(1236702)], "github:index/team:Team"), settings);
    assert.match(notApplicable ?? "", /^judges other types$/);
  });

  it("rejects a misspelt setting", async () => {
    await assert.rejects(
      runResourceRule(rule, ruleset([]), { agent: [], automation: [] }),
      /unknown key "agent"\. Did you mean "agents"\?/,
    );
  });
});
