import assert from "node:assert/strict";
import { eachWithLocalGitHub, org, owner, refusal } from "../fixture.ts";

const conditions = {
  ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] },
  repository_name: { include: ["~ALL"], exclude: [] },
};

describe("requests that do not fit GitHub's description", () => {
  const github = eachWithLocalGitHub();
  const create = (body: object) => github.as(owner).request("POST /orgs/{org}/rulesets", { org, ...body } as never);

  async function raw(text: string): Promise<[number, Record<string, unknown>]> {
    const { apiUrl, tokens } = github.server();
    const headers = { authorization: `Bearer ${tokens[owner] ?? ""}`, "content-type": "application/json" };
    const answer = await fetch(`${apiUrl}/orgs/${org}/rulesets`, { method: "POST", headers, body: text });
    return [answer.status, (await answer.json()) as Record<string, unknown>];
  }

  it("refuses a body that is not JSON with 400", async () => {
    const [status, body] = await raw("{name:");
    assert.equal(status, 400);
    assert.equal(body["message"], "Problems parsing JSON");
  });

  it("refuses a body that is no object with 400", async () => {
    for (const text of ["[]", "null", '"name"', "3"]) {
      const [status, body] = await raw(text);
      assert.deepEqual([status, body["message"]], [400, "Body should be a JSON object"], text);
    }
  });

  it("names what was not supplied", async () => {
    const both = await refusal(create({ conditions }));
    assert.deepEqual(both, { status: 422, message: `Invalid request.\n\n"name", "enforcement" weren't supplied.` });
    const one = await refusal(create({ name: "one", conditions }));
    assert.deepEqual(one, { status: 422, message: `Invalid request.\n\n"enforcement" wasn't supplied.` });
  });

  it("names the possible values", async () => {
    assert.deepEqual(await refusal(create({ name: "x", enforcement: "enabled", conditions })), {
      status: 422,
      message:
        "Invalid request.\n\nInvalid property /enforcement: `enabled` is not a possible value. Must be one of the following: disabled, active, evaluate.",
    });
  });

  it("names the type that was wanted", async () => {
    assert.deepEqual(await refusal(create({ name: 5, enforcement: "active", conditions })), {
      status: 422,
      message: "Invalid request.\n\nInvalid property /name: `5` is not of type `string`.",
    });
  });

  it("says of a choice only that nothing fits, as for conditions that are two things at once", async () => {
    const two = { ...conditions, repository_id: { repository_ids: [1] } };
    assert.deepEqual(await refusal(create({ name: "x", enforcement: "active", conditions: two })), {
      status: 422,
      message:
        "Invalid request.\n\nInvalid property /conditions: data matches no possible input. See `documentation_url`.",
    });
  });

  it("points at the rule whose parameters do not fit", async () => {
    const rules = [
      { type: "creation" },
      { type: "pull_request", parameters: { required_approving_review_count: "2" } },
    ];
    assert.deepEqual(await refusal(create({ name: "x", enforcement: "active", conditions, rules })), {
      status: 422,
      message:
        "Invalid request.\n\nInvalid property /rules/1: data matches no possible input. See `documentation_url`.",
    });
  });

  it("tells every problem of a request at once", async () => {
    const { message } = await refusal(create({ name: 5, enforcement: "on", conditions }));
    assert.equal(message.split("\n").length, 4);
  });

  it("counts items where a list may have only so many", async () => {
    const repository_names = Array.from({ length: 31 }, (_, index) => `r${String(index)}`);
    const call = github
      .as(owner)
      .request("PATCH /orgs/{org}/properties/values", { org, repository_names, properties: [] });
    assert.deepEqual(await refusal(call), {
      status: 422,
      message: "Invalid request.\n\nInvalid property /repository_names: only 30 items are allowed; 31 were supplied.",
    });
  });

  it("refuses a query parameter of the wrong kind", async () => {
    const call = github.as(owner).request("GET /orgs/{org}/members", { org, role: "boss" as never });
    assert.match(
      (await refusal(call)).message,
      /^Invalid request\.\n\nInvalid property \/role: `boss` is not a possible value/,
    );
  });

  it("points at the documentation of the operation", async () => {
    const [, body] = await raw('{"name":"x"}');
    assert.equal(
      body["documentation_url"],
      "https://docs.github.com/rest/orgs/rules#create-an-organization-repository-ruleset",
    );
  });

  it("changes nothing", async () => {
    await refusal(create({ name: "x" }));
    const { data } = await github.as(owner).rest.repos.getOrgRulesets({ org });
    assert.deepEqual(data, []);
  });
});
