import assert from "node:assert/strict";
import { awsTypes } from "../../../governance/index.ts";
import { auditBucket, codeowners, mergeSettings } from "../../governance/policy/records.ts";
import { judged, rulesAgainst, sampleOf } from "./judged.ts";

const governed = [mergeSettings(), codeowners()].map(sampleOf);
const provider = { type: "pulumi:providers:github" };

describe("E15 sibling types", () => {
  const kinds = Object.values(awsTypes).filter((types) => types.length > 1);

  it("of the audit bucket are judged alike", async () => {
    const store = auditBucket().map((part) => ({ ...sampleOf(part), protect: true }));
    const renamed = store.map((part) => ({
      ...part,
      type: kinds.find(([type]) => type === part.type)?.[1] ?? part.type,
    }));
    assert.ok(renamed.some(({ type }) => /V2:/.test(type)));
    assert.deepEqual(await judged(renamed, "organization"), await judged(store, "organization"));
    for (const over of [{ ignoreChanges: ["*"] }, { protect: false }, { props: { bucket: "meridian-pay-ai-audit" } }]) {
      const weak = (parts: typeof store) =>
        judged(
          parts.map((part) => ({ ...part, ...over })),
          "organization",
        );
      const shapes = async (parts: typeof store) =>
        (await weak(parts)).map(([rule, said]) => [rule, said.replace(/V2\b/g, "")]);
      assert.deepEqual(await shapes(renamed), await shapes(store));
      assert.notDeepEqual(await shapes(renamed), await judged(renamed, "organization"));
    }
  });

  for (const [says, type, props] of [
    [
      "a repository's ruleset",
      "github:index/repositoryRuleset:RepositoryRuleset",
      {
        name: "main",
        repository: "payments-api",
        enforcement: "active",
        target: "branch",
        bypassActors: [{ actorType: "Integration", actorId: 1236702, bypassMode: "always" }],
      },
    ],
    [
      "classic protection",
      "github:index/branchProtection:BranchProtection",
      {
        repositoryId: "payments-api",
        pattern: "main",
        requiredPullRequestReviews: [{ pullRequestBypassers: ["/cursoragent"] }],
      },
    ],
    [
      "classic protection, third version",
      "github:index/branchProtectionV3:BranchProtectionV3",
      {
        repository: "payments-api",
        branch: "main",
        requiredPullRequestReviews: { bypassPullRequestAllowances: { users: ["cursoragent"] } },
      },
    ],
  ] as const) {
    it(`that let an agent pass are reported: ${says}`, async () => {
      const found = await rulesAgainst([...governed, { type, props, provider }], "repository");
      assert.ok(found.includes("github-ruleset-disallow-agent-bypass"), found.join());
    });

    it(`are reported with ignored changes: ${says}`, async () => {
      const found = await rulesAgainst([...governed, { type, props, provider, ignoreChanges: ["*"] }], "repository");
      assert.ok(found.includes("pulumi-resource-disallow-ignored-changes"), found.join());
    });
  }
});
