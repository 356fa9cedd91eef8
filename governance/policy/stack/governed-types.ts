/** Types whose resources bear controls, and which of their properties bear none. */
import { codeownersFiles } from "../../ai-paths/codeowners.ts";
import { isGovernedProperty } from "../../controls/properties.ts";
import { field, is, isUnknown, some, type Certainty } from "../property.ts";
import {
  awsTypes,
  bucketOwnership,
  bucketWeakenings,
  githubTypes,
  iamTypes,
  kmsTypes,
  ownTypes,
  type ResourceRecord,
} from "../resource.ts";

interface GovernedType {
  /** Properties that no control rests on; every other one counts, those of later versions of a provider too. */
  readonly free: readonly string[];
  /** Whether a resource of the type bears a control. Default: each does. */
  readonly bears?: (resource: ResourceRecord, auditBucket: string) => Certainty;
}

const everyProperty: GovernedType = { free: [] };

const ofProperty = (free: readonly string[]): GovernedType => ({
  free,
  bears: ({ props }) => {
    const name = field(props, "propertyName");
    return isUnknown(name) ? "unknown" : isGovernedProperty(name) ? "yes" : "no";
  },
});

const ofFile = (path: string, free: readonly string[]): GovernedType => ({
  free,
  bears: ({ props }) => some(codeownersFiles.map((file) => is(field(props, path), file))),
});

const ofBucket: GovernedType = {
  free: ["tags", "tagsAll"],
  bears: ({ props }, auditBucket) => is(field(props, "bucket"), auditBucket),
};

// Which account's policies are about the bucket is in their text, or in the name of the writer.
const ofAccess: GovernedType = {
  free: ["description", "tags", "tagsAll"],
  bears: ({ props }, auditBucket) => {
    if (JSON.stringify(props).includes(auditBucket)) return "yes";
    return Object.values(props).some(isUnknown) ? "unknown" : "no";
  },
};

// A key does not say what it encrypts.
const ofKey: GovernedType = { free: ["description", "tags", "tagsAll"], bears: () => "unknown" };

const conveniences = ["allowAutoMerge", "allowUpdateBranch", "deleteBranchOnMerge"];

const repositoryLooks = [
  ...conveniences,
  "autoInit",
  "description",
  "etag",
  "gitignoreTemplate",
  "hasDiscussions",
  "hasDownloads",
  "hasIssues",
  "hasProjects",
  "hasWiki",
  "homepageUrl",
  "licenseTemplate",
  "pages",
  "template",
  "topics",
];

const settingsTypes = [
  githubTypes.actionsOrganizationPermissions,
  githubTypes.actionsOrganizationSecret,
  githubTypes.actionsOrganizationSecretRepositories,
  githubTypes.actionsOrganizationSecretRepository,
  githubTypes.actionsOrganizationWorkflowPermissions,
  githubTypes.actionsRepositoryPermissions,
  githubTypes.appInstallationRepositories,
  githubTypes.appInstallationRepository,
  githubTypes.branchProtection,
  githubTypes.branchProtectionV3,
  githubTypes.membership,
  githubTypes.organizationRoleTeam,
  githubTypes.organizationRoleTeamAssignment,
  githubTypes.organizationRoleUser,
  githubTypes.organizationRuleset,
  githubTypes.organizationSecurityManager,
  githubTypes.organizationSettings,
  githubTypes.repositoryCollaborator,
  githubTypes.repositoryCollaborators,
  githubTypes.repositoryRuleset,
  githubTypes.teamMembers,
  githubTypes.teamMembership,
  githubTypes.teamRepository,
  githubTypes.workflowRepositoryPermissions,
  ownTypes.appScope,
  ownTypes.copilotPolicy,
  ownTypes.propertyValues,
];

const commit = ["commitAuthor", "commitEmail", "commitMessage"];

const bucketTypes = [
  ...Object.values(awsTypes).flat(),
  ...Object.values(bucketWeakenings).flat(),
  "aws:s3/bucketLogging:BucketLogging",
  "aws:s3/bucketLoggingV2:BucketLoggingV2",
  ...bucketOwnership,
];

/** By type token. */
export const governedTypes: Readonly<Record<string, GovernedType>> = {
  ...Object.fromEntries(settingsTypes.map((type) => [type, everyProperty])),
  ...Object.fromEntries(bucketTypes.map((type) => [type, ofBucket])),
  ...Object.fromEntries(Object.values(iamTypes).map((type) => [type, ofAccess])),
  ...Object.fromEntries(Object.values(kmsTypes).map((type) => [type, ofKey])),
  [githubTypes.branchDefault]: { free: ["etag"] },
  [githubTypes.organizationCustomProperties]: ofProperty(["description"]),
  [githubTypes.repository]: { free: repositoryLooks },
  [githubTypes.repositoryCustomProperty]: ofProperty([]),
  [githubTypes.repositoryFile]: ofFile("file", commit),
  [ownTypes.codeSecurity]: { free: ["description"] },
  [ownTypes.mergeSettings]: { free: conveniences },
  [ownTypes.reviewedFile]: ofFile("path", ["message", "title"]),
};
