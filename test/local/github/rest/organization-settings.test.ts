import assert from "node:assert/strict";
import { claude, developer, eachWithLocalGitHub, org, owner, refusal, seed, stranger } from "../fixture.ts";

const withOutsider = {
  ...seed,
  repositories: [...(seed.repositories ?? []), { name: "shared", collaborators: { [stranger]: "read" as const } }],
};

describe("the settings of an organisation", () => {
  const github = eachWithLocalGitHub({ seed: withOutsider });
  const change = {
    ...{ org, description: "Payments", default_repository_permission: "none" as const },
    members_can_create_public_repositories: false,
    dependabot_alerts_enabled_for_new_repositories: true,
  };

  it("are changed by owners, and those that are left out stay", async () => {
    const { orgs } = github.as(owner).rest;
    const before = (await orgs.get({ org })).data;
    assert.equal(before.members_can_create_public_repositories, true);
    await orgs.update(change);
    const after = (await orgs.get({ org })).data;
    const { org: _, ...changed } = change;
    assert.deepEqual({ ...after, updated_at: before.updated_at }, { ...before, ...changed });
  });

  it("take effect: a default permission of none hides private repositories from members", async () => {
    await github.as(owner).rest.orgs.update(change);
    const call = github.as("dev-emil").rest.repos.get({ owner: org, repo: "ledger" });
    assert.equal((await refusal(call)).status, 404);
  });

  it("are shown to owners only, and changed by nobody else", async () => {
    const { data } = await github.as(developer).rest.orgs.get({ org });
    assert.equal(data.two_factor_requirement_enabled, undefined);
    for (const actor of [developer, claude]) {
      assert.equal((await refusal(github.as(actor).rest.orgs.update(change))).status, 403, actor);
    }
  });

  it("come with its outside collaborators", async () => {
    const { data } = await github.as(owner).rest.orgs.listOutsideCollaborators({ org });
    assert.deepEqual(
      data.map(({ login }) => login),
      [stranger],
    );
    assert.equal((await refusal(github.as(developer).rest.orgs.listOutsideCollaborators({ org }))).status, 403);
  });
});
