/** Encrypted prompts on their way into the bucket, from which they can be erased. */
import { GetObjectLockConfigurationCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { encryptedPrompt, forgetPrompt, waitingPrompts } from "./outbox-folder.ts";

export interface Uploaded {
  readonly uploaded: number;
  /** Prompts that stay in the outbox. */
  readonly kept: number;
  /** Why they stay. One line. */
  readonly problem?: string;
}

/** Never throws: what cannot be uploaded stays for the next time. */
export async function uploadPrompts(s3: S3Client, bucket: string, commonFolder: string): Promise<Uploaded> {
  const digests = waitingPrompts(commonFolder);
  let uploaded = 0;
  try {
    if (digests.length > 0) await refuseLock(s3, bucket);
    for (const digest of digests) {
      const key = `prompts/${digest}.age`;
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: encryptedPrompt(commonFolder, digest) }));
      forgetPrompt(commonFolder, digest);
      uploaded += 1;
    }
    return { uploaded, kept: 0 };
  } catch (error) {
    return { uploaded, kept: digests.length - uploaded, problem: problemOf(error, bucket) };
  }
}

class LockedBucket extends Error {
  override readonly name = "LockedBucket";
}

/** @throws where prompts could not be erased from the bucket, or it cannot be told */
async function refuseLock(s3: S3Client, bucket: string): Promise<void> {
  try {
    const { ObjectLockConfiguration } = await s3.send(new GetObjectLockConfigurationCommand({ Bucket: bucket }));
    if (ObjectLockConfiguration?.ObjectLockEnabled !== "Enabled") return;
  } catch (error) {
    if ((error as Error).name === "ObjectLockConfigurationNotFoundError") return;
    throw error;
  }
  throw new LockedBucket(
    `${bucket} has object lock, so that prompts could not be erased; name another bucket in capture.bucket`,
  );
}

function problemOf(error: unknown, bucket: string): string {
  if (error instanceof LockedBucket) return error.message;
  const { name, code } = error as Error & { code?: string };
  return `bucket ${bucket}: ${code ?? name}`;
}
