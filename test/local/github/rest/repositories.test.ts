import assert from "node:assert/strict";
import {
  claude,
  developer,
  eachWithLocalGitHub,
  org,
  owner,
  refusal,
  seed,
  startFixture,
  stranger,
} from "../fixture.ts";

describe("repositories", () => {
  const github = eachWithLocalGitHub();
  const docs = { owner: org, repo: "docs" };
  const ledger = { owner: org, repo: "ledger" };

  it("show settings by what the actor may do", async () => {
    const admin = (await github.as(owner).rest.repos.get(docs)).data;
    assert.equal(admin.allow_squash_merge, true);
    assert.equal(admin.security_and_analysis?.secret_scanning?.status, "disabled");
    const writer = (await github.as(developer).rest.repos.get(docs)).data;
    assert.deepEqual(writer.permissions, { admin: false, maintain: false, push: true, triage: true, pull: true });
    assert.equal(writer.allow_squash_merge, true);
    assert.equal(writer.security_and_analysis, undefined);
    const reader = (await github.as("dev-emil").rest.repos.get(docs)).data;
    assert.equal(reader.allow_squash_merge, undefined);
  });

  it("are listed as far as the actor may see them", async () => {
    const names = async (actor: string | undefined, type: "all" | "public" | "private") =>
      (await github.as(actor).rest.repos.listForOrg({ org, type })).data.map(({ name }) => name);
    assert.deepEqual(await names(developer, "all"), ["docs", "ledger", "site"]);
    assert.deepEqual(await names(developer, "private"), ["docs", "ledger"]);
    assert.deepEqual(await names(stranger, "all"), ["site"]);
    assert.deepEqual(await names(undefined, "public"), ["site"]);
  });

  it("are created by members, who then administer them", async () => {
    const created = await github
      .as(developer)
      .rest.repos.createInOrg({ org, name: "tool", visibility: "private", auto_init: true });
    assert.deepEqual(
      [created.status, created.data.private, created.data.default_branch, created.data.permissions?.admin],
      [201, true, "main", true],
    );
    assert.equal(created.headers.location, created.data.url);
    const file = await github.as(developer).rest.repos.getContent({ owner: org, repo: "tool", path: "README.md" });
    assert.equal(file.status, 200);
  });

  it("are not created by outsiders, nor twice under one name", async () => {
    assert.equal((await refusal(github.as(stranger).rest.repos.createInOrg({ org, name: "x" }))).status, 403);
    assert.deepEqual(await refusal(github.as(owner).rest.repos.createInOrg({ org, name: "Docs" })), {
      status: 422,
      message: "Repository creation failed.",
      errors: [
        { resource: "Repository", code: "custom", field: "name", message: "name already exists on this account" },
      ],
    });
  });

  it("are changed by administrators only", async () => {
    const change = (actor: string, repo: string) =>
      github.as(actor).rest.repos.update({ owner: org, repo, has_wiki: false });
    assert.equal((await change(developer, "ledger")).data.has_wiki, false);
    assert.deepEqual(await refusal(change(developer, "docs")), {
      status: 403,
      message: "Must have admin rights to Repository.",
    });
    assert.deepEqual(await refusal(change(claude, "docs")), {
      status: 403,
      message: "Resource not accessible by integration",
    });
  });

  it("keep the settings that a change does not name", async () => {
    const settings = { delete_branch_on_merge: true, allow_merge_commit: false, description: "Ledger" };
    await github.as(owner).rest.repos.update({ ...ledger, ...settings });
    const { data } = await github.as(owner).rest.repos.update({ ...ledger, allow_auto_merge: true });
    assert.deepEqual(
      [data.delete_branch_on_merge, data.allow_merge_commit, data.description, data.allow_auto_merge, data.has_issues],
      [true, false, "Ledger", true, true],
    );
  });

  it("take the titles and messages of merges that go together, and no others", async () => {
    const good = { squash_merge_commit_title: "PR_TITLE", squash_merge_commit_message: "PR_BODY" } as const;
    const { data } = await github.as(owner).rest.repos.update({ ...ledger, ...good });
    assert.deepEqual([data.squash_merge_commit_title, data.squash_merge_commit_message], ["PR_TITLE", "PR_BODY"]);
    const bad = { squash_merge_commit_title: "COMMIT_OR_PR_TITLE", squash_merge_commit_message: "PR_BODY" } as const;
    assert.equal((await refusal(github.as(owner).rest.repos.update({ ...ledger, ...bad }))).status, 422);
    const worse = { merge_commit_title: "MERGE_MESSAGE", merge_commit_message: "PR_BODY" } as const;
    assert.equal((await refusal(github.as(owner).rest.repos.update({ ...ledger, ...worse }))).status, 422);
  });

  it("need one way to merge", async () => {
    const none = { allow_merge_commit: false, allow_squash_merge: false, allow_rebase_merge: false };
    assert.deepEqual(await refusal(github.as(owner).rest.repos.update({ ...ledger, ...none })), {
      status: 422,
      message: "Sorry, you need to allow at least one merge strategy. (no_merge_method)",
    });
  });

  it("change their visibility once", async () => {
    const publish = () => github.as(owner).rest.repos.update({ ...ledger, visibility: "public" });
    assert.equal((await publish()).data.visibility, "public");
    assert.deepEqual(await refusal(publish()), { status: 422, message: "Visibility is already public." });
  });

  it("are renamed, but not to a name that is taken", async () => {
    const { data } = await github.as(owner).rest.repos.update({ ...ledger, name: "books" });
    assert.equal(data.full_name, "meridian-pay/books");
    assert.equal((await refusal(github.as(owner).rest.repos.get(ledger))).status, 404);
    assert.equal((await refusal(github.as(owner).rest.repos.update({ ...docs, name: "books" }))).status, 422);
  });

  it("have a default branch that exists", async () => {
    assert.equal((await refusal(github.as(owner).rest.repos.update({ ...docs, default_branch: "trunk" }))).status, 422);
  });

  it("take no writes while archived, except to be un-archived or deleted", async () => {
    await github.as(owner).rest.repos.update({ ...ledger, archived: true });
    const topics = github.as(owner).rest.repos.replaceAllTopics({ ...ledger, names: ["a"] });
    assert.deepEqual(await refusal(topics), { status: 403, message: "Repository was archived so is read-only." });
    assert.equal((await refusal(github.as(owner).rest.repos.update({ ...ledger, has_wiki: false }))).status, 403);
    assert.equal((await github.as(owner).rest.repos.update({ ...ledger, archived: false })).data.archived, false);
  });

  it("are deleted by administrators whose token may, and vanish from every list", async () => {
    const { data } = await github.as(owner).rest.repos.get(docs);
    assert.equal((await refusal(github.as(developer).rest.repos.delete(docs))).status, 403);
    await github.server().change((state) => {
      state.organizations[0]?.copilotCodingAgent.selectedRepositoryIds.push(data.id);
    });
    assert.equal((await github.as(owner).rest.repos.delete(docs)).status, 204);
    assert.equal((await refusal(github.as(owner).rest.repos.get(docs))).status, 404);
    const [organization] = github.server().state.organizations;
    assert.deepEqual(organization?.copilotCodingAgent.selectedRepositoryIds, []);
    assert.deepEqual(
      organization?.teams.flatMap((team) => team.repositories),
      [],
    );
  });

  it("are not deleted by a token without the scope delete_repo", async () => {
    await github.server().change((state) => {
      for (const user of state.users) user.tokenScopes = ["repo", "admin:org"];
    });
    assert.equal((await refusal(github.as(owner).rest.repos.delete(docs))).status, 403);
  });

  it("stay internal where private is all that is said", async () => {
    await github.as(owner).request("PATCH /repos/{owner}/{repo}", { ...docs, visibility: "internal" as never });
    assert.equal((await github.as(owner).rest.repos.update({ ...docs, private: true })).data.visibility, "internal");
    assert.equal((await github.as(owner).rest.repos.update({ ...docs, private: false })).data.visibility, "public");
  });

  it("do not exist for an app that is not installed on them, nor for a workflow of another repository", async () => {
    await github.server().change((state) => {
      const [installation] = state.organizations[0]?.installations ?? [];
      if (installation !== undefined) installation.repositorySelection = "selected";
    });
    for (const actor of [claude, "workflow:ledger"]) {
      assert.equal((await refusal(github.as(actor).rest.repos.get(docs))).status, 404, actor);
    }
    assert.equal((await github.as("workflow:docs").rest.repos.get(docs)).status, 200);
  });

  it("hold security settings", async () => {
    const enabled = { status: "enabled" };
    await github.as(owner).rest.repos.update({
      ...ledger,
      security_and_analysis: { secret_scanning: enabled, secret_scanning_push_protection: enabled },
    });
    const { data } = await github.as(owner).rest.repos.get(ledger);
    assert.equal(data.security_and_analysis?.secret_scanning_push_protection?.status, "enabled");
    const site = { owner: org, repo: "site", security_and_analysis: { advanced_security: enabled } };
    assert.deepEqual(await refusal(github.as(owner).rest.repos.update(site)), {
      status: 422,
      message: "Advanced security is always available for public repos.",
    });
  });

  it("have topics", async () => {
    await github.as(owner).rest.repos.replaceAllTopics({ ...docs, names: ["ai", "docs", "ai"] });
    assert.deepEqual((await github.as(developer).rest.repos.getAllTopics(docs)).data.names, ["ai", "docs"]);
    assert.equal(
      (await refusal(github.as(owner).rest.repos.replaceAllTopics({ ...docs, names: ["A b"] }))).status,
      422,
    );
  });

  it("have vulnerability alerts that are on or off", async () => {
    const check = () => github.as(owner).rest.repos.checkVulnerabilityAlerts(docs);
    assert.deepEqual(await refusal(check()), { status: 404, message: "Vulnerability alerts are disabled." });
    await github.as(owner).rest.repos.enableVulnerabilityAlerts(docs);
    assert.equal((await check()).status, 204);
    await github.as(owner).rest.repos.disableVulnerabilityAlerts(docs);
    assert.equal((await refusal(check())).status, 404);
  });

  it("tell what a person may do, by whatever way", async () => {
    const level = async (repo: string, username: string) => {
      const { data } = await github.as(owner).rest.repos.getCollaboratorPermissionLevel({ owner: org, repo, username });
      return [data.permission, data.role_name];
    };
    assert.deepEqual(await level("docs", developer), ["write", "write"]);
    assert.deepEqual(await level("ledger", developer), ["admin", "admin"]);
    assert.deepEqual(await level("ledger", "dev-emil"), ["read", "read"]);
    assert.deepEqual(await level("ledger", stranger), ["none", "none"]);
    assert.deepEqual(await level("ledger", owner), ["admin", "admin"]);
  });

  it("list their teams", async () => {
    const { data } = await github.as(owner).rest.repos.listTeams(docs);
    assert.deepEqual(
      data.map(({ slug, permission }) => [slug, permission]),
      [["platform-engineering", "push"]],
    );
  });
});

describe("internal repositories", () => {
  it("need GitHub Enterprise", async () => {
    const fixture = await startFixture({ seed: { ...seed, organization: { login: org, plan: "team" } } });
    try {
      const create = fixture
        .as(owner)
        .request("POST /orgs/{org}/repos", { org, name: "x", visibility: "internal" as never });
      assert.deepEqual(await refusal(create), {
        status: 422,
        message: "Only organizations associated with an enterprise can set visibility to internal.",
      });
    } finally {
      await fixture.end();
    }
  });
});
