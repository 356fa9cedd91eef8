import assert from "node:assert/strict";
import { DeleteRolePolicyCommand } from "@aws-sdk/client-iam";
import { UpdateAliasCommand } from "@aws-sdk/client-kms";
import { CreateBucketCommand, PutBucketPolicyCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import type { S3Client } from "@aws-sdk/client-s3";
import { awsProvider } from "../../../local/aws/provider/definition.ts";
import type { Properties } from "../../../components/resources/host/values.ts";
import { connectProvider } from "../../components/resources/provider-client.ts";
import type { ProviderClient } from "../../components/resources/provider-client.ts";
import { bucket, lifecycleCases, trust, trustOf } from "./provider-cases.ts";
import type { LifecycleCase } from "./provider-cases.ts";
import { clientsOf, localAws, runningAws } from "./running-aws.ts";

describe("local AWS provider", () => {
  let provider: ProviderClient;
  let sdk: ReturnType<typeof clientsOf>;

  before(runningAws);
  before(async () => {
    const aws = await localAws();
    sdk = clientsOf(aws);
    provider = await connectProvider(awsProvider());
    const endpoints = JSON.stringify([{ s3: aws.url, kms: aws.url, iam: aws.url, sts: aws.url }]);
    await provider.configure({
      region: "eu-central-1",
      endpoints,
      skipCredentialsValidation: "true",
      accessKey: "local-access-key",
    });
    for (const Bucket of ["provider-plain", "provider-target", "provider-second"]) {
      await sdk.s3.send(new CreateBucketCommand({ Bucket }));
    }
    await sdk.s3.send(new CreateBucketCommand({ Bucket: "provider-locked", ObjectLockEnabledForBucket: true }));
    const Policy = JSON.stringify({
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "logging.s3.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: "arn:aws:s3:::provider-target/*",
        },
      ],
    });
    await sdk.s3.send(new PutBucketPolicyCommand({ Bucket: "provider-target", Policy }));
  });
  after(() => provider?.close());

  const send: S3Client["send"] = ((command: never) => sdk.s3.send(command)) as never;
  for (const { token, inputs, changed, drift, drifted } of lifecycleCases(() => sdk)) {
    it(`creates, refreshes, updates and deletes ${token}`, () => lifecycle({ token, inputs, changed, drift, drifted }));
  }

  async function lifecycle({ token, inputs, changed, drift, drifted }: LifecycleCase): Promise<void> {
    const checked = await provider.check(token, inputs);
    assert.deepEqual(checked.failures, []);
    const { id, state } = await provider.create(token, checked.inputs);
    await assertNoChange(token, id, checked.inputs, state);

    const imported = await provider.read(token, id);
    assert.equal(imported?.id, id);

    if (drift) {
      await drift(id);
      const found = await provider.read(token, id, checked.inputs, state);
      if (drifted === "gone") assert.equal(found, undefined);
      else {
        const diff = await provider.diff(token, checked.inputs, found?.inputs ?? {});
        assert.deepEqual(Object.keys(diff.details).sort(), [...(drifted ?? [])].sort());
      }
    }
    const wanted = (await provider.check(token, changed ?? inputs, checked.inputs)).inputs;
    const updated = await provider.update(token, id, state, wanted);
    await assertNoChange(token, id, wanted, updated);

    await provider.delete(token, id, updated);
    if (!keptByService.has(token)) assert.equal(await provider.read(token, id, wanted, updated), undefined);
    await provider.delete(token, id, updated);
  }

  /** Versioning and object lock cannot be taken off a bucket: what is left is their off position. */
  const keptByService = new Set([
    "aws:s3/bucketVersioning:BucketVersioning",
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  ]);

  async function assertNoChange(token: string, id: string, inputs: Properties, state: Properties): Promise<void> {
    const found = await provider.read(token, id, inputs, state);
    assert.deepEqual(found, { id, inputs, state });
    const again = await provider.check(token, inputs, inputs);
    assert.deepEqual(await provider.diff(token, inputs, again.inputs), { changes: false, replaces: [], details: {} });
  }

  it("creates, refreshes, retargets and deletes aws:kms/alias:Alias", async () => {
    const [first, second] = await Promise.all([1, 2].map(() => newKey()));
    await lifecycle({
      token: "aws:kms/alias:Alias",
      inputs: { name: "alias/evidence", targetKeyId: first?.["arn"] },
      changed: { name: "alias/evidence", targetKeyId: second?.["keyId"] },
      drift: () =>
        sdk.kms.send(new UpdateAliasCommand({ AliasName: "alias/evidence", TargetKeyId: String(second?.["keyId"]) })),
      drifted: ["targetKeyId"],
    });
  });

  async function newKey(): Promise<Properties> {
    const { inputs } = await provider.check("aws:kms/key:Key", {});
    return (await provider.create("aws:kms/key:Key", inputs)).state;
  }

  it("creates, refreshes, updates and deletes aws:iam/rolePolicy:RolePolicy", async () => {
    const { inputs } = await provider.check("aws:iam/role:Role", { name: "holder", assumeRolePolicy: trust });
    await provider.create("aws:iam/role:Role", inputs);
    await lifecycle({
      token: "aws:iam/rolePolicy:RolePolicy",
      inputs: { name: "put", role: "holder", policy: trustOf("s3:PutObject") },
      changed: { name: "put", role: "holder", policy: trustOf("s3:GetObject") },
      drift: () => sdk.iam.send(new DeleteRolePolicyCommand({ RoleName: "holder", PolicyName: "put" })),
      drifted: "gone",
    });
  });

  it("needs a new bucket for another name or lock, and a new setting for another bucket", async () => {
    const olds = { bucket: "one", objectLockEnabled: false, forceDestroy: false };
    const diff = await provider.diff("aws:s3/bucket:Bucket", olds, { ...olds, bucket: "two", objectLockEnabled: true });
    assert.deepEqual(diff.replaces, ["bucket", "objectLockEnabled"]);
    const logging = { bucket: "one", targetBucket: "log", targetPrefix: "" };
    const moved = await provider.diff("aws:s3/bucketLogging:BucketLogging", logging, { ...logging, bucket: "two" });
    assert.deepEqual(moved.replaces, ["bucket"]);
  });

  it("sees no change between two spellings of one policy", async () => {
    const token = "aws:s3/bucketPolicy:BucketPolicy";
    const statement = { Effect: "Deny", Principal: "*", Resource: ["b", "a"], Action: "s3:putobject" };
    const left = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    const right = {
      Statement: { Action: ["s3:PutObject"], Effect: "Deny", Principal: "*", Resource: ["a", "b"] },
      Version: "2012-10-17",
    };
    const checked = await provider.check(token, { bucket, policy: right });
    assert.equal((await provider.diff(token, { bucket, policy: left }, checked.inputs)).changes, false);
    const other = left.replace("Deny", "Allow");
    assert.equal((await provider.diff(token, { bucket, policy: left }, { bucket, policy: other })).changes, true);
  });

  it("makes up names as the released provider does, and keeps them", async () => {
    const seed = Uint8Array.of(7);
    const { inputs } = await provider.check("aws:s3/bucket:Bucket", {}, {}, seed);
    assert.match(String(inputs["bucket"]), /^it-[0-9a-f]{7}$/);
    const prefixed = await provider.check("aws:s3/bucket:Bucket", { bucketPrefix: "logs-" }, { bucket: "it-1" }, seed);
    assert.match(String(prefixed.inputs["bucket"]), /^logs-[0-9a-f]{7}$/);
    const kept = await provider.check("aws:s3/bucket:Bucket", {}, { bucket: "it-abcdef0" }, seed);
    assert.equal(kept.inputs["bucket"], "it-abcdef0");
  });

  it("refuses to make a bucket and a role that exist, as AWS does", async () => {
    const token = "aws:iam/role:Role";
    const { inputs } = await provider.check(token, { name: "left-behind", assumeRolePolicy: trust });
    await provider.create(token, inputs);
    await assert.rejects(provider.create(token, inputs), /left-behind already exists/);
    await send(new CreateBucketCommand({ Bucket: "provider-third" }));
    await assert.rejects(
      provider.create("aws:s3/bucket:Bucket", { bucket: "provider-third", objectLockEnabled: false }),
      /creating S3 Bucket \(provider-third\): BucketAlreadyExists/,
    );
  });

  it("refuses to delete a bucket with objects, unless told to empty it", async () => {
    const token = "aws:s3/bucket:Bucket";
    await send(new CreateBucketCommand({ Bucket: "provider-full" }));
    await send(new PutObjectCommand({ Bucket: "provider-full", Key: "a", Body: "x" }));
    await assert.rejects(provider.delete(token, "provider-full", { forceDestroy: false }), /not empty/);
    await provider.delete(token, "provider-full", { forceDestroy: true });
    assert.equal(await provider.read(token, "provider-full"), undefined);
  });

  it("cannot empty a bucket of locked objects, and names one", async () => {
    const Bucket = "provider-evidence";
    await send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
    const lock = {
      ObjectLockMode: "COMPLIANCE",
      ObjectLockRetainUntilDate: new Date(Date.now() + 86_400_000),
    } as const;
    await send(new PutObjectCommand({ Bucket, Key: "proof", Body: "x", ...lock }));
    const removal = provider.delete("aws:s3/bucket:Bucket", Bucket, { forceDestroy: true });
    await assert.rejects(removal, /cannot empty bucket provider-evidence: proof: .*object lock/);
  });

  it("knows neither other resource types nor other properties", async () => {
    await assert.rejects(
      provider.check("aws:s3/bucketObject:BucketObject", {}),
      /the local AWS stand-in has no resource type "aws:s3\/bucketObject:BucketObject"; it has: aws:iam/,
    );
    const { failures } = await provider.check("aws:s3/bucket:Bucket", { acl: "private", forceDestory: true });
    assert.deepEqual(failures, [
      "acl: is unknown to the local AWS stand-in; known: bucket, bucketPrefix, forceDestroy, objectLockEnabled, tags.",
      "forceDestory: is unknown to the local AWS stand-in; known: bucket, bucketPrefix, forceDestroy, objectLockEnabled, tags. Did you mean forceDestroy?",
    ]);
  });

  it("answers the functions that programs call", async () => {
    const identity = await provider.invoke("aws:index/getCallerIdentity:getCallerIdentity", {});
    assert.equal(identity["accountId"], "111122223333");
    assert.equal((await provider.invoke("aws:index/getPartition:getPartition", {}))["partition"], "aws");
    assert.equal((await provider.invoke("aws:index/getRegion:getRegion", {}))["region"], "eu-central-1");
    assert.equal((await provider.invoke("aws:s3/getBucket:getBucket", { bucket }))["arn"], `arn:aws:s3:::${bucket}`);
    const missing = provider.invoke("aws:s3/getBucket:getBucket", { bucket: "nowhere" });
    await assert.rejects(missing, /there is no bucket nowhere/);
  });

  it("refuses to work without an endpoint, so that it never reaches a real account", async () => {
    const stray = await connectProvider(awsProvider());
    await assert.rejects(
      stray.configure({ region: "eu-central-1" }),
      /no endpoint for s3: this is the local AWS stand-in/,
    );
    stray.close();
  });
});
