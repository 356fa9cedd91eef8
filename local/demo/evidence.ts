import { DeleteObjectCommand, PutObjectCommand, S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import type { LocalAws } from "../aws/index.ts";

/** How far the attempts to lose one piece of evidence came. */
export interface DeletionAttempt {
  readonly refused: boolean;
  /** The store's own words. */
  readonly message: string;
}

/**
 * Puts one object into the audit bucket and tries to delete its version, with the account's own credentials.
 * @throws every error but S3's AccessDenied to the deletion.
 */
export async function tryToDeleteEvidence(aws: LocalAws, bucket: string): Promise<DeletionAttempt> {
  const client = new S3Client({
    endpoint: aws.url,
    region: "eu-central-1",
    forcePathStyle: true,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  try {
    const key = "evidence/0000000.json";
    const body = JSON.stringify({ note: "first piece of evidence" });
    const put = await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, IfNoneMatch: "*" }));
    try {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId: put.VersionId }));
      return { refused: false, message: "" };
    } catch (error) {
      if (!(error instanceof S3ServiceException && error.name === "AccessDenied")) throw error;
      return { refused: true, message: error.message };
    }
  } finally {
    client.destroy();
  }
}
