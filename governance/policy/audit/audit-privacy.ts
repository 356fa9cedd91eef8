/** The audit bucket is private: encrypted, TLS only, closed to the public and to everyone outside its account. */
import { auditBucketsOf, bucketFindings, declaredOn, noPartIsWeak, onlyOf, partsAre } from "./audit-store.ts";
import type { AuditBucket, Check } from "./audit-store.ts";
import { grantsToOwnerOnly } from "./bucket-acl.ts";
import { deniesPlainHttp } from "./bucket-policy.ts";
import type { Finding } from "../finding.ts";
import { readPolicy, type Statement } from "./iam-policy.ts";
import { every, field, is, isUnknown, listOf, some, type Certainty } from "../property.ts";
import {
  awsTypes,
  bucketOwnership,
  bucketWeakenings,
  iamTypes,
  kmsTypes,
  ofType,
  type ResourceRecord,
} from "../resource.ts";

/** What the declaration says of the audit store. */
export interface PrivateStore {
  readonly bucket: string;
  /** Number of the account that it is in. Default: the account of the stack's roles and keys. */
  readonly account?: string | undefined;
}

const fix = "Use the AuditBucket component, and let nobody else in by policy or ACL.";

/** How the stack's audit bucket could be read by others. */
export function auditPrivacyFindings(stack: readonly ResourceRecord[], store: PrivateStore): Finding[] {
  const { encryption, publicAccess, policy } = awsTypes;
  const accounts = store.account === undefined ? accountsOf(stack) : [store.account];
  const partTypes = [...encryption, ...publicAccess, ...policy, ...bucketWeakenings.acl];
  return auditBucketsOf(stack, store.bucket, partTypes).flatMap((of) =>
    bucketFindings(of, checksOf(of, accounts), "evidence could be read by others", fix),
  );
}

function checksOf(of: AuditBucket, accounts: readonly string[]): Check[] {
  const policyIs = (test: (policy: unknown) => Certainty): Certainty =>
    partsAre(of, awsTypes.policy, ({ props }) => test(field(props, "policy")), {
      value: declaredOn(of.bucket, "policy"),
      test,
    });
  const inlinePolicy = declaredOn(of.bucket, "policy");
  const test = (policy: unknown): Certainty => allowsNobodyOutside(policy, accounts);
  return [
    { answer: isEncrypted(of), must: "encrypt by default with a KMS key" },
    {
      answer: partsAre(of, awsTypes.publicAccess, ({ props }) => blocksPublicAccess(props)),
      must: "block public access in all four ways",
    },
    { answer: policyIs((policy) => deniesPlainHttp(policy, of.name)), must: "deny requests without TLS" },
    {
      answer: every([
        noPartIsWeak(of, awsTypes.policy, ({ props }) => test(field(props, "policy"))),
        inlinePolicy === undefined ? "yes" : test(inlinePolicy),
      ]),
      must: "allow nobody outside its account by policy",
    },
    { answer: grantsNothing(of), must: "grant nothing to others by ACL" },
  ];
}

function isEncrypted(of: AuditBucket): Certainty {
  return partsAre(of, awsTypes.encryption, ({ props }) => encryptsByKey(field(props, "rules")), {
    value: declaredOn(of.bucket, "serverSideEncryptionConfiguration", "serverSideEncryptionConfigurations"),
    test: (configuration) => {
      const rules = field(onlyOf(configuration), "rule") ?? field(onlyOf(configuration), "rules");
      return encryptsByKey(Array.isArray(rules) || isUnknown(rules) ? rules : [rules]);
    },
  });
}

function encryptsByKey(rules: unknown): Certainty {
  const { items, complete } = listOf(rules);
  const answers = items.map((rule): Certainty => {
    const byDefault =
      field(rule, "applyServerSideEncryptionByDefault") ?? field(rule, "applyServerSideEncryptionByDefaults");
    const algorithm = field(onlyOf(byDefault), "sseAlgorithm");
    return some(["aws:kms", "aws:kms:dsse"].map((wanted) => is(algorithm, wanted)));
  });
  return every([...answers, complete ? "yes" : "unknown", items.length > 0 || !complete ? "yes" : "no"]);
}

function blocksPublicAccess(props: unknown): Certainty {
  const ways = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
  return every(ways.map((way) => is(field(props, way), true)));
}

function grantsNothing(of: AuditBucket): Certainty {
  const ofBucket = of.bucket ? grantsToOwnerOnly(of.bucket) : "yes";
  const listed = every([noPartIsWeak(of, bucketWeakenings.acl, grantsToOwnerOnly), ofBucket]);
  // AWS reports the owner as a grantee of each bucket that exists; whoever it is, without access lists that lets nobody in.
  return listed === "unknown" && of.bucket ? some([listed, partsAre(of, bucketOwnership, isWithoutLists)]) : listed;
}

function isWithoutLists({ props }: ResourceRecord): Certainty {
  return is(field(onlyOf(field(props, "rule")), "objectOwnership"), "BucketOwnerEnforced");
}

function allowsNobodyOutside(policy: unknown, accounts: readonly string[]): Certainty {
  const { statements, complete } = readPolicy(policy);
  const allowing = statements.filter(({ effect }) => effect === "Allow");
  return every([...allowing.map((statement) => isInside(statement, accounts)), complete ? "yes" : "unknown"]);
}

// Conditions are not weighed: who is let in under one is let in.
function isInside({ principals, notPrincipals }: Statement, accounts: readonly string[]): Certainty {
  if (notPrincipals) return "no";
  return every(
    principals.map(({ kind, name }) => {
      const account = kind === "AWS" ? /^(?:arn:[\w-]+:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(name)?.[1] : undefined;
      if (account === undefined) return "no";
      return accounts.includes(account) ? "yes" : accounts.length === 0 ? "unknown" : "no";
    }),
  );
}

/** The accounts that the stack's roles and keys are in, as far as they exist already. */
function accountsOf(stack: readonly ResourceRecord[]): string[] {
  return ofType(stack, iamTypes.role, kmsTypes.key).flatMap(({ props }) => {
    const arn = field(props, "arn");
    return typeof arn === "string" ? (/^arn:[\w-]+:(?:iam|kms):[\w-]*:(\d{12}):/.exec(arn)?.[1] ?? []) : [];
  });
}
