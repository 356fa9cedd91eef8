/** What object lock leaves open, the policy of the audit bucket denies: overwriting a key, delete markers, expiry, replicas. */
import { auditBucketsOf, bucketFindings, declaredOn, partsAre, type Check } from "./audit-store.ts";
import { allObjects, isOnly, itself } from "./bucket-policy.ts";
import type { Finding } from "../finding.ts";
import { denies, readPolicy, type Act, type Condition } from "./iam-policy.ts";
import { every, field } from "../property.ts";
import { awsTypes, type ResourceRecord } from "../resource.ts";

/** What the declaration says of the audit store. */
export interface DeniedStore {
  readonly bucket: string;
  /** The only role that may change settings of the store, where one is declared. */
  readonly administratorRole?: string | undefined;
}

const fix = "Use the AuditBucket component: its policy denies all this to everyone.";

/** What the policy of the stack's audit bucket does not deny. */
export function auditOverwriteFindings(stack: readonly ResourceRecord[], store: DeniedStore): Finding[] {
  return auditBucketsOf(stack, store.bucket, awsTypes.policy).flatMap((of) => {
    const inline = declaredOn(of.bucket, "policy");
    const checks = denialsOf(store).map(({ must, acts, accepted }): Check => {
      const test = (policy: unknown) => every(acts.map((act) => denies(readPolicy(policy), act, accepted)));
      const answer = partsAre(of, awsTypes.policy, ({ props }) => test(field(props, "policy")), {
        value: inline,
        test,
      });
      return { answer, must };
    });
    return bucketFindings(of, checks, "evidence could be replaced or hidden", fix);
  });
}

interface Denial {
  readonly must: string;
  readonly acts: readonly Act[];
  /** Conditions under which it may be denied; any other lets somebody do it. */
  readonly accepted?: (condition: Condition) => boolean;
}

function denialsOf({ bucket, administratorRole }: DeniedStore): Denial[] {
  const toObjects = acts(allObjects(bucket));
  const toBucket = acts(itself(bucket));
  return [
    { must: "deny puts without s3:if-none-match", acts: toObjects("PutObject"), accepted: isUnconditionalCreation },
    { must: "deny deleting objects and versions", acts: toObjects("DeleteObject", "DeleteObjectVersion") },
    {
      must: "deny changing or bypassing an object's retention",
      acts: toObjects("PutObjectRetention", "BypassGovernanceRetention"),
    },
    { must: "deny replication into it", acts: toObjects("ReplicateObject", "ReplicateDelete") },
    { must: "deny lifecycle rules and its own deletion", acts: toBucket("PutLifecycleConfiguration", "DeleteBucket") },
    ...(administratorRole === undefined
      ? []
      : [
          {
            must: "deny changes of its settings to all but the declared role",
            acts: toBucket(...settings),
            accepted: isOtherThan(administratorRole),
          },
        ]),
  ];
}

/** Whoever may change these weakens what protects evidence that is still to come. */
const settings = [
  "PutBucketPolicy",
  "DeleteBucketPolicy",
  "PutBucketObjectLockConfiguration",
  "PutBucketVersioning",
  "PutEncryptionConfiguration",
  "PutBucketPublicAccessBlock",
  "PutBucketOwnershipControls",
  "PutBucketAcl",
  "PutBucketLogging",
  "PutReplicationConfiguration",
];

const acts =
  (resource: Act["resource"]) =>
  (...actions: readonly string[]): Act[] =>
    actions.map((action) => ({ action: { text: `s3:${action.toLowerCase()}` }, resource }));

/** Only requests that create an object can carry the header: parts of an upload cannot, and are no object yet. */
function isUnconditionalCreation({ operator, key, values }: Condition): boolean {
  if (key === "s3:if-none-match") return operator === "null" && isOnly(values, "true");
  return key === "s3:objectcreationoperation" && operator.startsWith("bool") && isOnly(values, "true");
}

const isOtherThan =
  (role: string) =>
  ({ operator, key, values }: Condition): boolean =>
    key === "aws:principalarn" &&
    /^(arn|string)not(equals|like)$/.test(operator) &&
    values.length > 0 &&
    values.every((arn) => arn === role);
