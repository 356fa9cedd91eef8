import assert from "node:assert/strict";
import { githubTypes, UNKNOWN } from "../../../../governance/index.ts";
import { broadBypassFindings } from "../../../../governance/policy/branch/broad-bypass.ts";
import { record, repositoryRuleset, tierRuleset } from "../records.ts";

type Stack = Parameters<typeof broadBypassFindings>[0];

const actors = (...bypassActors: unknown[]) => ({ bypassActors });
const actor = (actorType: unknown, bypassMode: unknown, actorId: unknown = 7) => ({ actorType, actorId, bypassMode });
const told = (stack: Stack, breakGlassTeamId?: number) =>
  broadBypassFindings(stack, { breakGlassTeamId }).map(({ outcome, subject, message }) => [outcome, subject, message]);
const only = "may pass the rules; only the break-glass team must, and only in pull requests.";

describe("broadBypassFindings", () => {
  for (const [says, broad, who] of [
    ["a repository role, always", actor("RepositoryRole", "always"), "everyone in a repository role"],
    ["a repository role in pull requests", actor("RepositoryRole", "pull_request"), "everyone in a repository role"],
    ["deploy keys", actor("DeployKey", "always", undefined), "every deploy key"],
    ["organisation owners, always", actor("OrganizationAdmin", "always"), "by a push, every organisation owner"],
    ["enterprise owners, always", actor("EnterpriseOwner", "always"), "by a push, every enterprise owner"],
    ["a team, always", actor("Team", "always"), "by a push, a team"],
    ["an actor without a mode, which GitHub lets always pass", actor("Team", undefined), "by a push, a team"],
    ["another team than break-glass", actor("Team", "pull_request", 8), "another team"],
  ] as const) {
    it(`reports ${says}`, () => {
      assert.deepEqual(told([repositoryRuleset(actors(broad))], 7), [["violation", "protect", `${who} ${only}`]]);
    });
  }

  it("allows the break-glass team, and owners, in pull requests", () => {
    const ruleset = tierRuleset(
      "critical",
      actors(actor("Team", "pull_request"), actor("OrganizationAdmin", "pull_request", 1)),
    );
    assert.deepEqual(told([ruleset, repositoryRuleset()], 7), []);
  });

  it("names once what nobody can know where the team's id was not given", () => {
    assert.deepEqual(told([tierRuleset("standard"), tierRuleset("critical")]), [
      [
        "unverifiable",
        "ai-tier-standard",
        "whether the team that may pass in pull requests is the break-glass team cannot be known here; no other must.",
      ],
    ]);
  });

  it("reports more than one team, of which at most one can be the break-glass team", () => {
    const other = tierRuleset("critical", actors(actor("Team", "pull_request", 8)));
    assert.deepEqual(
      told([tierRuleset("standard"), other]).map(([outcome, subject]) => [outcome, subject]),
      [
        ["violation", "ai-tier-standard"],
        ["violation", "ai-tier-critical"],
      ],
    );
  });

  it("leaves apps, users and exempt actors to the findings about them", () => {
    const others = actors(actor("Integration", "always"), actor("User", "always"), actor("Team", "exempt"));
    assert.deepEqual(told([repositoryRuleset(others)], 7), []);
  });

  for (const [says, over] of [
    ["the list", { bypassActors: UNKNOWN }],
    ["an actor", actors(UNKNOWN)],
    ["the kind of an actor", actors(actor(UNKNOWN, "always"))],
    ["a team's mode", actors(actor("Team", UNKNOWN))],
    ["the id of a team in pull requests", actors(actor("Team", "pull_request", UNKNOWN))],
  ] as const) {
    it(`stays undecided while ${says} is unknown`, () => {
      assert.deepEqual(told([repositoryRuleset(over)], 7), [
        ["undecided", "protect", "who may pass the rules is not known yet; only the break-glass team must."],
      ]);
    });
  }

  it("reports what is known beside what is not", () => {
    const mixed = repositoryRuleset(actors(UNKNOWN, actor("RepositoryRole", "always")));
    assert.deepEqual(
      told([mixed], 7).map(([outcome]) => outcome),
      ["violation", "undecided"],
    );
  });

  describe("in a classic protection", () => {
    const protection = record(githubTypes.branchProtection, { forcePushBypassers: ["T_kwDOABCDEF4AAbCd"] });

    it("reports a node id of no resource in the stack", () => {
      assert.deepEqual(told([protection], 7), [
        [
          "violation",
          "it",
          "an account that only GitHub can tell by its node id may pass the rules; accounts must be named.",
        ],
      ]);
    });
    it("allows the node id of a resource in the stack", () => {
      assert.deepEqual(told([protection, record("github:index/team:Team", { nodeId: "T_kwDOABCDEF4AAbCd" })], 7), []);
    });
  });
});
