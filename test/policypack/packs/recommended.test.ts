import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { levelIn, packs } from "../../../policypack/packs/pack.ts";
import { recommended } from "../../../policypack/packs/recommended.ts";

const rulesFolder = join(import.meta.dirname, "../../../policypack/rules");

describe("the recommended pack", () => {
  it("holds these rules at these levels", () => {
    assert.deepEqual(
      recommended.map(({ name, enforcementLevel, severity }) => [name, enforcementLevel, severity]),
      [
        ["aws-bucket-disallow-forced-destruction", "mandatory", "high"],
        ["aws-bucket-disallow-overwrites", "mandatory", "critical"],
        ["aws-bucket-limit-expiration", "mandatory", "high"],
        ["aws-bucket-require-locked-audit", "mandatory", "critical"],
        ["aws-bucket-require-private-audit", "mandatory", "high"],
        ["aws-key-disallow-early-deletion", "mandatory", "high"],
        ["aws-role-limit-audit-writers", "mandatory", "critical"],
        ["github-branch-require-gate", "mandatory", "critical"],
        ["github-branch-require-human-review", "mandatory", "critical"],
        ["github-branch-require-protection", "mandatory", "critical"],
        ["github-collaborator-disallow-agent-administration", "mandatory", "critical"],
        ["github-gate-disallow-forgeable-check", "advisory", "high"],
        ["github-organization-disallow-foreign-settings", "mandatory", "critical"],
        ["github-organization-require-allowed-actions", "mandatory", "high"],
        ["github-organization-require-app-scope", "mandatory", "high"],
        ["github-organization-require-baseline", "mandatory", "critical"],
        ["github-organization-require-copilot-policy", "mandatory", "high"],
        ["github-organization-require-forbidden-paths", "mandatory", "high"],
        ["github-organization-require-gate-lock", "mandatory", "critical"],
        ["github-organization-require-properties", "mandatory", "critical"],
        ["github-organization-require-push-protection", "mandatory", "high"],
        ["github-organization-require-read-only-token", "mandatory", "high"],
        ["github-organization-require-tool-fences", "mandatory", "critical"],
        ["github-organization-require-tool-secrets", "mandatory", "high"],
        ["github-property-require-owner-edits", "mandatory", "critical"],
        ["github-repository-disallow-open-actions", "mandatory", "high"],
        ["github-repository-disallow-tier-override", "mandatory", "critical"],
        ["github-repository-disallow-unprotected-secrets", "mandatory", "high"],
        ["github-repository-disallow-wide-token", "mandatory", "high"],
        ["github-repository-require-ai-path-owners", "mandatory", "high"],
        ["github-repository-require-governance", "mandatory", "critical"],
        ["github-repository-require-trail-preserving-merges", "mandatory", "high"],
        ["github-ruleset-disallow-agent-bypass", "mandatory", "critical"],
        ["github-ruleset-disallow-broad-bypass", "mandatory", "critical"],
        ["github-ruleset-disallow-exempt-bypass", "mandatory", "high"],
        ["github-ruleset-require-enforcement", "mandatory", "high"],
        ["github-workflow-require-explicit-ref", "mandatory", "high"],
        ["pulumi-component-require-claimed-children", "mandatory", "high"],
        ["pulumi-provider-require-organization", "mandatory", "critical"],
        ["pulumi-resource-disallow-escape-hatches", "advisory", "medium"],
        ["pulumi-resource-disallow-ignored-changes", "mandatory", "high"],
        ["pulumi-resource-require-protection", "mandatory", "high"],
        ["pulumi-waiver-require-validity", "mandatory", "high"],
      ],
    );
  });

  it("holds every rule file, each by its id", async () => {
    const files = globSync("{aws,github,pulumi}/*.ts", { cwd: rulesFolder });
    assert.deepEqual(files.map((file) => basename(file, ".ts")).sort(), recommended.map(({ name }) => name).sort());
    for (const file of files) {
      const id = basename(file, ".ts");
      const exported = (await import(join(rulesFolder, file))) as Record<string, { name: string }>;
      const camelCase = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
      assert.deepEqual(Object.keys(exported), [camelCase]);
      assert.equal(exported[camelCase]?.name, id);
    }
  });

  it("lowers only rules that there are, each for a reason", () => {
    const known = recommended.map(({ name }) => name);
    for (const [rule, reason] of Object.entries(packs.recommended.reporting)) {
      assert.ok(known.includes(rule), rule);
      assert.match(reason, /^[A-Z].*\.$/);
    }
  });

  it("takes each rule at its own level", () => {
    const levels = recommended.map(({ name, enforcementLevel }) => [name, enforcementLevel]);
    assert.deepEqual(
      levels,
      recommended.map(({ name }) => [name, name in packs.recommended.reporting ? "advisory" : "mandatory"]),
    );
    assert.equal(levelIn(packs.recommended, "pulumi-resource-disallow-escape-hatches"), "advisory");
    assert.equal(levelIn(packs.recommended, "constructor"), "mandatory");
  });

  it("describes each rule in one line that leaves room for the finding", () => {
    for (const { name, description, displayName, remediationSteps } of recommended) {
      assert.match(name, /^(aws|github|pulumi)-[a-z]+-(require|disallow|limit)-[a-z-]+$/);
      assert.ok(description.length <= 120 && !description.includes("\n"), name);
      assert.ok(displayName && remediationSteps, name);
    }
  });
});
