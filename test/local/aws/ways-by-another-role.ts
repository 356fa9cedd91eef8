import { CreateRoleCommand, PutRolePolicyCommand, UpdateAssumeRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  PutBucketPolicyCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { clientsOf, localAws } from "./running-aws.ts";
import type { Way } from "./ways-to-lose-evidence.ts";

type Clients = Parameters<Way["send"]>[0];

/** The role that administers the store where it has an account of its own. */
export const administratorRole = "arn:aws:iam::111122223333:role/evidence-deployer";

const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const everything = document({ Effect: "Allow", Action: "*", Resource: "*" });
const trust = (Principal: object) => document({ Effect: "Allow", Principal, Action: "sts:AssumeRole" });

export async function createRole({ iam }: Clients, RoleName: string, principal: object): Promise<void> {
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust(principal) }));
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "allow", PolicyDocument: everything }));
}

/** A bucket of that name that S3 replicates into the target, by a role that may do everything. */
export async function replicating(
  clients: Clients,
  source: string,
  target: string,
  trusted = "s3.amazonaws.com",
): Promise<void> {
  const { s3 } = clients;
  await createRole(clients, source, { Service: trusted });
  await s3.send(new CreateBucketCommand({ Bucket: source }));
  const VersioningConfiguration = { Status: "Enabled" as const };
  await s3.send(new PutBucketVersioningCommand({ Bucket: source, VersioningConfiguration }));
  const rule = {
    Status: "Enabled" as const,
    Priority: 1,
    Filter: {},
    DeleteMarkerReplication: { Status: "Enabled" as const },
    Destination: { Bucket: `arn:aws:s3:::${target}` },
  };
  const ReplicationConfiguration = { Role: `arn:aws:iam::111122223333:role/${source}`, Rules: [rule] };
  await s3.send(new PutBucketReplicationCommand({ Bucket: source, ReplicationConfiguration }));
}

/** S3 reports no reason: the object keeps its status, and a delete marker just does not arrive. */
const notReplicated = (what: string) => new Error(`replication FAILED: ${what}`);

export const replicateObject: Way["send"] = async (clients, { bucket, key }) => {
  const source = `${bucket}-forged`;
  await replicating(clients, source, bucket);
  await clients.s3.send(new PutObjectCommand({ Bucket: source, Key: key, Body: "forged" }));
  const { ReplicationStatus } = await clients.s3.send(new HeadObjectCommand({ Bucket: source, Key: key }));
  if (ReplicationStatus !== "COMPLETED") throw notReplicated(`the object is ${ReplicationStatus}`);
};

export const replicateMarker: Way["send"] = async (clients, { bucket, key }) => {
  const source = `${bucket}-deleted`;
  await replicating(clients, source, bucket);
  await clients.s3.send(new PutObjectCommand({ Bucket: source, Key: key, Body: "forged" }));
  await clients.s3.send(new DeleteObjectCommand({ Bucket: source, Key: key }));
  const head = clients.s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
  const hidden = await head.then(
    () => false,
    (error: Error) => error.name === "NotFound",
  );
  if (!hidden) throw notReplicated("the evidence is still in sight");
};

export const becomeAdministrator: Way["send"] = async ({ iam, sts }, { bucket }) => {
  const RoleName = "evidence-deployer";
  const PolicyDocument = trust({ AWS: "111122223333" });
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
  const assume = new AssumeRoleCommand({ RoleArn: administratorRole, RoleSessionName: "ada" });
  const { Credentials: given } = await sts.send(assume);
  const administrator = clientsOf(await localAws(), {
    accessKeyId: given?.AccessKeyId ?? "",
    secretAccessKey: given?.SecretAccessKey ?? "",
    sessionToken: given?.SessionToken ?? "",
  });
  const Policy = document({ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: `arn:aws:s3:::${bucket}/*` });
  await administrator.s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
};
