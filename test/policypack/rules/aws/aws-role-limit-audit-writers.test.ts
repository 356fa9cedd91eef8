import assert from "node:assert/strict";
import { awsRoleLimitAuditWriters as rule } from "../../../../policypack/rules/aws/aws-role-limit-audit-writers.ts";
import { parsed } from "../../../governance/example.ts";
import { writerTrust } from "../../../../components/audit-bucket-policies.ts";
import { UNKNOWN_STRING, urnOf, type SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const name = "meridian-pay-ai-audit";
const settings = {
  role: "repository",
  bucket: name,
  writer: {
    jobWorkflowRef: "meridian-pay/ai-governance/.github/workflows/collect.yml@refs/heads/main",
    ref: "refs/heads/main",
  },
};
const fix = "Fix: Remove the permission: the role that the AuditBucket component makes is the only writer.";
const issuer = "token.actions.githubusercontent.com";
const trust = writerTrust(`arn:aws:iam::111122223333:oidc-provider/${issuer}`, issuer, {
  repositoryId: "42",
  ...settings.writer,
});

const role = (assumeRolePolicy: unknown): SampleResource => ({
  type: "aws:iam/role:Role",
  name: "writer",
  props: { name: "writer", assumeRolePolicy },
});
const permission = (policy: unknown): SampleResource => ({
  type: "aws:iam/rolePolicy:RolePolicy",
  name: "put",
  props: { role: "writer", policy },
});
const allow = (Action: string) =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource: `arn:aws:s3:::${name}/*` }] });

describe(rule.name, () => {
  it("reports a role that another workflow may assume, and that may delete, at the permission", async () => {
    const { findings } = await runStackRule(rule, [role("{}"), permission(allow("s3:*"))], settings);
    const urn = urnOf(permission(""));
    assert.deepEqual(
      findings.map(({ message, urn }) => [...message.split("\n").slice(1), urn]),
      [
        [
          "writer: it may do more to the audit bucket than put objects; a writer must have s3:PutObject and the use of the key.",
          fix,
          urn,
        ],
        [
          "writer: its trust is wider than the one writer; it must pin the declared workflow by StringEquals: " +
            "GitHub's OIDC provider.",
          fix,
          urn,
        ],
      ],
    );
  });

  it("is waived for the bucket, and not for a user's policy of the bucket's name", async () => {
    const open = JSON.stringify({
      Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:PutObject", Resource: `arn:aws:s3:::${name}/*` }],
    });
    const bucket: SampleResource = { type: "aws:s3/bucket:Bucket", props: { bucket: name, policy: open } };
    const policy: SampleResource = {
      type: "aws:iam/userPolicy:UserPolicy",
      name,
      props: { name, user: "bob", policy: allow("s3:PutObject") },
    };
    const until = { reason: "Agreed.", approvedBy: "octocat", expires: "9999-12-31" };
    const waivers = [{ rule: rule.name, target: { setting: name }, ...until }];
    const { findings } = await runStackRule(rule, [bucket, policy], { ...settings, role: "organization", waivers });
    assert.deepEqual(findings.map(({ message, urn }) => [urn, message.includes("\nWaived: ")]).sort(), [
      [urnOf(policy), false],
      [urnOf(bucket), true],
    ]);
  });

  it("allows the declared writer", async () => {
    const stack = [role(JSON.stringify(trust)), permission(allow("s3:PutObject"))];
    assert.deepEqual(await runStackRule(rule, stack, settings), { findings: [] });
  });

  it("ignores roles that do not write evidence, and stacks without roles", async () => {
    for (const stack of [[], [role("{}"), permission(allow("s3:GetObject"))]]) {
      assert.deepEqual(await runStackRule(rule, stack, settings), { findings: [] });
    }
  });

  it("stays undecided while the permission comes from the audit bucket", async () => {
    const bucket: SampleResource = { type: "aws:s3/bucket:Bucket", props: { bucket: name } };
    const later = { ...permission(UNKNOWN_STRING), propertyDependencies: { policy: [urnOf(bucket)] } };
    const { findings } = await runStackRule(rule, [bucket, role(JSON.stringify(trust)), later], settings);
    assert.deepEqual(
      findings.map(({ level, message }) => [level, message.split("\n")[1]?.split(":")[0]]),
      [["advisory", "Undecided"]],
    );
  });

  it("takes no trust for good that is none", async () => {
    for (const odd of [null, 7, "no JSON"]) {
      const stack = [role(odd), permission(allow("s3:PutObject"))];
      assert.equal((await told(runStackRule(rule, stack, settings))).length, 1);
    }
  });

  it("is told of the account that the declaration gives the store, and of the GitHub that the workflow is on", () => {
    const declaration = parsed();
    const audit = { ...declaration.audit, account: { role: "arn:aws:iam::444455556666:role/evidence-deployer" } };
    const githubBaseUrl = "https://meridian.ghe.com/";
    const known = { declaration: { ...declaration, audit }, role: "repository", githubBaseUrl } as const;
    assert.deepEqual(rule.told(known), { ...settings, account: "444455556666", githubBaseUrl });
  });

  it("leaves alone a role of another account than the store's", async () => {
    const admin = { ...role("{}"), props: { ...role("{}").props, arn: "arn:aws:iam::111122223333:role/writer" } };
    const stack = [admin, permission(allow("s3:*"))];
    assert.deepEqual(await runStackRule(rule, stack, { ...settings, account: "444455556666" }), { findings: [] });
    assert.equal((await told(runStackRule(rule, stack, { ...settings, account: "111122223333" }))).length, 2);
  });

  it("is told of bucket and workflow", () => {
    assert.deepEqual(rule.told({ declaration: parsed(), role: "repository" }), settings);
  });

  it("trusts the GitHub that it is told of, and no other", async () => {
    const stack = [role(JSON.stringify(trust)), permission(allow("s3:PutObject"))];
    const judged = async (over: object) => (await told(runStackRule(rule, stack, { ...settings, ...over }))).length;
    assert.deepEqual([await judged({}), await judged({ githubBaseUrl: "https://meridian.ghe.com/" })], [0, 1]);
  });
});
