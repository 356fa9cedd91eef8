import assert from "node:assert/strict";
import { githubTypes, UNKNOWN } from "../../../../governance/index.ts";
import { sameTeam, teamOf } from "../../../../governance/policy/organization/teams.ts";
import { record } from "../records.ts";

describe("teamOf", () => {
  it("knows a new team by the slug that GitHub makes of its name, one dash for whatever is between words", () => {
    const team = record(githubTypes.team, { name: "Apps & Agents" }, "team");
    const bySlug = record(githubTypes.teamMembers, { teamSlug: "apps-agents" });
    const created = {
      ...record(githubTypes.teamRepository, { teamId: UNKNOWN }),
      origins: { teamId: [team.urn] },
    };
    const stack = [team, bySlug, created];
    assert.equal(sameTeam(teamOf(stack, bySlug, "teamSlug"), teamOf(stack, created, "teamId")), "yes");
  });

  it("tells the items of lists apart", () => {
    const listed = (teamId: string) => record(githubTypes.repositoryCollaborators, { teams: [{ teamId }] });
    const [one, other] = ["42", "43"].map((id) => teamOf([], listed(id), "teams", id));
    assert.ok(one && other);
    assert.equal(sameTeam(one, other), "no");
  });
});
