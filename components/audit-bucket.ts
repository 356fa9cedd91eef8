import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity.js";
import { getPartitionOutput } from "@pulumi/aws/getPartition.js";
import * as iam from "@pulumi/aws/iam/index.js";
import * as kms from "@pulumi/aws/kms/index.js";
import * as s3 from "@pulumi/aws/s3/index.js";
import * as pulumi from "@pulumi/pulumi";
import {
  auditBucketPolicy,
  keyPolicy,
  logBucketPolicy,
  writerPermissions,
  writerTrust,
} from "./audit-bucket-policies.ts";
import { bucketPattern, bucketRule, leastRetentionDays, mostRetentionDays } from "../governance/index.ts";
import { adopt, declared, type ExistingIdsArgs } from "./adoption.ts";
import {
  at,
  checkArgs,
  idsProblems,
  input,
  optional,
  text,
  unknownKeys,
  wholeNumber,
  type Problems,
} from "./check-args.ts";

/** The one workflow that may write evidence. */
export interface AuditWriterArgs {
  /** Numeric id of the repository that holds the workflow; names can be taken over, ids cannot. */
  repositoryId: pulumi.Input<string>;
  /** The workflow as GitHub's token names it: `owner/name/.github/workflows/file.yml@refs/heads/main`. */
  jobWorkflowRef: pulumi.Input<string>;
  /** The ref that the workflow must run on, e.g. `refs/heads/main`. */
  ref: pulumi.Input<string>;
}

export interface AuditBucketArgs {
  /** Name of the bucket, globally unique. The access log goes to a second bucket, `<bucketName>-access-log`. */
  bucketName: string;
  /** Days that no one can shorten, in compliance mode. At least 183, the minimum of the EU AI Act for logs. Default 400. */
  retentionDays?: number;
  /** The workflow that may put objects; nothing else is granted to anyone. */
  writer: AuditWriterArgs;
  /** ARN of the account's OIDC provider for GitHub Actions. An account has one per issuer, so it is taken, not made. */
  oidcProviderArn: pulumi.Input<string>;
  /**
   * ARN of the only role that may change the settings of bucket and key from then on: the one that this stack runs under, in an
   * account of its own. Default: the account's administrators may, like the settings of any bucket.
   */
  administratorRoleArn?: string;
  /** Buckets and roles that AWS already has, by name: an interrupted update is taken up where it stopped. Default none. */
  existing?: ExistingIdsArgs;
}

const defaultRetentionDays = 400;

/** Names of what is made for one audit bucket. */
export const accessLogName = (bucketName: string): string => `${bucketName}-access-log`;
export const writerRoleName = (bucketName: string): string => `${bucketName}-writer`;

/**
 * Write-once storage for evidence: S3 object lock in compliance mode, versioned, encrypted, TLS only, private; deletes,
 * overwrites and expiry rules are denied to everyone, and one workflow may put. The buckets and the key outlive the
 * stack: a destroy leaves them.
 *
 * @example
 * new AuditBucket("audit", {
 *   bucketName: "acme-ai-audit",
 *   writer: { repositoryId: "1234", jobWorkflowRef: "acme/governance/.github/workflows/collect.yml@refs/heads/main", ref: "refs/heads/main" },
 *   oidcProviderArn: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
 * });
 */
export class AuditBucket extends pulumi.ComponentResource {
  /** Name of the bucket, known once it is locked: what depends on it never writes to an unlocked one. */
  declare readonly bucketName: pulumi.Output<string>;
  /** ARN of the role that the writer's workflow assumes. */
  declare readonly writerRoleArn: pulumi.Output<string>;
  /** ARN of the key that encrypts the evidence. */
  declare readonly keyArn: pulumi.Output<string>;

  constructor(name: string, args: AuditBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("ai-governance:index:AuditBucket", name, declared(args), opts);
    checkAuditBucketArgs(args);
    const administrator = args.administratorRoleArn;
    const kept = { parent: this, retainOnDelete: true };
    const accountId = getCallerIdentityOutput({}, { parent: this }).accountId;
    const partition = getPartitionOutput({}, { parent: this }).partition;

    const key = new kms.Key(
      `${name}-key`,
      {
        description: `Evidence in ${args.bucketName}`,
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: pulumi
          .all([partition, accountId])
          .apply(([part, id]) => JSON.stringify(keyPolicy(part, id, administrator))),
      },
      kept,
    );
    const logName = accessLogName(args.bucketName);
    const log = new s3.Bucket(`${name}-log`, { bucket: logName }, adopt(kept, logName, args.existing));
    const bucket = new s3.Bucket(
      `${name}-bucket`,
      { bucket: args.bucketName, objectLockEnabled: true },
      adopt(kept, args.bucketName, args.existing),
    );
    const lock = lockBucket(name, bucket, args.retentionDays ?? defaultRetentionDays, kept);
    encrypt(`${name}-bucket`, bucket, { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn }, kept);
    encrypt(`${name}-log`, log, { sseAlgorithm: "AES256" }, kept);
    keepPrivate(`${name}-bucket`, bucket, kept);
    keepPrivate(`${name}-log`, log, kept);
    const policy = new s3.BucketPolicy(
      `${name}-bucket-policy`,
      {
        bucket: bucket.id,
        policy: render([bucket.arn, key.arn], (arn, keyArn) => auditBucketPolicy(arn, keyArn, administrator)),
      },
      { ...kept, dependsOn: [lock] },
    );
    const logPolicy = new s3.BucketPolicy(
      `${name}-log-policy`,
      { bucket: log.id, policy: render([log.arn, bucket.arn, accountId], logBucketPolicy) },
      kept,
    );
    new s3.BucketLogging(
      `${name}-bucket-logging`,
      { bucket: bucket.id, targetBucket: log.id, targetPrefix: "access/" },
      { ...kept, dependsOn: [logPolicy] },
    );

    this.bucketName = pulumi.all([bucket.id, lock.id, policy.id]).apply(([id]) => id);
    this.writerRoleArn = createWriter(name, args, bucket, key, { parent: this });
    this.keyArn = key.arn;
    this.registerOutputs({ bucketName: this.bucketName, writerRoleArn: this.writerRoleArn, keyArn: this.keyArn });
  }
}

function checkAuditBucketArgs(args: AuditBucketArgs): void {
  const arnForm = [/^arn:[\w-]+:iam::\d{12}:oidc-provider\/.+/, "the ARN of an IAM OIDC provider"] as const;
  checkArgs("AuditBucket", [
    ...unknownKeys(args, [
      "bucketName",
      "retentionDays",
      "writer",
      "administratorRoleArn",
      "oidcProviderArn",
      "existing",
    ]),
    ["bucketName", text(args.bucketName, bucketPattern, bucketRule)],
    ["retentionDays", wholeNumber(args.retentionDays ?? defaultRetentionDays, leastRetentionDays, mostRetentionDays)],
    ...writerProblems(args.writer),
    ...idsProblems(args.existing, "existing"),
    [
      "administratorRoleArn",
      optional(args.administratorRoleArn, (arn) =>
        text(arn, /^arn:[\w-]+:iam::\d{12}:role\/.+/, "the ARN of an IAM role"),
      ),
    ],
    ["oidcProviderArn", input(args.oidcProviderArn, (arn) => text(arn, ...arnForm))],
  ]);
}

function writerProblems(writer: unknown): Problems {
  const forms = {
    repositoryId: [/^\d+$/, "the id of a repository, digits as text"],
    jobWorkflowRef: [
      /^[\w.-]+\/[\w.-]+\/\.github\/workflows\/[^@]+@refs\/.+/,
      "owner/name/.github/workflows/file.yml@ref",
    ],
    ref: [/^refs\/(heads|tags)\/.+/, "a full ref such as refs/heads/main"],
  } as const;
  return [
    ...Object.entries(forms).map(
      ([name, form]) => [`writer.${name}`, input(at(writer, name), (value) => text(value, form[0], form[1]))] as const,
    ),
    ...unknownKeys(writer, Object.keys(forms), "writer."),
  ];
}

function lockBucket(name: string, bucket: s3.Bucket, days: number, opts: pulumi.CustomResourceOptions) {
  const versioning = new s3.BucketVersioning(
    `${name}-bucket-versioning`,
    { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } },
    opts,
  );
  return new s3.BucketObjectLockConfiguration(
    `${name}-bucket-lock`,
    { bucket: bucket.id, objectLockEnabled: "Enabled", rule: { defaultRetention: { mode: "COMPLIANCE", days } } },
    { ...opts, dependsOn: [versioning] },
  );
}

function encrypt(
  name: string,
  bucket: s3.Bucket,
  applyServerSideEncryptionByDefault: { sseAlgorithm: string; kmsMasterKeyId?: pulumi.Input<string> },
  opts: pulumi.CustomResourceOptions,
): void {
  new s3.BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    { bucket: bucket.id, rules: [{ bucketKeyEnabled: true, applyServerSideEncryptionByDefault }] },
    opts,
  );
}

function keepPrivate(name: string, bucket: s3.Bucket, opts: pulumi.CustomResourceOptions): void {
  new s3.BucketPublicAccessBlock(
    `${name}-access`,
    {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    opts,
  );
  new s3.BucketOwnershipControls(
    `${name}-ownership`,
    { bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } },
    opts,
  );
}

function createWriter(
  name: string,
  args: AuditBucketArgs,
  bucket: s3.Bucket,
  key: kms.Key,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const trust = pulumi.all([args.oidcProviderArn, pulumi.output(args.writer)]).apply(([arn, writer]) =>
    // The issuer is the part of the ARN behind `oidc-provider/`; it differs on GHE.com.
    JSON.stringify(writerTrust(arn, arn.slice(arn.indexOf("oidc-provider/") + "oidc-provider/".length), writer)),
  );
  const roleName = writerRoleName(args.bucketName);
  const role = new iam.Role(
    `${name}-writer`,
    {
      name: roleName,
      description: `Puts evidence into ${args.bucketName}; nothing else`,
      assumeRolePolicy: trust,
      maxSessionDuration: 3600,
    },
    adopt(opts, roleName, args.existing),
  );
  new iam.RolePolicy(
    `${name}-writer-put`,
    { name: "put-evidence", role: role.id, policy: render([bucket.arn, key.arn], writerPermissions) },
    opts,
  );
  return role.arn;
}

/** JSON of a policy document whose values are known only later. */
function render<V extends string[]>(
  values: { [K in keyof V]: pulumi.Input<V[K]> },
  build: (...values: V) => object,
): pulumi.Output<string> {
  return pulumi.all(values as pulumi.Input<string>[]).apply((known) => JSON.stringify(build(...(known as V))));
}
