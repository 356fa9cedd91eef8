/** Policy documents of the audit bucket: plain values in, plain values out. */

export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | Readonly<Record<string, string>>;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}

const document = (...statements: PolicyStatement[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: statements,
});

const tlsOnly = (bucketArn: string): PolicyStatement => ({
  Sid: "DenyPlainHttp",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [bucketArn, `${bucketArn}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});

/** Whoever may change these settings can weaken what protects evidence that is still to come. */
const settingsActions = [
  "s3:PutBucketPolicy",
  "s3:DeleteBucketPolicy",
  "s3:PutBucketObjectLockConfiguration",
  "s3:PutBucketVersioning",
  "s3:PutEncryptionConfiguration",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketOwnershipControls",
  "s3:PutBucketAcl",
  "s3:PutBucketLogging",
  "s3:PutReplicationConfiguration",
];

/** What S3 asks of the role that replicates another bucket into this one. */
const replicaActions = [
  "s3:ReplicateObject",
  "s3:ReplicateDelete",
  "s3:ReplicateTags",
  "s3:ObjectOwnerOverrideToBucketOwner",
];

/** True for everyone but that role, in whatever session. */
const othersThan = (roleArn: string, ...more: string[]): PolicyStatement["Condition"] => ({
  ArnNotEquals: { "aws:PrincipalArn": more.length === 0 ? roleArn : [roleArn, ...more] },
});

/**
 * What nobody may do to the evidence, whatever their other permissions: object lock protects versions, not keys, so
 * deleting (which hides a key behind a marker), overwriting a key and expiring objects are denied here.
 * @param administratorRoleArn the only role that may change the bucket's settings
 */
export function auditBucketPolicy(bucketArn: string, keyArn: string, administratorRoleArn?: string): PolicyDocument {
  const objects = `${bucketArn}/*`;
  const deny = (Sid: string, Action: readonly string[], Resource: string, Condition?: PolicyStatement["Condition"]) =>
    ({ Sid, Effect: "Deny", Principal: "*", Action, Resource, ...(Condition ? { Condition } : {}) }) as const;
  return document(
    tlsOnly(bucketArn),
    deny("DenyDelete", ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"], objects),
    deny("DenyBucketDeletionAndExpiry", ["s3:DeleteBucket", "s3:PutLifecycleConfiguration"], bucketArn),
    // A replica carries no if-none-match, and a replicated delete marker is no s3:DeleteObject.
    deny("DenyReplication", replicaActions, objects),
    // The bucket's own retention is for every object; a longer one is a legal hold.
    deny("DenyOtherRetention", ["s3:PutObjectRetention"], objects),
    // Only requests that create an object can carry the header; the parts of a multipart upload cannot.
    deny("DenyOverwrite", ["s3:PutObject"], objects, {
      Null: { "s3:if-none-match": "true" },
      Bool: { "s3:ObjectCreationOperation": "true" },
    }),
    // Headers are optional, since the bucket encrypts by default; a negated comparison alone would deny a missing one.
    deny("DenyOtherEncryption", ["s3:PutObject"], objects, {
      Null: { "s3:x-amz-server-side-encryption": "false" },
      StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
    }),
    deny("DenyOtherKeys", ["s3:PutObject"], objects, {
      Null: { "s3:x-amz-server-side-encryption-aws-kms-key-id": "false" },
      StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn },
    }),
    deny("DenyCustomerKeys", ["s3:PutObject"], objects, {
      Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "false" },
    }),
    ...(administratorRoleArn === undefined
      ? []
      : [deny("DenySettings", settingsActions, bucketArn, othersThan(administratorRoleArn))]),
  );
}

/** S3's log delivery writes, for this one bucket; nobody writes in plain HTTP. */
export function logBucketPolicy(logBucketArn: string, auditBucketArn: string, accountId: string): PolicyDocument {
  return document(
    {
      Sid: "AllowLogDelivery",
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `${logBucketArn}/*`,
      Condition: { ArnLike: { "aws:SourceArn": auditBucketArn }, StringEquals: { "aws:SourceAccount": accountId } },
    },
    tlsOnly(logBucketArn),
  );
}

/**
 * The account administers the key, but nobody deletes or disables it in one step: without the key the evidence is
 * unreadable, however well it is locked. Lifting the denial is a change of this policy, visible in a preview.
 * @param administratorRoleArn the only role that may change this policy
 */
export function keyPolicy(partition: string, accountId: string, administratorRoleArn?: string): PolicyDocument {
  return document(
    {
      Sid: "AllowAccount",
      Effect: "Allow",
      Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
      Action: "kms:*",
      Resource: "*",
    },
    {
      Sid: "DenyDestruction",
      Effect: "Deny",
      Principal: "*",
      Action: ["kms:ScheduleKeyDeletion", "kms:DisableKey"],
      Resource: "*",
    },
    ...(administratorRoleArn === undefined
      ? []
      : [
          {
            Sid: "DenyPolicyChange",
            Effect: "Deny",
            Principal: "*",
            Action: "kms:PutKeyPolicy",
            Resource: "*",
            // As S3 does with a bucket's policy: the root user can repair it when the role is lost.
            Condition: othersThan(administratorRoleArn, `arn:${partition}:iam::${accountId}:root`),
          } as const,
        ]),
  );
}

/** One workflow file, on one ref, of one repository (by id: a name can be taken over after a rename). */
export interface WorkflowIdentity {
  readonly repositoryId: string;
  /** `owner/name/.github/workflows/file.yml@ref`, the claim `job_workflow_ref`. */
  readonly jobWorkflowRef: string;
  readonly ref: string;
}

/** Who may become the writer: GitHub's OIDC tokens of that workflow only. */
export function writerTrust(oidcProviderArn: string, issuer: string, workflow: WorkflowIdentity): PolicyDocument {
  return document({
    Sid: "AllowCollectorWorkflow",
    Effect: "Allow",
    Principal: { Federated: oidcProviderArn },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: {
        [`${issuer}:aud`]: "sts.amazonaws.com",
        [`${issuer}:repository_id`]: workflow.repositoryId,
        [`${issuer}:job_workflow_ref`]: workflow.jobWorkflowRef,
        [`${issuer}:ref`]: workflow.ref,
      },
    },
  });
}

/** Put only: the writer neither reads, lists, deletes nor changes a setting. */
export function writerPermissions(bucketArn: string, keyArn: string): PolicyDocument {
  return document(
    { Sid: "AllowPut", Effect: "Allow", Action: "s3:PutObject", Resource: `${bucketArn}/*` },
    { Sid: "AllowEncrypt", Effect: "Allow", Action: ["kms:GenerateDataKey"], Resource: keyArn },
  );
}
