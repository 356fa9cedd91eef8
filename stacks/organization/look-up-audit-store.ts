import * as iam from "@pulumi/aws/iam/index.js";
import * as s3 from "@pulumi/aws/s3/index.js";
import * as pulumi from "@pulumi/pulumi";
import { accessLogName, writerRoleName, type ExistingIdsArgs } from "pulumi-ai-governance";

/** Issuer of the tokens that GitHub Actions gives to its jobs. */
export const actionsIssuer = "https://token.actions.githubusercontent.com";

/**
 * What AWS already has of the audit store, by name.
 * @param opts name the provider of the account it is in
 * @throws pulumi.RunError where AWS does not say: what is not known to be absent is not taken for absent.
 */
export async function lookUpAuditStore(bucket: string, opts: pulumi.InvokeOptions): Promise<ExistingIdsArgs> {
  const log = accessLogName(bucket);
  const role = writerRoleName(bucket);
  const found = await Promise.all([
    known(bucket, "s3:ListBucket", s3.getBucket({ bucket }, opts)),
    known(log, "s3:ListBucket", s3.getBucket({ bucket: log }, opts)),
    known(role, "iam:GetRole", iam.getRole({ name: role }, opts)),
    known(actionsIssuer, "iam:ListOpenIDConnectProviders", iam.getOpenIdConnectProvider({ url: actionsIssuer }, opts)),
  ]);
  return Object.fromEntries(found.flat());
}

/** How the released provider, and the one of local mode, say that there is no such thing. */
const absent = /not ?found|NoSuchEntity|NoSuchBucket|couldn't find|empty result|there is no/i;

async function known(name: string, permission: string, answer: Promise<{ id: string }>): Promise<[string, string][]> {
  try {
    return [[name, (await answer).id]];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (absent.test(message)) return [];
    throw new pulumi.RunError(
      `AWS does not say whether ${name} exists. The credentials need ${permission}, and AWS must answer. (${message})`,
    );
  }
}
