import assert from "node:assert/strict";
import { bindsEveryone, mayPass, type BypassRights } from "../../../../governance/policy/branch/bypass-actors.ts";
import { UNKNOWN } from "../../../../governance/index.ts";

const rights: BypassRights = { automationAppIds: [29110], breakGlassTeamId: 7 };
const actor = (type: unknown, mode: unknown, id: unknown = 7) => ({ type, mode, id });

describe("mayPass", () => {
  for (const [says, who, given, answer] of [
    ["the break-glass team in pull requests", actor("Team", "pull_request"), rights, "yes"],
    ["it by its id as text", actor("Team", "pull_request", "7"), rights, "yes"],
    ["it by a push", actor("Team", "always"), rights, "no"],
    ["another team", actor("Team", "pull_request", 8), rights, "no"],
    ["any team where nobody gave the id", actor("Team", "pull_request", 8), { automationAppIds: [] }, "yes"],
    ["a team of unknown id", actor("Team", "pull_request", UNKNOWN), rights, "unknown"],
    ["owners of the organisation in pull requests", actor("OrganizationAdmin", "pull_request"), rights, "yes"],
    ["owners of the enterprise in pull requests", actor("EnterpriseOwner", "pull_request"), rights, "yes"],
    ["owners of the enterprise by a push", actor("EnterpriseOwner", "always"), rights, "no"],
    ["people where there is no break-glass", actor("Team", "pull_request"), { ...rights, breakGlass: false }, "no"],
    ["declared automation, always", actor("Integration", "always", 29110), rights, "yes"],
    ["declared automation in pull requests", actor("Integration", "pull_request", "29110"), rights, "yes"],
    ["declared automation that leaves no trace", actor("Integration", "exempt", 29110), rights, "no"],
    [
      "automation of a tier without break-glass",
      actor("Integration", "always", 29110),
      { ...rights, breakGlass: false },
      "yes",
    ],
    ["another app", actor("Integration", "always", 5), rights, "no"],
    ["an unknown kind that leaves no trace", actor(UNKNOWN, "exempt"), rights, "no"],
    ["an unknown kind", actor(UNKNOWN, "pull_request"), rights, "unknown"],
    ["a user", actor("User", "pull_request"), rights, "no"],
  ] as const) {
    it(`answers ${answer} for ${says}`, () => {
      assert.equal(mayPass(who, given), answer);
    });
  }
});

describe("bindsEveryone", () => {
  const team = { actorType: "Team", actorId: 7, bypassMode: "pull_request" };

  it("holds for nobody on the list, and for who may pass", () => {
    assert.equal(bindsEveryone({ bypassActors: [] }, rights), "yes");
    assert.equal(bindsEveryone({ bypassActors: [team] }, rights), "yes");
  });
  it("is undecided while an actor of the list is unknown, unless another one decides", () => {
    assert.equal(bindsEveryone({ bypassActors: [team, UNKNOWN] }, rights), "unknown");
    assert.equal(bindsEveryone({ bypassActors: [{ actorType: "DeployKey" }, UNKNOWN] }, rights), "no");
  });
});
