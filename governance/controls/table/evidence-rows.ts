/** Controls of the audit store. */
import { serving } from "./frameworks.ts";
import { by, type ControlRow } from "./row.ts";

const administrators = "administrators of the account";

export const evidenceRows = [
  {
    id: "evidence-kept",
    title: "Evidence cannot be deleted before its time",
    stops: "deleting evidence or shortening its retention, by anyone, the account's root user included",
    declaredBy: [by.bucket("BucketObjectLockConfiguration"), by.bucket("BucketVersioning")],
    rules: [
      "aws-bucket-disallow-forced-destruction",
      "aws-bucket-limit-expiration",
      "aws-bucket-require-locked-audit",
      "aws-key-disallow-early-deletion",
      "pulumi-resource-require-protection",
    ],
    restsOn: "s3-object-lock",
    undoneBy: "nobody, for what is written; an administrator of the account can shorten the retention of new objects",
    frameworks: serving(["evidence"]),
  },
  {
    id: "evidence-never-overwritten",
    title: "Evidence is written once under its key",
    stops: "a later record in front of an earlier one, and delete markers that hide it",
    declaredBy: [by.bucket("BucketPolicy")],
    rules: ["aws-bucket-disallow-overwrites"],
    restsOn: "s3-bucket-policy",
    undoneBy: administrators,
    frameworks: serving(["evidence"]),
  },
  {
    id: "evidence-private",
    title: "Evidence is encrypted and never public",
    stops: "reading it in transit, at rest or from outside",
    declaredBy: [
      by.bucket("BucketPolicy"),
      by.bucket("BucketPublicAccessBlock"),
      by.bucket("BucketServerSideEncryptionConfiguration"),
      by.bucket("BucketOwnershipControls"),
    ],
    rules: ["aws-bucket-require-private-audit"],
    restsOn: "s3-bucket-policy",
    undoneBy: administrators,
    frameworks: serving(["evidence"], { soc2: ["CC6.1"] }),
  },
  {
    id: "evidence-one-writer",
    title: "One workflow writes evidence, and can do nothing else",
    stops: "evidence made up by another workflow, or read or removed by the one that writes it",
    declaredBy: [by.bucket("Role"), by.bucket("RolePolicy")],
    rules: ["aws-role-limit-audit-writers"],
    restsOn: "iam-role",
    undoneBy: administrators,
    frameworks: serving(["evidence"], { owasp: ["ASI03"] }),
  },
  {
    id: "evidence-access-logged",
    title: "Each access to evidence is logged elsewhere",
    stops: "reading evidence unseen",
    declaredBy: [by.bucket("BucketLogging")],
    rules: [],
    restsOn: "s3-access-logs",
    undoneBy: administrators,
    frameworks: serving(["evidence"]),
  },
] as const satisfies readonly ControlRow[];
