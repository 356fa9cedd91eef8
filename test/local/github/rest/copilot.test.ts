import assert from "node:assert/strict";
import { developer, eachWithLocalGitHub, org, owner, refusal } from "../fixture.ts";

const root = "/orgs/{org}/copilot/coding-agent/permissions";

describe("where Copilot's coding agent may work", () => {
  const github = eachWithLocalGitHub();
  const call = (route: string, body: object = {}, actor: string | undefined = owner) =>
    github.as(actor).request(route, { org, ...body });
  const set = (enabled_repositories: string) => call(`PUT ${root}`, { enabled_repositories });
  const id = async (repo: string) => (await github.as(owner).rest.repos.get({ owner: org, repo })).data.id;

  it("is everywhere, in selected repositories or nowhere", async () => {
    for (const enabled_repositories of ["none", "selected", "all"]) {
      assert.equal((await set(enabled_repositories)).status, 204);
      const { data } = await call(`GET ${root}`);
      assert.equal((data as { enabled_repositories: string }).enabled_repositories, enabled_repositories);
    }
    assert.equal((await refusal(set("some"))).status, 422);
  });

  it("names repositories only where the policy is selected", async () => {
    const [docs, site] = [await id("docs"), await id("site")];
    assert.equal((await refusal(call(`PUT ${root}/repositories`, { selected_repository_ids: [docs] }))).status, 409);
    assert.equal((await refusal(call(`GET ${root}/repositories`))).status, 409);
    await set("selected");
    await call(`PUT ${root}/repositories`, { selected_repository_ids: [docs] });
    await call(`PUT ${root}/repositories/{repository_id}`, { repository_id: site });
    await call(`DELETE ${root}/repositories/{repository_id}`, { repository_id: docs });
    const { data } = await call(`GET ${root}/repositories`);
    const { total_count, repositories } = data as { total_count: number; repositories: { name: string }[] };
    assert.deepEqual([total_count, repositories.map(({ name }) => name)], [1, ["site"]]);
    assert.equal((await refusal(call(`PUT ${root}/repositories/{repository_id}`, { repository_id: 1 }))).status, 404);
  });

  it("is the owners' to read and to say", async () => {
    assert.equal((await refusal(call(`GET ${root}`, {}, developer))).status, 403);
    assert.equal((await refusal(call(`PUT ${root}`, { enabled_repositories: "all" }, "claude[bot]"))).status, 403);
    assert.equal((await refusal(github.as().request(`GET ${root}`, { org }))).status, 401);
  });
});

describe("the API about itself", () => {
  const github = eachWithLocalGitHub();

  it("lists its roots under this server's address", async () => {
    const { data } = await github.as().rest.meta.root();
    assert.equal(data.organization_url, `${github.server().apiUrl}/orgs/{org}`);
    assert.equal((await github.as().rest.meta.get()).status, 200);
    assert.deepEqual((await github.as().rest.meta.getAllVersions()).data, ["2022-11-28"]);
  });
});
