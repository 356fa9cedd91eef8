import assert from "node:assert/strict";
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import type { PutObjectCommandInput, S3Client } from "@aws-sdk/client-s3";
import { auditBucketPolicy } from "../../../components/audit-bucket-policies.ts";
import { clientsOf, localAws, runningAws } from "./running-aws.ts";

const denial = {
  name: "AccessDenied",
  message: /not authorized to perform: s3:PutObject .* with an explicit deny in a resource-based policy/,
};
const ownKey = "arn:aws:kms:eu-central-1:111122223333:key/0000";
const foreignKey = "arn:aws:kms:eu-central-1:111122223333:key/9999";
const Bucket = "audit-policy";

describe("writes to local S3 under the policy of the audit bucket", () => {
  let s3: S3Client;
  let bucketUrl: string;

  before(runningAws);
  before(async () => {
    const aws = await localAws();
    ({ s3 } = clientsOf(aws));
    bucketUrl = `${aws.url}/${Bucket}`;
    await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
    const Policy = JSON.stringify(auditBucketPolicy(`arn:aws:s3:::${Bucket}`, ownKey));
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  });

  const put = (Key: string, more: Partial<PutObjectCommandInput> = {}) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body: "evidence", IfNoneMatch: "*", ...more }));

  it("are accepted once for each key, and only with if-none-match", async () => {
    await assert.rejects(put("first", { IfNoneMatch: undefined }), denial);
    await put("first");
    await assert.rejects(put("first"), { name: "PreconditionFailed" });
    await assert.rejects(put("first", { IfNoneMatch: undefined }), denial);
  });

  it("are accepted with the bucket's own key, named or not, and with no other", async () => {
    await put("own-key", { ServerSideEncryption: "aws:kms", SSEKMSKeyId: ownKey });
    await assert.rejects(put("foreign-key", { ServerSideEncryption: "aws:kms", SSEKMSKeyId: foreignKey }), denial);
  });

  it("are refused with another encryption", async () => {
    await assert.rejects(put("aes", { ServerSideEncryption: "AES256" }), denial);
    await assert.rejects(put("two-layers", { ServerSideEncryption: "aws:kms:dsse", SSEKMSKeyId: ownKey }), denial);
  });

  it("are refused with a customer's key", async () => {
    // Not by the SDK, which sends such a key over TLS only.
    const headers = {
      "if-none-match": "*",
      "x-amz-server-side-encryption-customer-algorithm": "AES256",
      "x-amz-server-side-encryption-customer-key": Buffer.alloc(32, 7).toString("base64"),
    };
    const answer = await fetch(`${bucketUrl}/customer-key`, { method: "PUT", body: "evidence", headers });
    assert.equal(answer.status, 403);
    assert.match(await answer.text(), denial.message);
  });

  it("are refused as copies and as forms, which carry no if-none-match", async () => {
    await put("source");
    const copy = new CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${Bucket}/source` });
    await assert.rejects(s3.send(copy), denial);
    const form = new FormData();
    form.set("key", "source");
    form.set("file", "forged");
    const answer = await fetch(bucketUrl, { method: "POST", body: form });
    assert.equal(answer.status, 403);
    assert.match(await answer.text(), denial.message);
  });

  it("are refused when they only claim to be a part", async () => {
    const answer = await fetch(`${bucketUrl}/claimed?partNumber=1&uploads`, { method: "PUT", body: "forged" });
    assert.equal(answer.status, 403);
  });

  describe("in several parts", () => {
    async function upload(Key: string, IfNoneMatch?: string): Promise<void> {
      const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
      const part = { Bucket, Key, UploadId };
      const first = await s3.send(new UploadPartCommand({ ...part, PartNumber: 1, Body: Buffer.alloc(5 << 20) }));
      const CopySource = `${Bucket}/part-source`;
      const second = await s3.send(new UploadPartCopyCommand({ ...part, PartNumber: 2, CopySource }));
      const ETags = [first.ETag, second.CopyPartResult?.ETag];
      const MultipartUpload = { Parts: ETags.map((ETag, index) => ({ ETag, PartNumber: index + 1 })) };
      await s3.send(new CompleteMultipartUploadCommand({ ...part, MultipartUpload, IfNoneMatch }));
    }

    before(() => put("part-source"));

    it("are accepted once, and only if the last request has if-none-match", async () => {
      await assert.rejects(upload("parts"), denial);
      await upload("parts", "*");
      await assert.rejects(upload("parts", "*"), { name: "PreconditionFailed" });
    });

    it("are refused at their start with another encryption or key", async () => {
      const begin = (more: object) =>
        s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "encrypted-parts", ...more }));
      await assert.rejects(begin({ ServerSideEncryption: "AES256" }), denial);
      await assert.rejects(begin({ ServerSideEncryption: "aws:kms", SSEKMSKeyId: foreignKey }), denial);
      await begin({ ServerSideEncryption: "aws:kms", SSEKMSKeyId: ownKey });
    });
  });
});
