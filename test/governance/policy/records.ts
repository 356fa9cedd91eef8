import {
  awsTypes,
  baselineOf,
  branchFindings,
  branchParts,
  codeownersLines,
  demandsOf,
  githubTypes,
  inventoryOf,
  ownTypes,
  type BranchDemands,
  type RepositoryDemands,
  type Finding,
  type ResourceRecord,
} from "../../../governance/index.ts";
import { parsed } from "../example.ts";

type Props = Readonly<Record<string, unknown>>;

export function record(type: string, props: Props, name = "it"): ResourceRecord {
  return { type, name, urn: `urn:pulumi:test::test::${type}::${name}`, props };
}

/** Each finding in one line. */
export const linesOf = (findings: readonly Finding[]): string[] =>
  findings.map(({ outcome, subject, message }) => `${outcome} ${subject}: ${message}`);

const declaration = parsed();

/** What the example declares, with the organisation's rules in force. */
export const governed: BranchDemands & RepositoryDemands = {
  role: "repository",
  inventory: inventoryOf(declaration),
  demands: demandsOf(declaration),
  baseline: baselineOf(declaration),
  aiPathOwners: declaration.aiPaths.owners,
  automationAppIds: [29110],
};

/** The same without rules of the organisation, less the required workflow, which a repository's own rules cannot have. */
const bearable = Object.entries(governed.demands["critical"] ?? {}).filter(([id]) => id !== "gate-workflow");
export const demandedOfRepository: BranchDemands & RepositoryDemands = {
  ...governed,
  baseline: {},
  demands: { ...governed.demands, critical: Object.fromEntries(bearable) },
};

/** All that a stack's repositories lack, each finding as its outcome and the ids of the controls it names. */
export function lackingIds(stack: readonly ResourceRecord[], facts = demandedOfRepository): string[] {
  const parts = Object.keys(branchParts) as (keyof typeof branchParts)[];
  const found = parts.flatMap((part) => branchFindings(stack, facts, part));
  return found.map(({ outcome, message }) => [outcome, ...idsIn(message)].join(" "));
}

export const idsIn = (message: string): string[] => [...message.matchAll(/\[([a-z-]+)\]/g)].map(([, id]) => id ?? "");

export const mergeSettings = (over: Props = {}): ResourceRecord =>
  record(
    ownTypes.mergeSettings,
    { repository: "payments-api", allowSquashMerge: true, squashMergeCommitMessage: "COMMIT_MESSAGES", ...over },
    "merges",
  );

export const codeowners = (over: Props = {}): ResourceRecord => {
  const content = codeownersLines(governed.aiPathOwners).join("\n");
  return record(
    ownTypes.reviewedFile,
    { repository: "payments-api", path: ".github/CODEOWNERS", content, ...over },
    "owners",
  );
};

/** Rules of a ruleset that meet every demand of tier critical. */
export const rules: Props = {
  deletion: true,
  nonFastForward: true,
  requiredSignatures: true,
  pullRequest: {
    requiredApprovingReviewCount: 2,
    requireCodeOwnerReview: true,
    dismissStaleReviewsOnPush: true,
    requireLastPushApproval: true,
  },
  requiredStatusChecks: {
    strictRequiredStatusChecksPolicy: true,
    requiredChecks: [{ context: "ai-governance/gate", integrationId: 15368 }],
  },
  requiredWorkflows: {
    requiredWorkflows: [{ repositoryId: 1, path: ".github/workflows/gate.yml", ref: "refs/tags/gate-v1" }],
  },
};

export const refName = { includes: ["~DEFAULT_BRANCH"], excludes: [] };

export const repositoryRuleset = (over: Props = {}): ResourceRecord =>
  record(
    githubTypes.repositoryRuleset,
    {
      name: "protect",
      repository: "payments-api",
      enforcement: "active",
      target: "branch",
      conditions: { refName },
      bypassActors: [],
      rules,
      ...over,
    },
    "ruleset",
  );

export const tierRuleset = (tier: string, over: Props = {}): ResourceRecord =>
  record(
    githubTypes.organizationRuleset,
    {
      name: `ai-tier-${tier}`,
      enforcement: "active",
      target: "branch",
      conditions: {
        refName,
        repositoryProperty: { includes: [{ name: "ai-tier", propertyValues: [tier], source: "custom" }], excludes: [] },
      },
      bypassActors: [{ actorType: "Team", actorId: 7, bypassMode: "pull_request" }],
      rules,
      ...over,
    },
    tier,
  );

/** Changes of AI paths are reviewed, and nobody passes that. */
export const aiPathRuleset = (tier: string, over: Props = {}): ResourceRecord => {
  const name = `ai-paths-${tier}`;
  const pullRequest = { requiredApprovingReviewCount: 1, requireCodeOwnerReview: true };
  return { ...tierRuleset(tier, { name, bypassActors: [], rules: { pullRequest }, ...over }), name };
};

const tlsOnly = JSON.stringify({
  Statement: [
    {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: ["arn:aws:s3:::meridian-pay-ai-audit", "arn:aws:s3:::meridian-pay-ai-audit/*"],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ],
});

/** A bucket and its parts, all as demanded; a part is replaced, or left out by `undefined`. */
export function auditBucket(over: Readonly<Record<string, Props | undefined>> = {}): ResourceRecord[] {
  const bucket = "meridian-pay-ai-audit";
  const parts: Readonly<Record<string, Props>> = {
    bucket: { bucket, objectLockEnabled: true },
    objectLock: { bucket, rule: { defaultRetention: { mode: "COMPLIANCE", days: 400 } } },
    versioning: { bucket, versioningConfiguration: { status: "Enabled" } },
    encryption: { bucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }] },
    publicAccess: {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    policy: { bucket, policy: tlsOnly },
  };
  return Object.entries({ ...parts, ...over }).flatMap(([kind, props]) =>
    props === undefined ? [] : [record(awsTypes[kind as keyof typeof awsTypes][0], { bucket, ...props }, kind)],
  );
}
