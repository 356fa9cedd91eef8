import assert from "node:assert/strict";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { clientsOf, localAws, runningAws } from "./running-aws.ts";
import { replicating } from "./ways-by-another-role.ts";

const target = "replicas";
const Key = "record";

describe("replication in local S3", () => {
  let clients: ReturnType<typeof clientsOf>;

  before(runningAws);
  before(async () => {
    clients = clientsOf(await localAws());
    await clients.s3.send(new CreateBucketCommand({ Bucket: target }));
    const VersioningConfiguration = { Status: "Enabled" as const };
    await clients.s3.send(new PutBucketVersioningCommand({ Bucket: target, VersioningConfiguration }));
    await replicating(clients, "originals", target);
  });

  const put = (Bucket: string, Body: string) => clients.s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  const status = async (Bucket: string) =>
    (await clients.s3.send(new HeadObjectCommand({ Bucket, Key }))).ReplicationStatus;
  const body = async () =>
    (await clients.s3.send(new GetObjectCommand({ Bucket: target, Key }))).Body?.transformToString();

  it("puts a new version over the key in the other bucket, and marks both", async () => {
    await put(target, "old");
    await put("originals", "new");
    assert.deepEqual([await status("originals"), await status(target), await body()], ["COMPLETED", "REPLICA", "new"]);
  });

  it("hides the key in the other bucket behind a delete marker, and deletes no version there", async () => {
    const { VersionId } = await put("originals", "newer");
    await clients.s3.send(new DeleteObjectCommand({ Bucket: "originals", Key, VersionId }));
    assert.equal(await body(), "newer");
    await clients.s3.send(new DeleteObjectCommand({ Bucket: "originals", Key }));
    await assert.rejects(body(), { name: "NoSuchKey" });
  });

  it("fails by a role that does not trust S3", async () => {
    await put(target, "old");
    await replicating(clients, "distrusted", target, "ec2.amazonaws.com");
    await put("distrusted", "forged");
    assert.deepEqual([await status("distrusted"), await body()], ["FAILED", "old"]);
  });
});
