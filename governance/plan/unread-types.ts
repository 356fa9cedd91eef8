/** Changes that may weaken something, and that nothing here reads: said, never taken for nothing. */
import { field, isUnknown } from "../policy/property.ts";
import { awsTypes, githubTypes, ownTypes } from "../policy/resource.ts";
import { auditBucket, settingTypes } from "./organization-settings.ts";
import { listTypes } from "./permissions.ts";
import type { ResourceChange } from "./sides.ts";

/** Types whose changes are judged. */
export const readTypes: ReadonlySet<string> = new Set([
  ...[
    githubTypes.branchDefault,
    githubTypes.branchProtection,
    githubTypes.branchProtectionV3,
    githubTypes.organizationCustomProperties,
    githubTypes.organizationRuleset,
    githubTypes.repository,
    githubTypes.repositoryCustomProperty,
    githubTypes.repositoryFile,
    githubTypes.repositoryPullRequest,
    githubTypes.repositoryRuleset,
  ],
  ...Object.values(ownTypes),
  ...Object.values(awsTypes).flat(),
  ...settingTypes,
  ...listTypes,
]);

/** GitHub's types that protect nothing and let nobody in. */
const harmless: ReadonlySet<string> = new Set(
  [
    "Issue",
    "IssueLabel",
    "IssueLabels",
    "OrganizationProject",
    "ProjectCard",
    "ProjectColumn",
    "Release",
    "RepositoryAutolinkReference",
    "RepositoryMilestone",
    "RepositoryProject",
    "RepositoryTopics",
    "UserGpgKey",
  ].map((name) => `github:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`),
);
/** Properties of a repository that say nothing about who may do what. */
const descriptive: ReadonlySet<string> = new Set([
  "description",
  "hasDiscussions",
  "hasDownloads",
  "hasIssues",
  "hasProjects",
  "hasWiki",
  "homepageUrl",
  "name",
  "nodeId",
  "repoId",
  "topics",
]);

/** One sentence each. */
export function unreadChanges(changes: readonly ResourceChange[]): string[] {
  return changes
    .filter(({ action, custom }) => custom && action !== "same" && action !== "forget")
    .flatMap((change) => {
      const { type, name, action } = change;
      if (type === githubTypes.repository) return repositorySentence(change);
      if (readTypes.has(type) || !mayWeaken(change)) return [];
      return [`whether ${name} (${type}, to ${action}) makes anything weaker: changes of this type are not read`];
    });
}

function mayWeaken({ type, urn, action }: ResourceChange): boolean {
  if (type.startsWith("aws:")) return action !== "create" && urn.includes(auditBucket);
  return /^(github|ai-governance):/.test(type) && !harmless.has(type);
}

function repositorySentence({ name, type, before, after }: ResourceChange): string[] {
  if (!before || !after) return [];
  const names = [...new Set([...Object.keys(before.props), ...Object.keys(after.props)])];
  const other = names.filter((property) => {
    const [old, fresh] = [field(before.props, property), field(after.props, property)];
    const differs = isUnknown(old) || isUnknown(fresh) || JSON.stringify(old) !== JSON.stringify(fresh);
    return differs && !descriptive.has(property);
  });
  if (other.length === 0) return [];
  return [`whether ${name} (${type}) gets weaker by its ${other.sort().join(", ")}: these settings are not read`];
}
