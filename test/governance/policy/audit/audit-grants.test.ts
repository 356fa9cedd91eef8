import assert from "node:assert/strict";
import { writerPermissions, writerTrust } from "../../../../components/audit-bucket-policies.ts";
import { awsTypes, UNKNOWN, type ResourceRecord } from "../../../../governance/index.ts";
import { auditWriterFindings } from "../../../../governance/policy/audit/audit-writers.ts";
import { iamTypes } from "../../../../governance/policy/resource.ts";
import { record } from "../records.ts";

const bucket = "meridian-pay-ai-audit";
const writer = {
  jobWorkflowRef: "meridian-pay/ai-governance/.github/workflows/collect.yml@refs/heads/main",
  ref: "refs/heads/main",
};
const issuer = "token.actions.githubusercontent.com";
const trust = writerTrust(`arn:aws:iam::111122223333:oidc-provider/${issuer}`, issuer, {
  repositoryId: "42",
  ...writer,
});
const puts = writerPermissions(`arn:aws:s3:::${bucket}`, "arn:aws:kms:eu-west-1:111122223333:key/1").Statement;

const judge = (stack: readonly ResourceRecord[]) => auditWriterFindings(stack, { bucket, writer });
const subjects = (...stack: ResourceRecord[]) => judge(stack).map(({ outcome, subject }) => `${outcome} ${subject}`);
const all = { Effect: "Allow", Action: "s3:*", Resource: "*" };
const read = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const arnOf = (name: string) => `arn:aws:iam::111122223333:policy/${name}`;
const policy = (name: string, ...Statement: object[]) =>
  record(iamTypes.policy, { name, arn: arnOf(name), policy: { Statement } }, name);
const attached = (holder: string, arn: unknown, name = "attached") =>
  record(iamTypes.userPolicyAttachment, { user: holder, policyArn: arn }, name);

describe("auditWriterFindings about attachments", () => {
  it("gives each holder the policy that is attached to it, and no other", () => {
    const role = record(iamTypes.role, { name: "collector", assumeRolePolicy: trust }, "role");
    const put = record(iamTypes.rolePolicyAttachment, { role: "collector", policyArn: arnOf("put") }, "put-attached");
    assert.deepEqual(
      subjects(role, policy("put", ...puts), put, policy("read", read), attached("ann", arnOf("read"))),
      [],
    );
  });

  it("says it at the attachment that gives the permission, not at one whose policy is out of sight", () => {
    const elsewhere = attached("ann", arnOf("elsewhere"), "elsewhere");
    const giving = attached("ann", arnOf("all"), "giving");
    assert.deepEqual(
      judge([elsewhere, policy("all", all), giving]).map(({ urn }) => urn),
      [giving.urn],
    );
  });

  it("adds up what several resources give to a holder that the stack names only", () => {
    const inline = (name: string, statement: object) =>
      record(iamTypes.userPolicy, { user: "ann", policy: { Statement: statement } }, name);
    const never = { Effect: "Deny", Action: "s3:*", Resource: "*" };
    assert.deepEqual(subjects(inline("allow", all)), ["violation allow"]);
    assert.deepEqual(subjects(inline("allow", all), inline("deny", never)), []);
  });

  it("knows a new policy of a role by where its ARN comes from", () => {
    const role = (origin: ResourceRecord) => ({
      ...record(iamTypes.role, { name: "web", assumeRolePolicy: {}, managedPolicyArns: [UNKNOWN] }, "web"),
      origins: { managedPolicyArns: [origin.urn] },
    });
    const unknownArn = (each: ResourceRecord) => ({ ...each, props: { ...each.props, arn: UNKNOWN } });
    const harmless = unknownArn(policy("read", read));
    assert.deepEqual(subjects(role(harmless), harmless), []);
    const writing = unknownArn(policy("all", all));
    assert.ok(subjects(role(writing), writing).includes("violation web"));
  });
});

describe("auditWriterFindings about a role's own policies", () => {
  const role = (origin: string) => ({
    ...record(iamTypes.role, { name: "web", assumeRolePolicy: {}, inlinePolicies: [{ policy: UNKNOWN }] }, "web"),
    origins: { inlinePolicies: [origin] },
  });
  const assets = record(awsTypes.bucket[0], { bucket: "assets" }, "assets");
  const audit = record(awsTypes.bucket[0], { bucket }, "audit");

  it("has no doubt about one that comes from another bucket", () => {
    assert.deepEqual(subjects(assets, audit, role(assets.urn)), []);
    assert.notDeepEqual(subjects(assets, audit, role(audit.urn)), []);
  });

  it("allows the writer to be denied things beside, of keys too", () => {
    const named = record(iamTypes.role, { name: "evidence-writer", assumeRolePolicy: trust }, "collector");
    const inline = (...Statement: object[]) =>
      record(iamTypes.rolePolicy, { role: "evidence-writer", policy: { Statement } }, "inline");
    const keepKeys = { Effect: "Deny", Action: "kms:ScheduleKeyDeletion", Resource: "*" };
    assert.deepEqual(subjects(named, inline(...puts, keepKeys)), []);
    assert.deepEqual(subjects(named, inline(...puts, { ...keepKeys, Effect: "Allow" })), ["violation evidence-writer"]);
  });
});
