import assert from "node:assert/strict";
import { awsTypes, githubTypes, ownTypes, type ResourceRecord } from "../../../../governance/index.ts";
import { bucketOwnership } from "../../../../governance/policy/resource.ts";
import { componentChildren, rulesetComponents } from "../../../../governance/policy/stack/component-children.ts";
import { componentClaimFindings } from "../../../../governance/policy/stack/component-claims.ts";
import { record } from "../records.ts";

const token = (name: string): string => `ai-governance:index:${name}`;
const component = (name: string) => record(token(name), {}, "claimed");

function child(parent: ResourceRecord, type: string): ResourceRecord {
  const [name] = type.split(":");
  const provider = { type: `pulumi:providers:${name}`, name: "default", urn: "urn:provider", props: {} };
  return { ...record(type, {}, "child"), parent: parent.urn, provider };
}

const judged = (stack: readonly ResourceRecord[]) => componentClaimFindings(stack, rulesetComponents);
const messages = (stack: readonly ResourceRecord[]) => judged(stack).map(({ message }) => message);

describe("componentClaimFindings", () => {
  it("names what a component lacks of what its token promises", () => {
    const claimed = component("GovernedRepository");
    assert.deepEqual(judged([claimed]), [
      {
        outcome: "violation",
        subject: "claimed",
        message:
          "calls itself GovernedRepository but lacks what that declares: RepositoryMergeSettings, ReviewedFile; it must be the component of pulumi-ai-governance.",
        fix: "Use GovernedRepository of pulumi-ai-governance with all its arguments.",
        urn: claimed.urn,
      },
    ]);
  });

  it("takes children of the component alone for its own", () => {
    const claimed = component("RepositoryFence");
    const other = record(token("RepositoryFence"), {}, "other");
    const fence = child(claimed, githubTypes.repositoryRuleset);
    assert.deepEqual(judged([claimed, fence]), []);
    assert.deepEqual(
      judged([claimed, other, fence]).map(({ subject }) => subject),
      ["other"],
    );
    const { parent: _parent, ...orphan } = fence;
    assert.equal(judged([claimed, orphan]).length, 1);
  });

  it("is content with one of the types that mean the same", () => {
    const claimed = component("GovernedRepository");
    const owners = child(claimed, ownTypes.reviewedFile);
    for (const type of [ownTypes.mergeSettings, githubTypes.repository]) {
      assert.deepEqual(judged([claimed, owners, child(claimed, type)]), []);
    }
  });

  it("reports each single missing child of every component", () => {
    for (const [type, required] of Object.entries(componentChildren)) {
      const claimed = record(type, {}, "claimed");
      const all = [[githubTypes.organizationRuleset], ...required].map(([each = ""]) => child(claimed, each));
      assert.deepEqual(judged([claimed, ...all]), [], type);
      for (const missing of all.slice(1)) {
        const [message, ...others] = messages([claimed, ...all.filter((each) => each !== missing)]);
        assert.match(message ?? "", new RegExp(`declares: ${missing.type.split(":").at(-1)}; it must`));
        assert.deepEqual(others, []);
      }
    }
  });

  it("asks for rulesets of the organisation only where there can be some", () => {
    const tool = component("AiTool");
    assert.equal(judged([tool]).length, 1);
    assert.match(messages([tool]).join(), /^calls itself AiTool but lacks what that declares: OrganizationRuleset; /);
    assert.deepEqual(componentClaimFindings([tool], []), []);
    assert.deepEqual(componentClaimFindings([tool], ["OrganizationGuardrails"]), []);
    assert.equal(componentClaimFindings([component("OrganizationGuardrails")], []).length, 1);
  });

  it("reports tokens that the project does not have, and the one that was meant", () => {
    const unknown = component("GovernedRepositry");
    assert.deepEqual(judged([unknown]), [
      {
        outcome: "violation",
        subject: "claimed",
        message:
          'ai-governance has no ai-governance:index:GovernedRepositry; a token of it must be one that it has. Did you mean "GovernedRepository"?',
        fix: "Use a component of pulumi-ai-governance, or another token for your own.",
        urn: unknown.urn,
      },
    ]);
    for (const type of [token("constructor"), "ai-governance:other:AiTool", "ai-governance:index"]) {
      assert.match(messages([record(type, {})]).join(), /^ai-governance has no /);
    }
    assert.match(messages([component("ReviewdFile")]).join(), /Did you mean "ReviewedFile"\?$/);
  });

  it("leaves components of others alone", () => {
    for (const type of ["acme:index:GovernedRepository", "pulumi:pulumi:Stack", "ai-governance-x:index:Y"]) {
      assert.deepEqual(judged([record(type, {})]), []);
    }
  });

  describe("about resources that are none", () => {
    const types = [
      ...Object.values(githubTypes),
      ...Object.values(ownTypes),
      ...Object.values(awsTypes).flat(),
      ...bucketOwnership,
    ];

    it("reports a component that carries the token of any type that rules rely on", () => {
      for (const type of [...types, "github:index/team:Team"]) {
        const [name = ""] = type.split(":");
        assert.deepEqual(judged([record(type, {})]), [
          {
            outcome: "violation",
            subject: "it",
            message: `a component carries the token ${type} and does not do what it says; only one of the ${name} provider must.`,
            fix: `Declare ${type.split(":").at(-1)} with the ${name} provider.`,
            urn: record(type, {}).urn,
          },
        ]);
      }
    });

    it("reports one that another provider manages", () => {
      for (const type of types) {
        const foreign = { type: "pulumi:providers:acme", name: "acme", urn: "urn:acme", props: { token: "hunter2" } };
        const [message = ""] = messages([{ ...record(type, {}), provider: foreign }]);
        assert.match(message, /^a resource of pulumi:providers:acme carries the token /);
        assert.doesNotMatch(message, /hunter2/);
      }
    });

    it("allows those of their own provider, and types that no rule relies on", () => {
      const parent = component("x");
      assert.deepEqual(judged(types.map((type) => child(parent, type))), []);
      assert.deepEqual(judged([record("aws:s3:BucketEventSubscription", {})]), []);
    });
  });
});
