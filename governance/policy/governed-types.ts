/** Types whose resources bear controls, and which of their properties bear none. */
import { codeownersFiles } from "../ai-paths/codeowners.ts";
import { isGovernedProperty } from "../controls/properties.ts";
import { field, is, isUnknown, some, type Certainty } from "./property.ts";
import { awsTypes, githubTypes, ownTypes, type ResourceRecord } from "./resource.ts";

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
  "github:index/actionsOrganizationPermissions:ActionsOrganizationPermissions",
  "github:index/actionsOrganizationSecretRepositories:ActionsOrganizationSecretRepositories",
  "github:index/actionsOrganizationWorkflowPermissions:ActionsOrganizationWorkflowPermissions",
  "github:index/actionsRepositoryPermissions:ActionsRepositoryPermissions",
  "github:index/workflowRepositoryPermissions:WorkflowRepositoryPermissions",
  githubTypes.branchProtection,
  githubTypes.branchProtectionV3,
  githubTypes.organizationRuleset,
  githubTypes.repositoryRuleset,
  ownTypes.appScope,
  ownTypes.copilotPolicy,
  ownTypes.propertyValues,
];

const commit = ["commitAuthor", "commitEmail", "commitMessage"];

const bucketTypes = [
  ...Object.values(awsTypes).flat(),
  "aws:s3/bucketLogging:BucketLogging",
  "aws:s3/bucketLoggingV2:BucketLoggingV2",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
];

/** By type token. */
export const governedTypes: Readonly<Record<string, GovernedType>> = {
  ...Object.fromEntries(settingsTypes.map((type) => [type, everyProperty])),
  ...Object.fromEntries(bucketTypes.map((type) => [type, ofBucket])),
  [githubTypes.branchDefault]: { free: ["etag"] },
  [githubTypes.organizationCustomProperties]: ofProperty(["description"]),
  [githubTypes.repository]: { free: repositoryLooks },
  [githubTypes.repositoryCustomProperty]: ofProperty([]),
  [githubTypes.repositoryFile]: ofFile("file", commit),
  [ownTypes.codeSecurity]: { free: ["description"] },
  [ownTypes.mergeSettings]: { free: conveniences },
  [ownTypes.reviewedFile]: ofFile("path", ["message", "title"]),
};
