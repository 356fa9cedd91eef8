import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { STSClientConfig } from "@aws-sdk/client-sts";
import { z } from "zod";

/** What every resource gets: one client a service, and the region. */
export interface Clients {
  readonly s3: S3Client;
  readonly kms: KMSClient;
  readonly iam: IAMClient;
  readonly sts: STSClient;
  readonly region: string;
}

const endpoint = z.strictObject({
  s3: z.string().optional(),
  kms: z.string().optional(),
  iam: z.string().optional(),
  sts: z.string().optional(),
});

/** The settings of `aws.Provider` that mean something to a local server; the skip flags are accepted and always true here. */
export const settings = z.strictObject({
  region: z.string().optional(),
  accessKey: z.string().optional(),
  secretKey: z.string().optional(),
  token: z.string().optional(),
  endpoints: z.array(endpoint).optional(),
  assumeRoles: z
    .array(z.strictObject({ roleArn: z.string(), sessionName: z.string().default("pulumi") }))
    .max(1)
    .optional(),
  s3UsePathStyle: z.boolean().optional(),
  skipCredentialsValidation: z.boolean().optional(),
  skipMetadataApiCheck: z.boolean().optional(),
  skipRegionValidation: z.boolean().optional(),
  skipRequestingAccountId: z.boolean().optional(),
  maxRetries: z.number().optional(),
});

/** @throws when no region is set, or no endpoint: the stand-in must never reach a real account by accident. */
export function connect(given: Record<string, unknown>): Clients {
  const set = given as z.infer<typeof settings>;
  const region = set.region ?? process.env["AWS_REGION"] ?? process.env["AWS_DEFAULT_REGION"];
  if (!region) throw new Error("no AWS region: set aws:region, or AWS_REGION in the environment");
  const endpoints: z.infer<typeof endpoint> = Object.assign({}, ...(set.endpoints ?? []));
  const own = {
    accessKeyId: set.accessKey ?? process.env["AWS_ACCESS_KEY_ID"] ?? "local-access-key",
    secretAccessKey: set.secretKey ?? process.env["AWS_SECRET_ACCESS_KEY"] ?? "local-secret-key",
    ...(set.token === undefined ? {} : { sessionToken: set.token }),
  };
  const [role] = set.assumeRoles ?? [];
  const home = () => ({ region, endpoint: endpointOf("sts", endpoints.sts), credentials: own });
  const credentials = role === undefined ? own : () => assumed(role, home());
  const common = (service: keyof typeof endpoints) => ({
    region,
    endpoint: endpointOf(service, endpoints[service]),
    credentials,
    maxAttempts: (set.maxRetries ?? 4) + 1,
  });
  return {
    s3: new S3Client({ ...common("s3"), forcePathStyle: set.s3UsePathStyle ?? true }),
    kms: new KMSClient(common("kms")),
    iam: new IAMClient(common("iam")),
    sts: new STSClient(common("sts")),
    region,
  };
}

/** The SDK asks again when they have expired. */
async function assumed(role: { roleArn: string; sessionName: string }, settings: STSClientConfig) {
  const command = new AssumeRoleCommand({ RoleArn: role.roleArn, RoleSessionName: role.sessionName });
  const { Credentials: given } = await new STSClient(settings).send(command);
  return {
    accessKeyId: given?.AccessKeyId ?? "",
    secretAccessKey: given?.SecretAccessKey ?? "",
    ...(given?.SessionToken === undefined ? {} : { sessionToken: given.SessionToken }),
    ...(given?.Expiration === undefined ? {} : { expiration: given.Expiration }),
  };
}

function endpointOf(service: string, given: string | undefined): string {
  const url = given ?? process.env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ?? process.env["AWS_ENDPOINT_URL"];
  if (url) return url;
  throw new Error(
    `no endpoint for ${service}: this is the local AWS stand-in, which talks to a local server only. Set AWS_ENDPOINT_URL ` +
      "or aws:endpoints, or install the released provider: pulumi plugin install resource aws 7.48.0",
  );
}
