/** What `pre-push` and `ai-governance capture upload` start: it alone loads the AWS SDK. */
import { S3Client } from "@aws-sdk/client-s3";
import { worktreeOf } from "./git.ts";
import { storeOf } from "./outbox-folder.ts";
import { uploadPrompts } from "./upload.ts";

const seconds = 1000;

const exitCode = await upload();
// A push goes on in any case.
process.exitCode = process.argv[2] === "pre-push" ? 0 : exitCode;

async function upload(): Promise<number> {
  const worktree = worktreeOf(process.cwd());
  const store = worktree && storeOf(worktree.commonFolder);
  if (worktree === undefined || store === undefined) return say("no prompts are kept here; nothing was uploaded", 0);
  const s3 = new S3Client({
    maxAttempts: 2,
    followRegionRedirects: true,
    requestHandler: { connectionTimeout: 5 * seconds, requestTimeout: 20 * seconds },
    // Local servers know no bucket by host name.
    ...(process.env["AWS_ENDPOINT_URL"] !== undefined && { forcePathStyle: true }),
  });
  const { uploaded, kept, problem } = await uploadPrompts(s3, store.bucket, worktree.commonFolder);
  if (problem === undefined) return say(`${uploaded} encrypted prompts uploaded to ${store.bucket}`, 0);
  return say(
    `${kept} encrypted prompts were not uploaded and stay here: ${problem}; try: ai-governance capture upload`,
    1,
  );
}

function say(line: string, exitCode: number): number {
  process.stderr.write(`ai-governance: ${line}\n`);
  return exitCode;
}
