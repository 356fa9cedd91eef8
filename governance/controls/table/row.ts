import type { Feature } from "../../plans/features.ts";
import type { FrameworkIds } from "./frameworks.ts";

/** A resource by which a component puts a control in force. */
export interface DeclaredBy {
  readonly component: string;
  /** Last part of the resource's type token, e.g. `OrganizationRuleset`. */
  readonly resource: string;
}

/** What is known of a control besides its id, its title and what it stops. */
export interface ControlFacts {
  /** Empty: no resource of its own; the policy pack alone keeps it. */
  readonly declaredBy: readonly DeclaredBy[];
  /** Ids of the rules that judge it in previews. Empty: no rule does yet. */
  readonly rules: readonly string[];
  /** The product feature that it rests on: where a repository has any of GitHub's, the control can be in force. */
  readonly restsOn: readonly Feature[] | AwsFeature;
  /** Who can take it away, and what that leaves behind. */
  readonly undoneBy: string;
  readonly frameworks: FrameworkIds;
}

export const awsFeatures = {
  "s3-object-lock": {
    title: "S3 Object Lock, compliance mode",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html",
  },
  "s3-bucket-policy": {
    title: "S3 bucket policy",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html",
  },
  "s3-access-logs": {
    title: "S3 server access logs",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html",
  },
  "iam-role": {
    title: "IAM role for GitHub's OIDC tokens",
    source: "https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws",
  },
} as const;
export type AwsFeature = keyof typeof awsFeatures;

/** A safeguard that some component declares, or that the policy pack keeps. */
export interface ControlRow extends ControlFacts {
  readonly id: string;
  readonly title: string;
  readonly stops: string;
}

/** What one would want to control, and nothing here can. */
export interface UncontrollableRow {
  readonly id: string;
  readonly title: string;
  /** Why. */
  readonly notControllable: string;
  /** What stands in for it. */
  readonly instead: string;
}

const declaring =
  (component: string) =>
  (resource: string): DeclaredBy => ({ component, resource });

/** The resources of each component. */
export const by = {
  guardrails: declaring("OrganizationGuardrails"),
  tool: declaring("AiTool"),
  repository: declaring("GovernedRepository"),
  ownership: declaring("AiPathOwnership"),
  fence: declaring("RepositoryFence"),
  bucket: declaring("AuditBucket"),
};
