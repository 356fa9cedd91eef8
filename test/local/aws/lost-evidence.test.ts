import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CreateOpenIDConnectProviderCommand, CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateKeyCommand, PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import {
  CreateBucketCommand,
  GetObjectRetentionCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import {
  auditBucketPolicy,
  keyPolicy,
  writerPermissions,
  writerTrust,
} from "../../../components/audit-bucket-policies.ts";
import { clientsOf, localAws, runningAws } from "./running-aws.ts";
import { administratorRole, createRole } from "./ways-by-another-role.ts";
import type { AwsCredentials } from "./running-aws.ts";
import { stops, ways, type Evidence, type Way } from "./ways-to-lose-evidence.ts";

type Clients = ReturnType<typeof clientsOf>;

const account = "111122223333";
const roleArn = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const issuer = "collector.example.com";
const claims = {
  iss: `https://${issuer}`,
  aud: "sts.amazonaws.com",
  repository_id: "42",
  job_workflow_ref: "acme/governance/.github/workflows/collect.yml@refs/heads/main",
  ref: "refs/heads/main",
};
const workflow = { repositoryId: claims.repository_id, jobWorkflowRef: claims.job_workflow_ref, ref: claims.ref };
const trust = writerTrust(`arn:aws:iam::${account}:oidc-provider/${issuer}`, issuer, workflow);

describe("evidence in local S3", () => {
  let owner: Clients;
  let admin: Clients;

  before(runningAws);
  before(async () => {
    owner = clientsOf(await localAws());
    await owner.iam.send(
      new CreateOpenIDConnectProviderCommand({ Url: claims.iss, ClientIDList: ["sts.amazonaws.com"] }),
    );
    const AssumeRolePolicyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: account }, Action: "sts:AssumeRole" }],
    });
    await owner.iam.send(new CreateRoleCommand({ RoleName: "evidence-admin", AssumeRolePolicyDocument }));
    const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
    await allow("evidence-admin", everything);
    const session = await (
      await sts()
    ).send(new AssumeRoleCommand({ RoleArn: roleArn("evidence-admin"), RoleSessionName: "ada" }));
    admin = await clientsFor(session.Credentials);
    await createRole(owner, "evidence-deployer", { AWS: "arn:aws:iam::999988887777:root" });
  });

  const sts = async (credentials: AwsCredentials = { accessKeyId: "local", secretAccessKey: "local" }) =>
    new STSClient({ endpoint: (await localAws()).url, region: "eu-central-1", credentials });

  const allow = (RoleName: string, policy: object) =>
    owner.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "allow", PolicyDocument: JSON.stringify(policy) }));

  async function clientsFor(
    given: { AccessKeyId?: string; SecretAccessKey?: string; SessionToken?: string } = {},
  ): Promise<Clients> {
    return clientsOf(await localAws(), {
      accessKeyId: given.AccessKeyId ?? "",
      secretAccessKey: given.SecretAccessKey ?? "",
      sessionToken: given.SessionToken ?? "",
    });
  }

  /** The audit store as the component declares it, and the writer's credentials. */
  async function store(
    bucket: string,
    administratorRoleArn?: string,
  ): Promise<{ evidence: Evidence; writer: Clients }> {
    const { KeyMetadata } = await owner.kms.send(
      new CreateKeyCommand({ Policy: JSON.stringify(keyPolicy("aws", account, administratorRoleArn)) }),
    );
    const [kmsKey, keyArn] = [KeyMetadata?.KeyId ?? "", KeyMetadata?.Arn ?? ""];
    const Bucket = bucket;
    const bucketArn = `arn:aws:s3:::${bucket}`;
    await owner.s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
    await owner.s3.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration: lock }));
    const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" as const, KMSMasterKeyID: keyArn } };
    await owner.s3.send(
      new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules: [rule] } }),
    );
    await owner.s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: noPublic }));
    const Policy = JSON.stringify(auditBucketPolicy(bucketArn, keyArn, administratorRoleArn));
    await owner.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    const writer = await writerOf(bucket, writerPermissions(bucketArn, keyArn));
    const put = await writer.s3.send(
      new PutObjectCommand({ Bucket, Key: "first", Body: "evidence", IfNoneMatch: "*" }),
    );
    const role = `${bucket}-other-writer`;
    await owner.iam.send(new CreateRoleCommand({ RoleName: role, AssumeRolePolicyDocument: JSON.stringify(trust) }));
    const made = await owner.iam.send(new CreateOpenIDConnectProviderCommand({ Url: `https://${bucket}.example.com` }));
    const oidcProvider = made.OpenIDConnectProviderArn ?? "";
    return { evidence: { bucket, key: "first", version: put.VersionId ?? "", kmsKey, role, oidcProvider }, writer };
  }

  async function writerOf(bucket: string, permissions: object): Promise<Clients> {
    const RoleName = `${bucket}-writer`;
    await owner.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(trust) }));
    await allow(RoleName, permissions);
    return assumed(RoleName, claims);
  }

  const assumed = async (RoleName: string, token: object) => clientsFor((await assumedAs(RoleName, token)).Credentials);

  async function assumedAs(RoleName: string, token: object) {
    const WebIdentityToken = `e30.${Buffer.from(JSON.stringify(token)).toString("base64url")}.unsigned`;
    const assume = { RoleArn: roleArn(RoleName), RoleSessionName: "collect", WebIdentityToken };
    return (await sts()).send(new AssumeRoleWithWebIdentityCommand(assume));
  }

  async function attempt(way: Way, clients: Clients, evidence: Evidence, stop: keyof typeof stops): Promise<void> {
    const outcome = await way.send(clients, evidence).then(
      () => undefined,
      (error: Error) => `${error.name}: ${error.message}`,
    );
    const expected = stops[stop];
    if (expected === undefined) assert.equal(outcome, undefined);
    else assert.match(outcome ?? "it succeeded", expected);
  }

  describe("in an account that has administrators", () => {
    let own: Awaited<ReturnType<typeof store>>;
    before(async () => void (own = await store("evidence-own")));

    for (const [claim, value] of [
      ["repository_id", "43"],
      ["job_workflow_ref", "acme/governance/.github/workflows/other.yml@refs/heads/main"],
      ["ref", "refs/heads/feature"],
      ["aud", "https://github.com/acme"],
      ["iss", "https://forged.example.com"],
    ] as const) {
      it(`is written by no workflow whose token has another ${claim}`, async () => {
        await assert.rejects(assumed("evidence-own-writer", { ...claims, [claim]: value }), { name: /AccessDenied/ });
      });
    }

    it("has nobody as its administrator whom that role's trust does not name", async () => {
      const assume = new AssumeRoleCommand({ RoleArn: administratorRole, RoleSessionName: "ada" });
      await assert.rejects(admin.sts.send(assume), { name: /AccessDenied/ });
    });

    for (const way of ways) {
      it(`${way.title}: the writer is stopped by ${way.writer}`, () =>
        attempt(way, own.writer, own.evidence, way.writer));
    }
    for (const way of ways) {
      it(`${way.title}: an administrator is stopped by ${way.administrator}`, () =>
        attempt(way, admin, own.evidence, way.administrator));
    }

    it("is still locked in compliance mode when the administrator has taken every setting away", async () => {
      const { bucket: Bucket, key: Key, version: VersionId } = own.evidence;
      const { Retention } = await owner.s3.send(new GetObjectRetentionCommand({ Bucket, Key, VersionId }));
      assert.equal(Retention?.Mode, "COMPLIANCE");
      const version = ways.find(({ title }) => title === "delete a version");
      await assert.rejects(async () => version?.send(admin, own.evidence), { message: "Access Denied" });
    });

    it("is written by a role that cannot become an administrator, although that role trusts the whole account", async () => {
      const RoleArn = roleArn("evidence-admin");
      const assume = new AssumeRoleCommand({ RoleArn, RoleSessionName: "collect" });
      const { Credentials } = await assumedAs("evidence-own-writer", claims);
      const credentials = {
        accessKeyId: Credentials?.AccessKeyId ?? "",
        secretAccessKey: Credentials?.SecretAccessKey ?? "",
        sessionToken: Credentials?.SessionToken ?? "",
      };
      await assert.rejects((await sts(credentials)).send(assume), { name: /AccessDenied/ });
      const permission = { Effect: "Allow", Action: "sts:AssumeRole", Resource: RoleArn };
      await owner.iam.send(
        new PutRolePolicyCommand({
          RoleName: "evidence-own-writer",
          PolicyName: "assume",
          PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [permission] }),
        }),
      );
      await (await sts(credentials)).send(assume);
    });

    for (const [claim, value] of [
      ["repository_id", "43"],
      ["job_workflow_ref", "acme/governance/.github/workflows/other.yml@refs/heads/main"],
      ["ref", "refs/heads/feature"],
      ["aud", "https://github.com/acme"],
      ["iss", "https://forged.example.com"],
    ] as const) {
      it(`is written by no workflow whose token has another ${claim}`, async () => {
        await assert.rejects(assumed("evidence-own-writer", { ...claims, [claim]: value }), { name: /AccessDenied/ });
      });
    }
  });

  describe("in an account of its own, with one role that administers it", () => {
    let separate: Awaited<ReturnType<typeof store>>;
    before(async () => void (separate = await store("evidence-separate", administratorRole)));

    for (const way of ways) {
      it(`${way.title}: anyone else is stopped by ${way.outsider}`, () =>
        attempt(way, admin, separate.evidence, way.outsider));
    }

    it("can be repaired by the root user if the role is lost", async () => {
      const { bucket: Bucket } = separate.evidence;
      const Policy = JSON.stringify(auditBucketPolicy(`arn:aws:s3:::${Bucket}`, "arn:aws:kms:eu-central-1:0:key/1"));
      await owner.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
      const KeyId = separate.evidence.kmsKey;
      const repaired = JSON.stringify(keyPolicy("aws", account));
      await owner.kms.send(new PutKeyPolicyCommand({ KeyId, PolicyName: "default", Policy: repaired }));
    });

    it("has a policy that the root user of another account cannot replace", async () => {
      const stranger = clientsOf(await localAws(), { accessKeyId: "local-444455556666", secretAccessKey: "local" });
      const { bucket: Bucket } = separate.evidence;
      const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [] });
      await assert.rejects(
        stranger.s3.send(new PutBucketPolicyCommand({ Bucket, Policy })),
        /no policy allows|explicit deny/,
      );
    });
  });

  it("is documented with what stops each way to lose it", () => {
    const file = join(import.meta.dirname, "../../../docs/audit-bucket.md");
    const text = readFileSync(file, "utf8");
    const documented = text.replace(/\| way[\s\S]*\|\n/, () => documentedTable());
    if (process.env["UPDATE_GOLDEN"]) writeFileSync(file, documented);
    assert.equal(readFileSync(file, "utf8"), documented);
  });
});

const lock = {
  ObjectLockEnabled: "Enabled" as const,
  Rule: { DefaultRetention: { Mode: "COMPLIANCE" as const, Days: 200 } },
};
const noPublic = {
  BlockPublicAcls: true,
  BlockPublicPolicy: true,
  IgnorePublicAcls: true,
  RestrictPublicBuckets: true,
};

const marked = (stop: string) => (stop === "nothing" ? "**nothing**" : stop);

function documentedTable(): string {
  const head = ["way", "the writer", "an administrator", "the same, with `audit.account`", "statements"];
  const rows = ways.map(({ title, writer, administrator, outsider, statements }) => [
    title,
    writer,
    marked(administrator),
    marked(outsider),
    statements.map((sid) => `\`${sid}\``).join(", "),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[], fill = " ") =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(" | ")} |\n`;
  return [
    line(head),
    line(
      head.map(() => ""),
      "-",
    ),
    ...rows.map((row) => line(row)),
  ].join("");
}
