import assert from "node:assert/strict";
import { claude, developer, eachWithLocalGitHub, org, owner, refusal } from "../fixture.ts";

const ledger = { owner: org, repo: "ledger" };

describe("what Actions may run in an organisation", () => {
  const github = eachWithLocalGitHub();
  const actions = () => github.as(owner).rest.actions;
  const id = async (repo: string) => (await github.as(owner).rest.repos.get({ owner: org, repo })).data.id;

  it("is set and read by owners", async () => {
    const before = (await actions().getGithubActionsPermissionsOrganization({ org })).data;
    assert.deepEqual(before, { enabled_repositories: "all", allowed_actions: "all", sha_pinning_required: false });
    for (const actor of [developer, claude, "workflow:docs"]) {
      const call = github.as(actor).rest.actions.getGithubActionsPermissionsOrganization({ org });
      assert.equal((await refusal(call)).status, 403, actor);
    }
    await actions().setGithubActionsPermissionsOrganization({
      org,
      enabled_repositories: "selected",
      allowed_actions: "selected",
      sha_pinning_required: true,
    });
    const { data } = await actions().getGithubActionsPermissionsOrganization({ org });
    const url = `${github.server().apiUrl}/organizations/${org}/actions/permissions`;
    assert.deepEqual(data, {
      enabled_repositories: "selected",
      selected_repositories_url: `${url}/repositories`,
      allowed_actions: "selected",
      selected_actions_url: `${url}/selected-actions`,
      sha_pinning_required: true,
    });
  });

  it("needs the scope admin:org of a classic token", async () => {
    await github.server().change((state) => {
      const [person] = state.users;
      if (person !== undefined) person.tokenScopes = ["repo"];
    });
    const { status, message } = await refusal(actions().getGithubActionsPermissionsOrganization({ org }));
    assert.equal(status, 403);
    assert.match(message, /needs the "admin:org" scope/);
  });

  it("names actions only where the policy is selected, blocked ones with an exclamation mark", async () => {
    const allowed = {
      github_owned_allowed: false,
      verified_allowed: true,
      patterns_allowed: ["actions/*", "!evil/x@*"],
    };
    assert.equal((await refusal(actions().setAllowedActionsOrganization({ org, ...allowed }))).status, 409);
    assert.equal((await refusal(actions().getAllowedActionsOrganization({ org }))).status, 409);
    const policy = { org, enabled_repositories: "all", allowed_actions: "selected" } as const;
    await actions().setGithubActionsPermissionsOrganization(policy);
    await actions().setAllowedActionsOrganization({ org, ...allowed });
    assert.deepEqual((await actions().getAllowedActionsOrganization({ org })).data, allowed);
    await actions().setAllowedActionsOrganization({ org, verified_allowed: false });
    assert.deepEqual((await actions().getAllowedActionsOrganization({ org })).data, {
      ...allowed,
      verified_allowed: false,
    });
  });

  it("names repositories only where the policy is selected", async () => {
    const docs = await id("docs");
    const set = (ids: number[]) =>
      actions().setSelectedRepositoriesEnabledGithubActionsOrganization({ org, selected_repository_ids: ids });
    assert.equal((await refusal(set([docs]))).status, 409);
    await actions().setGithubActionsPermissionsOrganization({ org, enabled_repositories: "selected" });
    await set([docs, docs]);
    assert.equal((await refusal(set([1]))).status, 404);
    await actions().enableSelectedRepositoryGithubActionsOrganization({ org, repository_id: await id("site") });
    await actions().disableSelectedRepositoryGithubActionsOrganization({ org, repository_id: docs });
    const { data } = await actions().listSelectedRepositoriesEnabledGithubActionsOrganization({ org });
    assert.deepEqual([data.total_count, data.repositories.map(({ name }) => name)], [1, ["site"]]);
  });
});

describe("what Actions may run in a repository", () => {
  const github = eachWithLocalGitHub();
  const actions = (actor = developer) => github.as(actor).rest.actions;

  it("is set by its administrators", async () => {
    await actions().setGithubActionsPermissionsRepository({ ...ledger, enabled: true, allowed_actions: "selected" });
    const allowed = { github_owned_allowed: true, verified_allowed: false, patterns_allowed: ["actions/*"] };
    await actions().setAllowedActionsRepository({ ...ledger, ...allowed });
    assert.deepEqual((await actions().getAllowedActionsRepository(ledger)).data, allowed);
    const { data } = await actions().getGithubActionsPermissionsRepository(ledger);
    assert.deepEqual([data.enabled, data.allowed_actions], [true, "selected"]);
    const docs = actions().setGithubActionsPermissionsRepository({ owner: org, repo: "docs", enabled: false });
    assert.equal((await refusal(docs)).status, 403);
  });

  it("cannot be wider than the organisation says", async () => {
    const policy = { org, enabled_repositories: "all", allowed_actions: "local_only" } as const;
    await actions(owner).setGithubActionsPermissionsOrganization(policy);
    const all = actions().setGithubActionsPermissionsRepository({ ...ledger, enabled: true, allowed_actions: "all" });
    assert.equal((await refusal(all)).status, 409);
    await actions().setGithubActionsPermissionsRepository({ ...ledger, enabled: true, allowed_actions: "local_only" });
  });
});

describe("what GITHUB_TOKEN may do", () => {
  const github = eachWithLocalGitHub();
  const actions = (actor: string) => github.as(actor).rest.actions;
  const wide = { default_workflow_permissions: "write", can_approve_pull_request_reviews: true } as const;
  const narrow = { default_workflow_permissions: "read", can_approve_pull_request_reviews: false } as const;

  it("follows the organisation until the repository says otherwise", async () => {
    const get = async () =>
      (await actions(developer).getGithubActionsDefaultWorkflowPermissionsRepository(ledger)).data;
    assert.deepEqual(await get(), narrow);
    await actions(owner).setGithubActionsDefaultWorkflowPermissionsOrganization({ org, ...wide });
    assert.deepEqual((await actions(owner).getGithubActionsDefaultWorkflowPermissionsOrganization({ org })).data, wide);
    assert.deepEqual(await get(), wide);
    await actions(developer).setGithubActionsDefaultWorkflowPermissionsRepository({ ...ledger, ...narrow });
    assert.deepEqual(await get(), narrow);
  });

  it("cannot be wider in a repository than in its organisation", async () => {
    for (const setting of [
      { default_workflow_permissions: "write" },
      { can_approve_pull_request_reviews: true },
    ] as const) {
      const call = actions(developer).setGithubActionsDefaultWorkflowPermissionsRepository({ ...ledger, ...setting });
      assert.equal((await refusal(call)).status, 409);
    }
  });
});
