import assert from "node:assert/strict";
import type { Seed } from "../../../../local/github/core/seed.ts";
import { claude, developer, eachWithLocalGitHub, org, owner, refusal, seed, stranger } from "../fixture.ts";

describe("the settings of an organisation", () => {
  const github = eachWithLocalGitHub();

  it("are read and changed by its owners, and what is not named stays", async () => {
    const { rest } = github.as(owner);
    const changes = {
      default_repository_permission: "none",
      members_can_fork_private_repositories: true,
      secret_scanning_enabled_for_new_repositories: true,
      web_commit_signoff_required: true,
      billing_email: "pay@meridian.example",
    } as const;
    const { data: before } = await rest.orgs.get({ org });
    const { data: changed } = await rest.orgs.update({ org, ...changes });
    assert.deepEqual({ ...changed, updated_at: before.updated_at }, { ...before, ...changes });
    assert.deepEqual((await rest.orgs.get({ org })).data, changed);
  });

  it("take effect: a default permission of none hides private repositories from members", async () => {
    await github.as(owner).rest.orgs.update({ org, default_repository_permission: "none" });
    const { rest } = github.as("dev-emil");
    assert.equal((await refusal(rest.repos.get({ owner: org, repo: "ledger" }))).status, 404);
  });

  it("are not shown to members, who cannot change them either", async () => {
    const { rest } = github.as(developer);
    const { data } = await rest.orgs.get({ org });
    assert.equal(data.two_factor_requirement_enabled, undefined);
    assert.equal(data.default_repository_permission, undefined);
    for (const actor of [developer, claude]) {
      const asked = github.as(actor).rest.orgs.update({ org, web_commit_signoff_required: true });
      assert.equal((await refusal(asked)).status, 403, actor);
    }
  });

  const creation = async (changes: Record<string, unknown>) => {
    const { data } = await github.as(owner).request("PATCH /orgs/{org}", { org, ...changes });
    return [
      data.members_can_create_public_repositories,
      data.members_can_create_private_repositories,
      data.members_can_create_internal_repositories,
      data.members_can_create_repositories,
      data.members_allowed_repository_creation_type,
    ];
  };

  it("say by kind which repositories members may create", async () => {
    assert.deepEqual(await creation({}), [true, true, true, true, "all"]);
    assert.deepEqual(await creation({ members_can_create_public_repositories: false }), [
      false,
      true,
      true,
      true,
      "private",
    ]);
    assert.deepEqual(await creation({ members_can_create_repositories: false }), [false, false, false, false, "none"]);
    const byType = await creation({ members_allowed_repository_creation_type: "private" });
    assert.deepEqual(byType, [false, true, true, true, "private"]);
  });

  it("know two-factor authentication as something to read only", async () => {
    await github.as(owner).request("PATCH /orgs/{org}", { org, two_factor_requirement_enabled: false });
    assert.equal((await github.as(owner).rest.orgs.get({ org })).data.two_factor_requirement_enabled, true);
  });
});

describe("the settings of an organisation without an enterprise", () => {
  const github = eachWithLocalGitHub({ seed: { ...seed, organization: { login: org, plan: "team" } } });

  it("let nobody create internal repositories", async () => {
    const { rest } = github.as(owner);
    assert.equal((await rest.orgs.get({ org })).data.members_can_create_internal_repositories, false);
    const asked = rest.orgs.update({ org, members_can_create_internal_repositories: true });
    assert.equal((await refusal(asked)).status, 422);
    const { data } = await rest.orgs.update({ org, members_can_create_repositories: true });
    assert.equal(data.members_can_create_internal_repositories, false);
  });
});

describe("collaborators", () => {
  const repositories: Seed["repositories"] = [
    { name: "docs", collaborators: { [stranger]: "write" } },
    { name: "ledger", collaborators: { [developer]: "admin" } },
    { name: "site", visibility: "public" },
  ];
  const github = eachWithLocalGitHub({ seed: { ...seed, repositories } });
  const list = async (repo: string, query: Record<string, string> = {}) => {
    const { data } = await github
      .as(owner)
      .request("GET /repos/{owner}/{repo}/collaborators", { owner: org, repo, ...query });
    return data.map(({ login, role_name }) => [login, role_name]);
  };

  it("are all who reach a repository by more than its being public", async () => {
    const everybody = [
      [owner, "admin"],
      [developer, "write"],
      ["dev-emil", "read"],
    ];
    assert.deepEqual(await list("docs"), [...everybody, [stranger, "write"]]);
    await github.server().change((state) => {
      for (const organization of state.organizations) organization.defaultRepositoryPermission = "none";
    });
    assert.deepEqual(await list("docs"), [...everybody.slice(0, 2), [stranger, "write"]]);
    assert.deepEqual(await list("site"), [[owner, "admin"]]);
  });

  it("are told by affiliation and by permission", async () => {
    assert.deepEqual(await list("docs", { affiliation: "outside" }), [[stranger, "write"]]);
    assert.deepEqual(await list("ledger", { affiliation: "direct" }), [[developer, "admin"]]);
    assert.deepEqual(await list("ledger", { permission: "admin" }), [
      [owner, "admin"],
      [developer, "admin"],
    ]);
  });

  it("are shown to those who may push", async () => {
    const docs = { owner: org, repo: "docs" };
    const refused = await refusal(github.as("dev-emil").rest.repos.listCollaborators(docs));
    assert.deepEqual(refused, { status: 403, message: "Must have push access to view repository collaborators." });
    const { rest } = github.as(stranger);
    assert.equal((await rest.repos.checkCollaborator({ ...docs, username: developer })).status, 204);
    assert.equal((await refusal(rest.repos.checkCollaborator({ ...docs, username: "nobody" }))).status, 404);
  });

  it("have a permission, which whoever may read can ask for", async () => {
    const level = async (repo: string, username: string, login = "dev-emil") => {
      const { rest } = github.as(login);
      const { data } = await rest.repos.getCollaboratorPermissionLevel({ owner: org, repo, username });
      return [data.permission, data.role_name];
    };
    assert.deepEqual(await level("docs", stranger), ["write", "write"]);
    assert.deepEqual(await level("docs", owner), ["admin", "admin"]);
    assert.deepEqual(await level("site", stranger), ["read", "read"]);
    assert.deepEqual(await level("ledger", stranger), ["none", "none"]);
    assert.deepEqual(await level("docs", stranger, "workflow:docs"), ["write", "write"]);
    const unknown = { owner: org, repo: "docs", username: "nobody" };
    const { rest } = github.as("dev-emil");
    assert.equal((await refusal(rest.repos.getCollaboratorPermissionLevel(unknown))).status, 404);
  });

  it("from outside the organisation are listed for its owners", async () => {
    const { data } = await github.as(owner).rest.orgs.listOutsideCollaborators({ org });
    assert.deepEqual(
      data.map(({ login }) => login),
      [stranger],
    );
    assert.equal((await refusal(github.as(developer).rest.orgs.listOutsideCollaborators({ org }))).status, 403);
  });
});
