import { UNKNOWN } from "./unknown.ts";

/** A resource as a stack declares it: type token, name, URN and inputs, with `UNKNOWN` for what a preview cannot know. */
export interface ResourceRecord {
  /** Type token, e.g. `github:index/repositoryRuleset:RepositoryRuleset`. */
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly props: Readonly<Record<string, unknown>>;
  /** Property to the URNs of the resources that its value comes from. They say what an unknown value refers to. */
  readonly origins?: Readonly<Record<string, readonly string[]>>;
  /** URN of the parent; the stack's own for a resource without another. */
  readonly parent?: string;
  /** Whether Pulumi refuses to delete it. */
  readonly isProtected?: boolean;
  /** Paths of properties that an update leaves as they are. */
  readonly ignoreChanges?: readonly string[];
  /** The provider that manages it; absent for components, providers and the stack. */
  readonly provider?: ProviderRecord;
}

/** A provider with its settings; `UNKNOWN` where a preview cannot know one. */
export interface ProviderRecord {
  /** Type token, e.g. `pulumi:providers:github`. */
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly props: Readonly<Record<string, unknown>>;
}

/** Type tokens of the Pulumi GitHub provider that bear controls. */
export const githubTypes = {
  actionsOrganizationPermissions: "github:index/actionsOrganizationPermissions:ActionsOrganizationPermissions",
  actionsOrganizationSecret: "github:index/actionsOrganizationSecret:ActionsOrganizationSecret",
  actionsOrganizationSecretRepositories:
    "github:index/actionsOrganizationSecretRepositories:ActionsOrganizationSecretRepositories",
  actionsOrganizationSecretRepository:
    "github:index/actionsOrganizationSecretRepository:ActionsOrganizationSecretRepository",
  actionsOrganizationWorkflowPermissions:
    "github:index/actionsOrganizationWorkflowPermissions:ActionsOrganizationWorkflowPermissions",
  actionsRepositoryPermissions: "github:index/actionsRepositoryPermissions:ActionsRepositoryPermissions",
  appInstallationRepositories: "github:index/appInstallationRepositories:AppInstallationRepositories",
  appInstallationRepository: "github:index/appInstallationRepository:AppInstallationRepository",
  branchDefault: "github:index/branchDefault:BranchDefault",
  branchProtection: "github:index/branchProtection:BranchProtection",
  branchProtectionV3: "github:index/branchProtectionV3:BranchProtectionV3",
  membership: "github:index/membership:Membership",
  organizationCustomProperties: "github:index/organizationCustomProperties:OrganizationCustomProperties",
  organizationRoleTeam: "github:index/organizationRoleTeam:OrganizationRoleTeam",
  organizationRoleTeamAssignment: "github:index/organizationRoleTeamAssignment:OrganizationRoleTeamAssignment",
  organizationRoleUser: "github:index/organizationRoleUser:OrganizationRoleUser",
  organizationRuleset: "github:index/organizationRuleset:OrganizationRuleset",
  organizationSecurityManager: "github:index/organizationSecurityManager:OrganizationSecurityManager",
  organizationSettings: "github:index/organizationSettings:OrganizationSettings",
  repository: "github:index/repository:Repository",
  repositoryCollaborator: "github:index/repositoryCollaborator:RepositoryCollaborator",
  repositoryCollaborators: "github:index/repositoryCollaborators:RepositoryCollaborators",
  repositoryCustomProperty: "github:index/repositoryCustomProperty:RepositoryCustomProperty",
  repositoryFile: "github:index/repositoryFile:RepositoryFile",
  repositoryPullRequest: "github:index/repositoryPullRequest:RepositoryPullRequest",
  repositoryRuleset: "github:index/repositoryRuleset:RepositoryRuleset",
  team: "github:index/team:Team",
  teamMembers: "github:index/teamMembers:TeamMembers",
  teamMembership: "github:index/teamMembership:TeamMembership",
  teamRepository: "github:index/teamRepository:TeamRepository",
  workflowRepositoryPermissions: "github:index/workflowRepositoryPermissions:WorkflowRepositoryPermissions",
} as const;

/** Type tokens of this project's custom resources. */
export const ownTypes = {
  appScope: "ai-governance:index:AppInstallationScope",
  codeSecurity: "ai-governance:index:CodeSecurityConfiguration",
  copilotPolicy: "ai-governance:index:CopilotCodingAgentPolicy",
  mergeSettings: "ai-governance:index:RepositoryMergeSettings",
  propertyValues: "ai-governance:index:RepositoryPropertyValues",
  reviewedFile: "ai-governance:index:ReviewedFile",
} as const;

/** Type tokens of the Pulumi AWS provider around a bucket; the old names of a type mean the same. */
export const awsTypes = {
  bucket: ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
  versioning: ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2"],
  objectLock: [
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
  ],
  encryption: [
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
  ],
  publicAccess: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"],
  policy: ["aws:s3/bucketPolicy:BucketPolicy"],
} as const;

/** Whether a bucket has access lists at all. */
export const bucketOwnership = ["aws:s3/bucketOwnershipControls:BucketOwnershipControls"] as const;

/** What can only weaken a bucket of evidence. */
export const bucketWeakenings = {
  acl: ["aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2"],
  lifecycle: [
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
  ],
} as const;

/** What puts an object into a bucket by itself. */
export const auditObjects = [
  "aws:s3/bucketObject:BucketObject",
  "aws:s3/bucketObjectv2:BucketObjectv2",
  "aws:s3/objectCopy:ObjectCopy",
] as const;

/** Who may do what in an AWS account. */
export const iamTypes = {
  group: "aws:iam/group:Group",
  groupPolicy: "aws:iam/groupPolicy:GroupPolicy",
  groupPolicyAttachment: "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
  groupPolicyAttachmentsExclusive: "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive",
  policy: "aws:iam/policy:Policy",
  policyAttachment: "aws:iam/policyAttachment:PolicyAttachment",
  role: "aws:iam/role:Role",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  rolePolicyAttachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  rolePolicyAttachmentsExclusive: "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
  user: "aws:iam/user:User",
  userPolicy: "aws:iam/userPolicy:UserPolicy",
  userPolicyAttachment: "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  userPolicyAttachmentsExclusive: "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
} as const;

/** Keys, and other names for them. */
export const kmsTypes = {
  alias: "aws:kms/alias:Alias",
  externalKey: "aws:kms/externalKey:ExternalKey",
  key: "aws:kms/key:Key",
  replicaKey: "aws:kms/replicaKey:ReplicaKey",
} as const;

/** The resources of a type. */
export function ofType(resources: readonly ResourceRecord[], ...types: readonly string[]): ResourceRecord[] {
  return resources.filter(({ type }) => types.includes(type));
}

/** Whether only the provider will say what an unknown property holds, as the program left it out. */
export function isComputed({ props, urn, origins }: ResourceRecord, property: string): boolean {
  return props[property] === UNKNOWN && (origins?.[property] ?? []).every((origin) => origin === urn);
}
