import assert from "node:assert/strict";
import { auditBucket, codeowners, mergeSettings, repositoryRuleset } from "../../governance/policy/records.ts";
import { governedTypes } from "../../../governance/policy/stack/governed-types.ts";
import {
  awsTypes,
  bucketWeakenings,
  githubTypes,
  iamTypes,
  kmsTypes,
  ownTypes,
} from "../../../governance/policy/resource.ts";
import { judged, rulesAgainst, sampleOf } from "./judged.ts";

const rule = "pulumi-resource-disallow-ignored-changes";
const governed = [mergeSettings(), codeowners(), repositoryRuleset()].map(sampleOf);

describe("E11 ignoreChanges", () => {
  it("is reported on each governed resource, though what it declares is as demanded", async () => {
    assert.deepEqual(await rulesAgainst(governed, "repository"), []);
    for (const path of ["*", '["rules"]', "rules[0]", "content", "squashMergeCommitMessage", "enforcement"]) {
      const drifting = governed.map((resource) => ({ ...resource, ignoreChanges: [path] }));
      const found = await judged(drifting, "repository");
      assert.deepEqual([found.length, ...new Set(found.map(([name]) => name))], [governed.length, rule], path);
    }
  });

  it("is reported on the audit bucket and its parts", async () => {
    const store = auditBucket().map((part) => ({ ...sampleOf(part), protect: true, ignoreChanges: ["*"] }));
    const found = (await judged(store, "organization")).filter(([name]) => name === rule);
    assert.equal(found.length, store.length);
  });

  it("is allowed for what bears no control", async () => {
    const repository = { type: "github:index/repository:Repository", ignoreChanges: ["description", "topics"] };
    assert.ok(!(await rulesAgainst([repository], "repository")).includes(rule));
  });

  it("is reported on whoever may write to the audit bucket, and told of keys, which do not say what they encrypt", async () => {
    const writer = { type: "aws:iam/role:Role", name: "writer", props: { name: "meridian-pay-ai-audit-writer" } };
    const other = { type: "aws:iam/role:Role", name: "other", props: { name: "deployer" } };
    const key = { type: "aws:kms/key:Key", name: "key", props: {} };
    const said = async (sample: object) => {
      const found = await judged([{ ...sample, ignoreChanges: ["assumeRolePolicy"] } as never], "repository");
      return found.filter(([name]) => name === rule).map(([, text]) => /Undecided/.test(text));
    };
    assert.deepEqual([await said(writer), await said(other), await said(key)], [[false], [], [true]]);
  });

  it("is looked for on every type that a rule reads, but for those that bear nothing by themselves", () => {
    const read = [githubTypes, ownTypes, iamTypes, kmsTypes].flatMap((types) => Object.values<string>(types));
    const all = [
      ...read,
      ...[awsTypes, bucketWeakenings].flatMap((kinds) => Object.values<readonly string[]>(kinds).flat()),
    ];
    assert.deepEqual(
      all.filter((type) => !Object.hasOwn(governedTypes, type)),
      // What they do to a repository is in its files and in who is a member.
      [githubTypes.repositoryPullRequest, githubTypes.team],
    );
  });
});
