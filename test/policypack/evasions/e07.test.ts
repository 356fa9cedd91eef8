import assert from "node:assert/strict";
import { componentChildren } from "../../../governance/policy/stack/component-children.ts";
import { auditBucket, codeowners, mergeSettings, record, repositoryRuleset } from "../../governance/policy/records.ts";
import type { SampleResource } from "../../support/policy/request.ts";
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

  it("is not seen where a deletable audit store has all parts of an AuditBucket under that token", async () => {
    const audit = { type: "ai-governance:index:AuditBucket", name: "audit" };
    const store = auditBucket();
    const others = (componentChildren[audit.type] ?? [])
      .filter((types) => !store.some(({ type }) => types.includes(type)))
      .map(([type = ""]) => record(type, {}, type.slice(type.lastIndexOf(":") + 1)));
    const parts = [...store, ...others].map((part) => ({ ...childOf(audit, part), protect: false }));
    const protection = "pulumi-resource-require-protection";
    const against = async (...stack: readonly SampleResource[]) =>
      (await rulesAgainst(stack, "organization")).filter((rule) => [claims, protection].includes(rule));
    assert.deepEqual(await against(audit, ...parts), []);
    assert.deepEqual(await against(audit, ...parts.slice(1)), [claims]);
    assert.deepEqual(await against(...parts.map(({ parent: _, ...part }) => part)), [protection]);
  });
});
