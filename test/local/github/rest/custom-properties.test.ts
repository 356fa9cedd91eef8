import assert from "node:assert/strict";
import fc from "fast-check";
import type { CustomProperty } from "../../../../local/github/core/state.ts";
import { valueProblem } from "../../../../local/github/rest/custom-property-checks.ts";
import { claude, developer, eachWithLocalGitHub, org, owner, refusal, stranger } from "../fixture.ts";

const tier = {
  value_type: "single_select",
  required: true,
  default_value: "standard",
  allowed_values: ["standard", "critical"],
} as const;
const tools = { value_type: "multi_select", allowed_values: ["claude-code", "copilot"] } as const;

describe("the schema of custom properties", () => {
  const github = eachWithLocalGitHub();
  const put = (actor: string, custom_property_name: string, definition: object) =>
    github.as(actor).request("PUT /orgs/{org}/properties/schema/{custom_property_name}", {
      org,
      custom_property_name,
      ...definition,
    } as never);

  it("is set by owners and read by members", async () => {
    const { data } = await put(owner, "ai-tier", tier);
    assert.deepEqual(data, {
      property_name: "ai-tier",
      url: `${github.server().apiUrl}/orgs/${org}/properties/schema/ai-tier`,
      source_type: "organization",
      value_type: "single_select",
      required: true,
      default_value: "standard",
      description: null,
      allowed_values: ["standard", "critical"],
      values_editable_by: "org_actors",
      require_explicit_values: false,
    });
    const all = await github.as(developer).request("GET /orgs/{org}/properties/schema", { org });
    assert.deepEqual(all.data, [data]);
    const path = { org, custom_property_name: "ai-tier" };
    const one = await github.as(developer).request("GET /orgs/{org}/properties/schema/{custom_property_name}", path);
    assert.deepEqual(one.data, data);
    assert.equal((await refusal(put(developer, "x", tools))).status, 403);
    assert.equal(
      (await refusal(github.as(stranger).request("GET /orgs/{org}/properties/schema", { org }))).status,
      404,
    );
  });

  it("replaces a definition as a whole", async () => {
    await put(owner, "ai-tools", { ...tools, values_editable_by: "org_and_repo_actors", description: "Tools" });
    const { data } = await put(owner, "ai-tools", tools);
    assert.deepEqual([data.values_editable_by, data.description], ["org_actors", null]);
  });

  it("reads an empty default as none", async () => {
    assert.equal((await put(owner, "ai-tools", { ...tools, default_value: "" })).data.default_value, null);
  });

  it("refuses definitions that contradict themselves, telling all of it", async () => {
    assert.deepEqual(await refusal(put(owner, "a b", { value_type: "single_select", required: true })), {
      status: 422,
      message:
        "Validation failed: Property name can only contain letters, numbers and the characters _ - $ #, at most 75 of them, Allowed values must be present, Default value must be present",
    });
    assert.match(
      (await refusal(put(owner, "x", { ...tier, default_value: "high" }))).message,
      /Default value must be one of/,
    );
    assert.match(
      (await refusal(put(owner, "x", { value_type: "string", allowed_values: ["a"] }))).message,
      /must be blank/,
    );
  });

  it("keeps the type of a property", async () => {
    await put(owner, "ai-tier", tier);
    const changed = { ...tools, value_type: "multi_select" };
    assert.match((await refusal(put(owner, "ai-tier", changed))).message, /Value type cannot be changed/);
  });

  it("takes several definitions at once, or none of them", async () => {
    const patch = (properties: object[]) =>
      github.as(owner).request("PATCH /orgs/{org}/properties/schema", { org, properties } as never);
    const broken = { property_name: "broken", value_type: "single_select" };
    await refusal(patch([{ property_name: "ai-tools", ...tools }, broken]));
    assert.deepEqual(github.server().state.organizations[0]?.customProperties, []);
    const { data } = await patch([
      { property_name: "ai-tools", ...tools },
      { property_name: "ai-tier", ...tier },
    ]);
    assert.equal((data as unknown[]).length, 2);
  });

  it("forgets values with the property they belong to", async () => {
    await put(owner, "ai-tools", tools);
    const properties = [{ property_name: "ai-tools", value: ["copilot"] }];
    await github
      .as(owner)
      .request("PATCH /orgs/{org}/properties/values", { org, repository_names: ["docs"], properties });
    const path = { org, custom_property_name: "ai-tools" };
    await github.as(owner).request("DELETE /orgs/{org}/properties/schema/{custom_property_name}", path);
    await put(owner, "ai-tools", tools);
    const { data } = await github
      .as(owner)
      .request("GET /repos/{owner}/{repo}/properties/values", { owner: org, repo: "docs" });
    assert.deepEqual(data, [{ property_name: "ai-tools", value: null }]);
  });
});

describe("the values of custom properties", () => {
  const github = eachWithLocalGitHub();
  beforeEach(async () => {
    const properties = [
      { property_name: "ai-tier", ...tier },
      { property_name: "ai-tools", ...tools, values_editable_by: "org_and_repo_actors" },
    ];
    await github.as(owner).request("PATCH /orgs/{org}/properties/schema", { org, properties } as never);
  });
  const setAll = (actor: string, repository_names: string[], properties: object[]) =>
    github.as(actor).request("PATCH /orgs/{org}/properties/values", { org, repository_names, properties } as never);
  const setOne = (actor: string, repo: string, properties: object[]) =>
    github
      .as(actor)
      .request("PATCH /repos/{owner}/{repo}/properties/values", { owner: org, repo, properties } as never);
  const values = async (repo: string) => {
    const { data } = await github
      .as(owner)
      .request("GET /repos/{owner}/{repo}/properties/values", { owner: org, repo });
    return Object.fromEntries(data.map(({ property_name, value }) => [property_name, value]));
  };

  it("are set on many repositories in one request", async () => {
    const answer = await setAll(
      owner,
      ["docs", "ledger"],
      [
        { property_name: "ai-tier", value: "critical" },
        { property_name: "ai-tools", value: ["copilot"] },
      ],
    );
    assert.equal(answer.status, 204);
    assert.deepEqual(await values("docs"), { "ai-tier": "critical", "ai-tools": ["copilot"] });
    assert.deepEqual(await values("site"), { "ai-tier": "standard", "ai-tools": null });
    const { data } = await github.as(developer).request("GET /orgs/{org}/properties/values", { org, per_page: 2 });
    assert.deepEqual(
      data.map(({ repository_name, properties }) => [repository_name, properties[0]?.value]),
      [
        ["docs", "critical"],
        ["ledger", "critical"],
      ],
    );
  });

  it("are shown with the repository", async () => {
    await setAll(owner, ["docs"], [{ property_name: "ai-tools", value: ["copilot"] }]);
    const { data } = await github.as(owner).rest.repos.get({ owner: org, repo: "docs" });
    assert.deepEqual(data.custom_properties, { "ai-tier": "standard", "ai-tools": ["copilot"] });
  });

  it("are unset by null, which brings back the default", async () => {
    await setAll(owner, ["docs"], [{ property_name: "ai-tier", value: "critical" }]);
    await setAll(owner, ["docs"], [{ property_name: "ai-tier", value: null }]);
    assert.equal((await values("docs"))["ai-tier"], "standard");
  });

  it("stay as they were on every repository where one of the request's is refused", async () => {
    const refused = await refusal(
      setAll(owner, ["docs", "nowhere"], [{ property_name: "ai-tier", value: "critical" }]),
    );
    assert.equal(refused.status, 404);
    assert.equal((await values("docs"))["ai-tier"], "standard");
  });

  it("must fit the schema", async () => {
    const problems = await refusal(
      setAll(
        owner,
        ["docs"],
        [
          { property_name: "ai-tier", value: "high" },
          { property_name: "ai-tools", value: "copilot" },
          { property_name: "colour", value: "red" },
        ],
      ),
    );
    assert.deepEqual(problems, {
      status: 422,
      message:
        "Validation failed: Property ai-tier must be one of: standard, critical; got: high, Property ai-tools must be an array of strings, Property colour is not defined",
    });
  });

  it("are the owners' where the schema says org_actors, whoever administers the repository", async () => {
    assert.equal((await setOne(developer, "ledger", [{ property_name: "ai-tools", value: ["copilot"] }])).status, 204);
    assert.deepEqual(await refusal(setOne(developer, "ledger", [{ property_name: "ai-tier", value: "critical" }])), {
      status: 403,
      message: "Only organization actors can edit the values of: ai-tier",
    });
    assert.equal((await setOne(owner, "ledger", [{ property_name: "ai-tier", value: "critical" }])).status, 204);
  });

  it("are not set by writers, agents or workflows", async () => {
    for (const actor of [developer, claude, "workflow:docs"]) {
      assert.equal(
        (await refusal(setOne(actor, "docs", [{ property_name: "ai-tools", value: ["copilot"] }]))).status,
        403,
      );
      assert.equal((await refusal(setAll(actor, ["docs"], []))).status, 403);
    }
  });
});

describe("whether a value fits a property", () => {
  const property = (valueType: CustomProperty["valueType"], allowedValues: string[] | null = null): CustomProperty => ({
    propertyName: "x",
    valueType,
    allowedValues,
    required: false,
    defaultValue: null,
    description: null,
    valuesEditableBy: "org_actors",
    requireExplicitValues: false,
  });

  it("is, for a multi-select, that every value is allowed", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.array(fc.string()), (allowed, value) => {
        const fits = value.every((one) => allowed.includes(one));
        assert.equal(valueProblem(property("multi_select", allowed), value) === undefined, fits);
      }),
    );
  });

  it("depends on the type", () => {
    const cases: [CustomProperty["valueType"], string | string[], boolean][] = [
      ["true_false", "true", true],
      ["true_false", "yes", false],
      ["url", "https://example.com", true],
      ["url", "example", false],
      ["string", "x".repeat(75), true],
      ["string", "x".repeat(76), false],
      ["string", 'say "x"', false],
      ["string", ["x"], false],
    ];
    for (const [type, value, fits] of cases) {
      assert.equal(valueProblem(property(type), value) === undefined, fits, `${type} ${String(value)}`);
    }
  });
});
