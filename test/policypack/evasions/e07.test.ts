import assert from "node:assert/strict";
import { codeowners, mergeSettings, record, repositoryRuleset } from "../../governance/policy/records.ts";
import { childOf, judged, rulesAgainst, sampleOf } from "./judged.ts";

const claims = "pulumi-component-require-claimed-children";
const component = { type: "ai-governance:index:GovernedRepository", name: "payments-api" };
const children = [mergeSettings(), codeowners()].map((child) => childOf(component, child));

describe("E07 spoofed component token", () => {
  it("is reported where the component has nothing behind its token", async () => {
    assert.deepEqual(await judged([{ ...component, props: { repositoryName: "payments-api" } }], "repository"), [
      [
        claims,
        "payments-api: calls itself GovernedRepository but lacks what that declares: RepositoryMergeSettings, ReviewedFile; it must be the component of pulumi-ai-governance.",
      ],
    ]);
  });

  it("earns no control: a repository beside it is judged as if the component were not there", async () => {
    const bare = record("github:index/repository:Repository", { name: "payments-api" }, "payments-api");
    const alone = await rulesAgainst([sampleOf(bare)], "repository");
    assert.ok(alone.includes("github-repository-require-governance"));
    assert.deepEqual(await rulesAgainst([component, sampleOf(bare)], "repository"), [...alone, claims].sort());
  });

  it("is reported where a component carries the token of a ruleset, which GitHub never sees", async () => {
    const { provider: _provider, ...impostor } = sampleOf(repositoryRuleset());
    assert.deepEqual(await rulesAgainst([sampleOf(repositoryRuleset())], "repository"), [
      "github-repository-require-governance",
    ]);
    assert.ok((await rulesAgainst([impostor], "repository")).includes(claims));
  });

  it("makes no difference to a component that hides its inputs: its children are judged", async () => {
    assert.deepEqual(await judged([component, ...children], "repository"), []);
    assert.deepEqual(await judged([{ ...component, props: { repository: "docs" } }, ...children], "repository"), []);
  });
});
