import assert from "node:assert/strict";
import { claude, developer, eachWithLocalGitHub, org, owner, refusal, stranger } from "../fixture.ts";

describe("organisations", () => {
  const github = eachWithLocalGitHub();

  it("show plan and settings to owners only", async () => {
    const forOwner = await github.as(owner).rest.orgs.get({ org });
    assert.equal(forOwner.data.plan?.name, "enterprise");
    assert.equal(forOwner.data.total_private_repos, 2);
    for (const actor of [developer, stranger, undefined]) {
      const { data } = await github.as(actor).rest.orgs.get({ org });
      assert.equal(data.plan, undefined);
      assert.equal(data.public_repos, 1);
    }
  });

  it("are found whatever the case of the name", async () => {
    assert.equal((await github.as(owner).rest.orgs.get({ org: "Meridian-Pay" })).data.login, org);
    assert.equal((await refusal(github.as(owner).rest.orgs.get({ org: "another" }))).status, 404);
  });

  it("list members by role, and to members only", async () => {
    const logins = async (actor: string, role: "all" | "admin" | "member") =>
      (await github.as(actor).rest.orgs.listMembers({ org, role })).data.map(({ login }) => login);
    assert.deepEqual(await logins(developer, "all"), [owner, developer, "dev-emil"]);
    assert.deepEqual(await logins(developer, "admin"), [owner]);
    assert.deepEqual(await logins(stranger, "all"), []);
  });

  it("tell whether somebody is a member", async () => {
    const check = (username: string) => github.as(owner).rest.orgs.checkMembershipForUser({ org, username });
    assert.equal((await check(developer)).status, 204);
    assert.equal((await refusal(check(stranger))).status, 404);
    const { data } = await github.as(developer).rest.orgs.getMembershipForUser({ org, username: owner });
    assert.deepEqual([data.role, data.state], ["admin", "active"]);
  });

  it("list installed apps to owners only", async () => {
    const { data } = await github.as(owner).rest.orgs.listAppInstallations({ org });
    assert.deepEqual(
      [
        data.total_count,
        data.installations.map(({ app_slug, app_id, repository_selection }) => [
          app_slug,
          app_id,
          repository_selection,
        ]),
      ],
      [1, [["claude", 1236702, "all"]]],
    );
    assert.equal((await refusal(github.as(developer).rest.orgs.listAppInstallations({ org }))).status, 403);
    assert.equal((await refusal(github.as().rest.orgs.listAppInstallations({ org }))).status, 401);
  });
});

describe("accounts", () => {
  const github = eachWithLocalGitHub();

  it("tell people who they are", async () => {
    const { data } = await github.as(developer).rest.users.getAuthenticated();
    assert.deepEqual([data.login, data.type], [developer, "User"]);
  });

  it("have no own user behind an installation token or a workflow's", async () => {
    for (const actor of [claude, "workflow:docs"]) {
      assert.deepEqual(await refusal(github.as(actor).rest.users.getAuthenticated()), {
        status: 403,
        message: "Resource not accessible by integration",
      });
    }
  });

  it("are found by login, bots too", async () => {
    assert.equal((await github.as().rest.users.getByUsername({ username: developer })).data.login, developer);
    assert.equal((await github.as().rest.users.getByUsername({ username: claude })).data.type, "Bot");
    assert.equal((await refusal(github.as().rest.users.getByUsername({ username: "nobody" }))).status, 404);
  });

  it("list the organisations they belong to", async () => {
    const logins = async (actor: string) =>
      (await github.as(actor).rest.orgs.listForAuthenticatedUser()).data.map(({ login }) => login);
    assert.deepEqual(await logins(developer), [org]);
    assert.deepEqual(await logins(stranger), []);
  });
});

describe("teams", () => {
  const github = eachWithLocalGitHub();
  const team = { org, team_slug: "platform-engineering" };

  it("are found by slug, with their members", async () => {
    const { data } = await github.as(developer).rest.teams.getByName(team);
    assert.deepEqual([data.slug, data.members_count, data.repos_count], ["platform-engineering", 1, 1]);
    const members = await github.as(owner).rest.teams.listMembersInOrg(team);
    assert.deepEqual(
      members.data.map(({ login }) => login),
      [developer],
    );
    assert.equal((await refusal(github.as(owner).rest.teams.getByName({ org, team_slug: "none" }))).status, 404);
  });

  it("may be empty", async () => {
    const { data } = await github.as(owner).rest.teams.listMembersInOrg({ org, team_slug: "break-glass" });
    assert.deepEqual(data, []);
  });

  it("exist for members and installed apps only", async () => {
    assert.equal((await github.as(claude).rest.teams.list({ org })).data.length, 2);
    assert.equal((await refusal(github.as(stranger).rest.teams.list({ org }))).status, 404);
  });

  it("tell membership and reach", async () => {
    const membership = await github.as(owner).rest.teams.getMembershipForUserInOrg({ ...team, username: developer });
    assert.equal(membership.data.role, "member");
    const none = github.as(owner).rest.teams.getMembershipForUserInOrg({ ...team, username: owner });
    assert.equal((await refusal(none)).status, 404);
    const reach = (repo: string) =>
      github.as(owner).rest.teams.checkPermissionsForRepoInOrg({ ...team, owner: org, repo });
    assert.equal((await reach("docs")).status, 204);
    assert.equal((await refusal(reach("ledger"))).status, 404);
    const repositories = await github.as(owner).rest.teams.listReposInOrg(team);
    assert.deepEqual(
      repositories.data.map(({ name }) => name),
      ["docs"],
    );
  });
});
