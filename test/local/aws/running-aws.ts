import type { Context } from "mocha";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";
import { startLocalAws } from "../../../local/aws/index.ts";
import type { LocalAws } from "../../../local/aws/index.ts";

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The first start on a machine installs moto. */
export const setupMilliseconds = 300_000;

let running: Promise<LocalAws> | undefined;

/** One server for all suites of a test run: names keep them apart. Its state is in memory. */
export async function runningAws(this: Context): Promise<void> {
  this.timeout(setupMilliseconds);
  running ??= startLocalAws();
  await running;
}

export async function localAws(): Promise<LocalAws> {
  if (running === undefined) throw new Error("before(runningAws) is missing");
  return running;
}

after(async () => {
  await (await running)?.close();
  running = undefined;
});

/** Unmodified AWS SDK clients for the server; default: as the owner of the account. */
export function clientsOf(
  { url, env }: LocalAws,
  credentials: AwsCredentials = { accessKeyId: "local", secretAccessKey: "local" },
) {
  const common = {
    endpoint: url,
    region: env["AWS_REGION"] ?? "",
    credentials,
  };
  return {
    s3: new S3Client({ ...common, forcePathStyle: true }),
    kms: new KMSClient(common),
    iam: new IAMClient(common),
    sts: new STSClient(common),
  };
}
