import assert from "node:assert/strict";
import { developer, eachWithLocalGitHub, org, owner, refusal } from "../fixture.ts";

const ledger = { owner: org, repo: "ledger" };
const site = { owner: org, repo: "site" };

describe("a person's classic token without the scope repo", () => {
  const github = eachWithLocalGitHub();
  const withScopes = (...scopes: string[]) =>
    github.server().change((state) => {
      for (const user of state.users) user.tokenScopes = scopes;
    });
  const describeIt = (repo: { owner: string; repo: string }) =>
    github.as(owner).rest.repos.update({ ...repo, description: "x" });
  const create = (name: string, visibility: "public" | "private") =>
    github.as(owner).rest.repos.createInOrg({ org, name, private: visibility === "private" });

  it("does not see repositories that are not public, whatever the person's role", async () => {
    await withScopes("admin:org");
    assert.equal((await refusal(github.as(developer).rest.repos.get(ledger))).status, 404);
    assert.equal((await github.as(developer).rest.repos.get(site)).status, 200);
    const { data } = await github.as(owner).rest.repos.listForOrg({ org });
    assert.deepEqual(
      data.map(({ name }) => name),
      ["site"],
    );
  });

  it("changes and creates none", async () => {
    await withScopes("admin:org");
    assert.equal((await refusal(describeIt(ledger))).status, 404);
    assert.equal((await refusal(describeIt(site))).status, 404);
    assert.equal((await refusal(create("new", "public"))).status, 404);
    const file = { path: "x", message: "m", content: "eA==", branch: "main" };
    assert.equal(
      (await refusal(github.as(owner).rest.repos.createOrUpdateFileContents({ ...site, ...file }))).status,
      404,
    );
  });

  it("changes and creates public ones with public_repo", async () => {
    await withScopes("public_repo");
    assert.equal((await describeIt(site)).status, 200);
    assert.equal((await refusal(describeIt(ledger))).status, 404);
    assert.equal((await create("new", "public")).status, 201);
    assert.equal((await refusal(create("newer", "private"))).status, 404);
  });
});
