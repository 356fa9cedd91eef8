import assert from "node:assert/strict";
import { claude, developer, eachWithLocalGitHub, org, owner, refusal, stranger } from "../fixture.ts";
import {
  base,
  createInOrg,
  createInRepo,
  docs,
  everywhere,
  ledger,
  orgRuleset,
  pullRequest,
  refName,
  repoRuleset,
} from "./ruleset-requests.ts";

describe("rulesets of an organisation", () => {
  const github = eachWithLocalGitHub();
  const create = (body: object) => createInOrg(github.as(owner), body);
  const problems = async (body: object) => (await refusal(create(body))).errors;

  it("are created, read, listed, changed and deleted by owners", async () => {
    const { data, status } = await create({
      ...orgRuleset,
      bypass_actors: [{ actor_type: "OrganizationAdmin" }],
      rules: [{ type: "pull_request", parameters: pullRequest }],
    });
    assert.equal(status, 201);
    assert.deepEqual([data.source_type, data.source, data.target], ["Organization", org, "branch"]);
    assert.deepEqual(data.bypass_actors, [{ actor_id: 1, actor_type: "OrganizationAdmin", bypass_mode: "always" }]);
    assert.deepEqual(data.rules, [
      {
        type: "pull_request",
        parameters: { allowed_merge_methods: ["merge", "squash", "rebase"], required_reviewers: [], ...pullRequest },
      },
    ]);
    const path = { org, ruleset_id: data.id };
    assert.deepEqual((await github.as(owner).rest.repos.getOrgRuleset(path)).data, data);
    const listed = (await github.as(owner).rest.repos.getOrgRulesets({ org })).data;
    assert.deepEqual(
      listed.map((ruleset) => [ruleset.id, ruleset.rules, ruleset.bypass_actors]),
      [[data.id, undefined, undefined]],
    );
    const changed = await github.as(owner).rest.repos.updateOrgRuleset({ ...path, enforcement: "disabled" });
    assert.deepEqual([changed.data.enforcement, changed.data.rules], ["disabled", data.rules]);
    await github.as(owner).rest.repos.deleteOrgRuleset(path);
    assert.equal((await refusal(github.as(owner).rest.repos.getOrgRuleset(path))).status, 404);
  });

  it("do not exist for anybody else", async () => {
    const { data } = await create(orgRuleset);
    for (const actor of [developer, stranger, claude, "workflow:docs", undefined]) {
      const octokit = github.as(actor);
      assert.equal((await refusal(octokit.rest.repos.getOrgRulesets({ org }))).status, 404);
      assert.equal((await refusal(octokit.rest.repos.deleteOrgRuleset({ org, ruleset_id: data.id }))).status, 404);
      assert.equal((await refusal(createInOrg(octokit, { ...orgRuleset, name: "other" }))).status, 404);
    }
  });

  it("do not exist for an owner whose token lacks the scope admin:org", async () => {
    await github.server().change((state) => {
      for (const user of state.users) user.tokenScopes = ["repo"];
    });
    assert.equal((await refusal(github.as(owner).rest.repos.getOrgRulesets({ org }))).status, 404);
  });

  it("have names of their own", async () => {
    await create(orgRuleset);
    assert.deepEqual(await refusal(create(orgRuleset)), {
      status: 422,
      message: "Validation Failed",
      errors: ["Name must be unique"],
    });
    await create({ ...orgRuleset, name: "second" });
    assert.deepEqual(await problems({ ...orgRuleset, name: " " }), ["Name can't be blank"]);
  });

  it("may keep their name when changed", async () => {
    const { data } = await create(orgRuleset);
    const same = { org, ruleset_id: data.id, name: "main", enforcement: "evaluate" as const };
    assert.equal((await github.as(owner).rest.repos.updateOrgRuleset(same)).data.enforcement, "evaluate");
  });

  it("are 75 at most", async () => {
    await github.server().change((state) => {
      const [organization] = state.organizations;
      for (let index = 0; index < 75; index += 1) {
        const at = "2026-01-05T10:00:00Z";
        const filler = { id: index + 1, name: `r${String(index)}`, target: "branch", enforcement: "disabled" } as const;
        organization?.rulesets.push({
          ...filler,
          bypassActors: [],
          conditions: {},
          rules: [],
          createdAt: at,
          updatedAt: at,
        });
      }
    });
    assert.deepEqual(await problems(orgRuleset), ["Exceeded the limit of 75 rulesets"]);
  });

  it("target repositories, and refs unless they judge pushes", async () => {
    assert.deepEqual(await problems({ ...base }), [
      "Conditions must have exactly one of repository_name, repository_id and repository_property",
      "Conditions must have ref_name",
    ]);
    const paths = { type: "file_path_restriction", parameters: { restricted_file_paths: [".env"] } };
    const push = { ...base, target: "push", rules: [paths] };
    assert.deepEqual(await problems({ ...push, conditions: everywhere }), [
      "Conditions of a push ruleset cannot have ref_name",
    ]);
    assert.equal((await create({ ...push, conditions: { repository_name: everywhere.repository_name } })).status, 201);
  });

  it("take repository properties to include and to exclude, with the source filled in", async () => {
    const exclude = [{ name: "ai-tools", property_values: ["claude-code"] }];
    const conditions = { ref_name: refName, repository_property: { exclude } };
    const { data } = await create({ ...base, conditions });
    assert.deepEqual(data.conditions, {
      ref_name: refName,
      repository_property: { include: [], exclude: [{ source: "custom", ...exclude[0] }] },
    });
  });

  it("hold only rules that fit their target, each once", async () => {
    const paths = { type: "max_file_size", parameters: { max_file_size: 5 } };
    assert.deepEqual(await problems({ ...orgRuleset, rules: [paths] }), [
      "Invalid rule 'max_file_size': not allowed in a ruleset with target branch",
    ]);
    assert.deepEqual(
      await problems({ ...orgRuleset, target: "tag", rules: [{ type: "pull_request", parameters: pullRequest }] }),
      ["Invalid rule 'pull_request': not allowed in a ruleset with target tag"],
    );
    assert.deepEqual(await problems({ ...orgRuleset, rules: [{ type: "creation" }, { type: "creation" }] }), [
      "Rules can have only one creation",
    ]);
  });

  it("require workflows of repositories that exist, and reviewers that are teams here", async () => {
    const workflow = { path: ".github/workflows/gate.yml", repository_id: 1, ref: "main" };
    assert.deepEqual(
      await problems({ ...orgRuleset, rules: [{ type: "workflows", parameters: { workflows: [workflow] } }] }),
      ["Invalid rule 'workflows': no repository has the id 1"],
    );
    const reviewer = { file_patterns: ["*"], minimum_approvals: 1, reviewer: { id: 1, type: "Team" } };
    const parameters = { ...pullRequest, required_reviewers: [reviewer], allowed_merge_methods: [] };
    assert.deepEqual(await problems({ ...orgRuleset, rules: [{ type: "pull_request", parameters }] }), [
      "Invalid rule 'pull_request': at least one merge method must be allowed",
      "Invalid rule 'pull_request': no team has the id 1",
    ]);
  });

  it("are bypassed by actors who exist, in modes that fit", async () => {
    const bypass = (...bypass_actors: object[]) => problems({ ...orgRuleset, bypass_actors });
    assert.deepEqual(await bypass({ actor_type: "Integration", actor_id: 99 }), [
      "Actor 99 integration must be part of the ruleset source or owner organization",
    ]);
    assert.deepEqual(await bypass({ actor_type: "Team", actor_id: 1 }), [
      "Actor team must be part of the ruleset source or owner organization",
    ]);
    assert.deepEqual(await bypass({ actor_type: "RepositoryRole", actor_id: 1 }), [
      "Actor repository role 1 is not a role that can bypass",
    ]);
    assert.deepEqual(await bypass({ actor_type: "User", actor_id: 1 }), [
      "Actor user is not allowed in an organization ruleset",
    ]);
    assert.deepEqual(await bypass({ actor_type: "DeployKey", bypass_mode: "pull_request" }), [
      "Bypass mode pull_request is not applicable for deploy keys",
    ]);
    const admin = { actor_type: "RepositoryRole", actor_id: 5 };
    assert.deepEqual(await bypass(admin, admin), ["Actor RepositoryRole 5 has already been added to this ruleset"]);
    const claudeApp = { actor_type: "Integration", actor_id: 1236702, bypass_mode: "exempt" };
    assert.equal((await create({ ...orgRuleset, bypass_actors: [claudeApp, admin] })).status, 201);
    const tag = {
      ...orgRuleset,
      name: "tags",
      target: "tag",
      bypass_actors: [{ ...admin, bypass_mode: "pull_request" }],
    };
    assert.deepEqual(await problems(tag), ["Bypass mode pull_request is only applicable to branch rulesets"]);
  });
});

describe("rulesets of a repository", () => {
  const github = eachWithLocalGitHub();

  it("are written by administrators, to whom alone the bypass list is shown", async () => {
    const bypass_actors = [{ actor_type: "RepositoryRole", actor_id: 5, bypass_mode: "pull_request" }];
    const { data } = await createInRepo(github.as(developer), ledger, { ...repoRuleset, bypass_actors });
    assert.deepEqual(
      data.bypass_actors,
      bypass_actors.map((actor) => ({ ...actor })),
    );
    assert.equal(data.current_user_can_bypass, "pull_requests_only");
    const path = { ...ledger, ruleset_id: data.id };
    const read = await github.as("dev-emil").rest.repos.getRepoRuleset(path);
    assert.equal("bypass_actors" in read.data, false);
    assert.equal(read.data.current_user_can_bypass, "never");
    assert.equal(
      (await refusal(createInRepo(github.as("dev-emil"), ledger, { ...repoRuleset, name: "x" }))).status,
      404,
    );
    assert.equal((await refusal(createInRepo(github.as(developer), docs, repoRuleset))).status, 404);
    assert.equal((await refusal(github.as(claude).rest.repos.deleteRepoRuleset(path))).status, 404);
    assert.equal(
      (await github.as(developer).rest.repos.updateRepoRuleset({ ...path, enforcement: "disabled" })).data.enforcement,
      "disabled",
    );
    assert.equal((await github.as(developer).rest.repos.deleteRepoRuleset(path)).status, 204);
  });

  it("are listed with those of the organisation that reach the repository", async () => {
    const only = { ref_name: refName, repository_name: { include: ["docs"], exclude: [] } };
    await createInOrg(github.as(owner), { ...orgRuleset, name: "for docs", conditions: only });
    await createInOrg(github.as(owner), { ...orgRuleset, name: "for all" });
    await createInRepo(github.as(owner), ledger, { ...repoRuleset, name: "own" });
    const names = async (repository: typeof docs, query: object = {}) =>
      (await github.as(developer).rest.repos.getRepoRulesets({ ...repository, ...query })).data.map(({ name }) => name);
    assert.deepEqual(await names(ledger), ["own", "for all"]);
    assert.deepEqual(await names(docs), ["for docs", "for all"]);
    assert.deepEqual(await names(ledger, { includes_parents: false }), ["own"]);
    assert.deepEqual(await names(ledger, { targets: "tag,push" }), []);
  });

  it("show an organisation's ruleset without its bypass list, and do not change it", async () => {
    const { data } = await createInOrg(github.as(owner), {
      ...orgRuleset,
      bypass_actors: [{ actor_type: "OrganizationAdmin" }],
    });
    const path = { ...ledger, ruleset_id: data.id };
    const read = await github.as(developer).rest.repos.getRepoRuleset(path);
    assert.deepEqual([read.data.source_type, "bypass_actors" in read.data], ["Organization", false]);
    assert.equal((await refusal(github.as(developer).rest.repos.deleteRepoRuleset(path))).status, 404);
    const own = github.as(developer).rest.repos.getRepoRuleset({ ...path, includes_parents: false });
    assert.equal((await refusal(own)).status, 404);
  });

  it("target refs of their own repository only", async () => {
    const answer = await refusal(createInRepo(github.as(owner), docs, orgRuleset));
    assert.deepEqual(answer.errors, ["Conditions of a repository ruleset cannot target repositories"]);
  });

  it("stay as they are while the repository is archived", async () => {
    await github.as(owner).rest.repos.update({ ...docs, archived: true });
    assert.equal((await refusal(createInRepo(github.as(owner), docs, repoRuleset))).status, 403);
  });

  it("judge pushes in private repositories only", async () => {
    const rules = [{ type: "max_file_size", parameters: { max_file_size: 5 } }];
    const push = { name: "size", target: "push", enforcement: "active", rules };
    assert.equal((await createInRepo(github.as(owner), docs, push)).status, 201);
    assert.deepEqual((await refusal(createInRepo(github.as(owner), { owner: org, repo: "site" }, push))).errors, [
      "Target push is not available for public repositories",
    ]);
  });
});
