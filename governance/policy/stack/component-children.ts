/** What the components of this project declare. Anyone can write a component under one of their tokens. */
import { awsTypes, bucketOwnership, githubTypes, ownTypes } from "../resource.ts";

/** Types of which one is enough. */
type Alternatives = readonly string[];

const token = (name: string): string => `ai-governance:index:${name}`;

/** Component token to its children, whatever its arguments are. */
export const componentChildren: Readonly<Record<string, readonly Alternatives[]>> = {
  [token("AiPathOwnership")]: [[ownTypes.reviewedFile], [githubTypes.repositoryRuleset]],
  // Which of its parts it has depends on the tool and on the plan.
  [token("AiTool")]: [],
  [token("AuditBucket")]: [
    ...Object.values(awsTypes),
    bucketOwnership,
    ["aws:s3/bucketLogging:BucketLogging"],
    ["aws:kms/key:Key"],
    ["aws:iam/role:Role"],
    ["aws:iam/rolePolicy:RolePolicy"],
  ],
  [token("GovernedRepository")]: [[ownTypes.mergeSettings, githubTypes.repository], [ownTypes.reviewedFile]],
  [token("OrganizationGuardrails")]: [
    [githubTypes.organizationCustomProperties],
    [ownTypes.propertyValues],
    ["github:index/actionsOrganizationPermissions:ActionsOrganizationPermissions"],
    ["github:index/actionsOrganizationWorkflowPermissions:ActionsOrganizationWorkflowPermissions"],
  ],
  [token("RepositoryFence")]: [[githubTypes.repositoryRuleset]],
};

/** Components that declare rulesets of the organisation, where it can have some. */
export const rulesetComponents = ["AiTool", "OrganizationGuardrails"] as const;
export type RulesetComponent = (typeof rulesetComponents)[number];

/** The children that a component must have; `undefined`: the project has no such component. */
export function requiredChildren(type: string, withRulesets: readonly RulesetComponent[]): Alternatives[] | undefined {
  const always = Object.hasOwn(componentChildren, type) ? componentChildren[type] : undefined;
  if (always === undefined) return undefined;
  const hasRulesets = withRulesets.some((name) => token(name) === type);
  return [...always, ...(hasRulesets ? [[githubTypes.organizationRuleset]] : [])];
}
