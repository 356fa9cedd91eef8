import assert from "node:assert/strict";
import { bypasses, bypassMode } from "../../../../local/github/rules/bypass.ts";
import type { ActorFacts } from "../../../../local/github/rules/model.ts";
import { bypass } from "../world.ts";
import { actor } from "./facts.ts";

const app: ActorFacts = { ...actor, userId: 50, appId: 7001, role: undefined };
const owner: ActorFacts = { ...actor, organizationOwner: true, role: "admin" };
const member: ActorFacts = { ...actor, teamIds: [70] };

describe('bypass actors: "An actor that can bypass rules in a ruleset"', () => {
  const table: [string, ReturnType<typeof bypass>, ActorFacts, boolean][] = [
    ["an app by its id", bypass("Integration", 7001), app, true],
    ["another app", bypass("Integration", 7002), app, false],
    ["a person whose id is that of the app", bypass("Integration", 1), actor, false],
    ["an owner of the organisation", bypass("OrganizationAdmin", 1), owner, true],
    ["a member for the owners", bypass("OrganizationAdmin", 1), actor, false],
    ["somebody with just that role", bypass("RepositoryRole", 4), actor, true],
    ["somebody with a higher role", bypass("RepositoryRole", 4), owner, true],
    ["somebody with a lower role", bypass("RepositoryRole", 2), actor, false],
    ["an app for a role", bypass("RepositoryRole", 4), app, false],
    ["a member of the team", bypass("Team", 70), member, true],
    ["somebody outside the team", bypass("Team", 71), member, false],
    ["a person by id", bypass("User", 1), actor, true],
    ["an app by the id of its bot account", bypass("User", 50), app, false],
    ["another person", bypass("User", 2), actor, false],
    ["anybody with a token for deploy keys", bypass("DeployKey", null), owner, false],
  ];
  for (const [who, entry, facts, passes] of table) {
    it(`${passes ? "let" : "do not let"} ${who} through`, () => assert.equal(bypasses([entry], facts, false), passes));
  }

  it('of mode pull_request: "an actor can only bypass rules on pull requests"', () => {
    const list = [bypass("Team", 70, "pull_request")];
    assert.deepEqual([bypasses(list, member, true), bypasses(list, member, false)], [true, false]);
  });

  it('of mode exempt: "rules will not be run for that actor"', () => {
    const list = [bypass("Team", 70, "exempt")];
    assert.deepEqual([bypasses(list, member, true), bypasses(list, member, false)], [true, true]);
  });

  it("are told by the strongest mode", () => {
    const list = [bypass("Team", 70, "pull_request"), bypass("User", 1)];
    const modes = [bypassMode(list, member), bypassMode(list.slice(0, 1), member), bypassMode(list, app)];
    assert.deepEqual(modes, ["always", "pull_requests_only", "never"]);
    assert.equal(bypassMode([...list, bypass("Team", 70, "exempt")], member), "exempt");
  });
});
