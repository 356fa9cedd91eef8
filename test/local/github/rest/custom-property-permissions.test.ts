import assert from "node:assert/strict";
import { claude, developer, eachWithLocalGitHub, org, owner, refusal } from "../fixture.ts";

const refusedMessage = "Only organization actors can edit the values of: ai-tier";

describe("who sets custom properties", () => {
  const github = eachWithLocalGitHub();
  const string = { value_type: "string" } as const;
  beforeEach(async () => {
    const properties = [
      { property_name: "ai-tier", ...string },
      { property_name: "note", ...string, values_editable_by: "org_and_repo_actors" },
    ];
    await github.as(owner).request("PATCH /orgs/{org}/properties/schema", { org, properties } as never);
  });

  const create = (actor: string, name: string, custom_properties: Record<string, string>) =>
    github.as(actor).rest.repos.createInOrg({ org, name, custom_properties });
  const set = (property_name: string) =>
    github.as(claude).request("PATCH /repos/{owner}/{repo}/properties/values", {
      owner: org,
      repo: "docs",
      properties: [{ property_name, value: "x" }],
    });
  const define = () =>
    github.as(claude).request("PUT /orgs/{org}/properties/schema/{custom_property_name}", {
      org,
      custom_property_name: "own",
      ...string,
    });
  const permit = (permissions: Record<string, string>) =>
    github.server().change((state) => {
      for (const one of state.organizations[0]?.installations ?? []) one.permissions = permissions;
    });

  it("is the organisation's owners for org_actors, at the creation of a repository too", async () => {
    assert.deepEqual(await refusal(create(developer, "new", { "ai-tier": "x" })), {
      status: 403,
      message: refusedMessage,
    });
    assert.equal((await create(developer, "new", { note: "x" })).status, 201);
    assert.equal((await create(owner, "newer", { "ai-tier": "x" })).status, 201);
  });

  it("is, of apps, those with repository_custom_properties; administration does not do", async () => {
    await permit({ administration: "write" });
    assert.equal((await refusal(set("note"))).status, 403);
    await permit({ custom_properties: "write" });
    assert.equal((await refusal(set("note"))).status, 403);
    await permit({ repository_custom_properties: "write" });
    assert.equal((await set("note")).status, 204);
    assert.deepEqual(await refusal(set("ai-tier")), { status: 403, message: refusedMessage });
  });

  it("is, for the schema, apps with organization_custom_properties: admin", async () => {
    await permit({ organization_custom_properties: "write" });
    assert.equal((await refusal(define())).status, 403);
    await permit({ organization_custom_properties: "admin" });
    assert.equal((await define()).status, 200);
  });
});
