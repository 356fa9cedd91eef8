/** The pure domain: values in, values out. */
export { parseDeclaration } from "./declaration/parse.ts";
export { DeclarationError } from "./declaration/problem.ts";
export { declarationJsonSchema, type JsonSchema } from "./declaration/json-schema.ts";
export { branchPatternProblem } from "./declaration/checks/branches.ts";
export { bucketPattern, bucketRule, tagPattern } from "./declaration/names.ts";
export { leastRetentionDays, mostRetentionDays } from "./declaration/retention.ts";
export {
  declarationSchema,
  plans,
  provenanceKinds,
  type Declaration,
  type Plan,
  type Tier,
  type Tool,
} from "./declaration/schema.ts";
export { effectiveState, isStopped, stricter, toolStates, type Overlay, type ToolState } from "./tools/states.ts";
export { dormantFencesOf, fencesOf, fencesOfTool, repositoryFenceName, type Fence } from "./tools/fences.ts";
export { blockedActions, copilotRepositories } from "./tools/scope.ts";
export { inventoryOf } from "./controls/inventory.ts";
export {
  canaryProperty,
  isGovernedProperty,
  placementsOf,
  tierProperty,
  toolProperty,
  toolsProperty,
  type Placement,
} from "./controls/properties.ts";
export { aiPaths, type AiPath, type AiPathKind } from "./ai-paths/catalogue.ts";
export { codeownersLines, everyFile, rulesetPatterns } from "./ai-paths/render.ts";
export { codeownersFiles, ownersOf, parseCodeowners, type CodeownersLine } from "./ai-paths/codeowners.ts";
export { isAiPath, unownedAiPaths, type UnownedAiPath } from "./ai-paths/ownership.ts";
export { UNKNOWN, type Unknown } from "./policy/unknown.ts";
export { awsTypes, githubTypes, ofType, ownTypes, type ResourceRecord } from "./policy/resource.ts";
export type { Finding } from "./policy/finding.ts";
export { managedRepositories, repositoryOf, type ManagedRepositories } from "./policy/repository/repositories.ts";
export {
  governedRepositoryFindings,
  settingControls,
  type RepositoryDemands,
} from "./policy/repository/governed-repository.ts";
export { branchControls, branchFindings, branchParts, type BranchDemands } from "./policy/branch/governed-branch.ts";
export { baselineFindings } from "./policy/organization/governed-organization.ts";
export { trailFindings } from "./policy/repository/trail.ts";
export { aiPathOwnerFindings } from "./policy/repository/ai-path-owners.ts";
export { agentBypassFindings, exemptBypassFindings, type Accounts } from "./policy/branch/bypass.ts";
export { propertyEditorFindings, propertyOverrideFindings } from "./policy/organization/property-ownership.ts";
export { gateRuleset } from "./policy/branch/gate-lock.ts";
export { toolFenceFindings } from "./policy/organization/tool-fences.ts";
export { auditBucketAbsent, auditBucketFindings, type AuditStore } from "./policy/audit/audit-bucket.ts";
export {
  controls,
  checkName,
  isCheckNamed,
  workflowName,
  type Control,
  type ControlId,
  type ControlKind,
  type ControlValue,
  type ControlValues,
} from "./controls/control.ts";
export { aiPathReviewersOf, reviewersOf } from "./controls/reviewers.ts";
export { actionsAppId, baselineOf, closedTiersOf, demandsOf, onlyControls } from "./controls/demands.ts";
export {
  decided,
  joined,
  undecided,
  verdictOf,
  type ControlState,
  type ControlStates,
  type Verdict,
} from "./controls/state.ts";
export { agentsOf, automationOf, type Identity } from "./tools/agents.ts";
export { withoutEndedTrials } from "./declaration/trials.ts";
export { remarksOf } from "./declaration/remarks.ts";
export type { Remark } from "./declaration/remark.ts";
export {
  liveRemarksOf,
  missingGateTag,
  ownerTeamsOf,
  type LiveApp,
  type LiveOrganization,
  type LiveRepository,
} from "./declaration/live-remarks.ts";
export { suggestion } from "./suggestion.ts";
export {
  features,
  visibilities,
  type Availability,
  type Feature,
  type FeatureRow,
  type Visibility,
} from "./plans/features.ts";
export { availabilityOf, isAvailable } from "./plans/availability.ts";
export { controlTable, notControllable } from "./controls/table/index.ts";
export { frameworks, type Framework, type FrameworkIds } from "./controls/table/frameworks.ts";
export {
  awsFeatures,
  type AwsFeature,
  type ControlRow,
  type DeclaredBy,
  type UncontrollableRow,
} from "./controls/table/row.ts";
export { attacks, type AttackId } from "./attacks/index.ts";
export { accepted, isStopped as attackIsStopped, violations, type Attack, type AttackStep } from "./attacks/attack.ts";
export { attacksPage } from "./attacks/page.ts";
