import * as iam from "@pulumi/aws/iam/index.js";
import * as s3 from "@pulumi/aws/s3/index.js";
import { accessLogName, writerRoleName, type ExistingIdsArgs } from "pulumi-ai-governance";

/** Issuer of the tokens that GitHub Actions gives to its jobs. */
export const actionsIssuer = "https://token.actions.githubusercontent.com";

/** What AWS already has of the audit store, by name. What it does not show is created, and AWS says if that cannot be. */
export async function lookUpAuditStore(bucket: string): Promise<ExistingIdsArgs> {
  const log = accessLogName(bucket);
  const role = writerRoleName(bucket);
  const found = await Promise.all([
    known(bucket, s3.getBucket({ bucket })),
    known(log, s3.getBucket({ bucket: log })),
    known(role, iam.getRole({ name: role })),
    known(actionsIssuer, iam.getOpenIdConnectProvider({ url: actionsIssuer })),
  ]);
  return Object.fromEntries(found.flat());
}

const known = (name: string, answer: Promise<{ id: string }>): Promise<[string, string][]> =>
  answer.then(
    ({ id }) => [[name, id]],
    () => [],
  );
