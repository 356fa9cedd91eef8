import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CreateOpenIDConnectProviderCommand, CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import type { LocalAws } from "../../local/aws/index.ts";

interface Exported {
  readonly deployment: { readonly resources: readonly { urn: string; inputs?: Record<string, unknown> }[] };
}

/**
 * Makes in this AWS what the exported organisation stack says it made: all that has a name or an id. Their settings are not
 * needed, since `up` without a refresh goes by the state.
 * @returns the id of the key, which AWS chooses
 */
export async function recreateAuditStore({ url, env }: LocalAws, folder: string): Promise<string> {
  const { deployment } = JSON.parse(await readFile(join(folder, "organization.json"), "utf8")) as Exported;
  const inputsOf = (name: string) => {
    const found = deployment.resources.find(({ urn }) => urn.endsWith(`::${name}`))?.inputs;
    if (found === undefined) throw new Error(`${folder}/organization.json has no ${name}`);
    return found as Record<string, string>;
  };
  const settings = {
    endpoint: url,
    region: env["AWS_REGION"] ?? "",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  };
  const s3 = new S3Client({ ...settings, forcePathStyle: true });
  const iam = new IAMClient(settings);
  const role = inputsOf("audit-writer");
  const oidc = inputsOf("github-actions") as { url?: string; clientIdLists?: unknown };
  await s3.send(new CreateBucketCommand({ Bucket: inputsOf("audit-log")["bucket"] }));
  await s3.send(
    new CreateBucketCommand({ Bucket: inputsOf("audit-bucket")["bucket"], ObjectLockEnabledForBucket: true }),
  );
  await iam.send(
    new CreateOpenIDConnectProviderCommand({ Url: oidc.url, ClientIDList: oidc.clientIdLists as string[] }),
  );
  await iam.send(new CreateRoleCommand({ RoleName: role["name"], AssumeRolePolicyDocument: role["assumeRolePolicy"] }));
  const { KeyMetadata } = await new KMSClient(settings).send(new CreateKeyCommand({}));
  return KeyMetadata?.KeyId ?? "";
}
