import { OpenIdConnectProvider } from "@pulumi/aws/iam/index.js";
import * as pulumi from "@pulumi/pulumi";
import { adopt, AiTool, AuditBucket, OrganizationGuardrails } from "pulumi-ai-governance";
import {
  blockedActions,
  copilotRepositories,
  effectiveState,
  isAvailable,
  liveRemarksOf,
  placementsOf,
  remarksOf,
  toolProperty,
  withoutEndedTrials,
} from "../../governance/index.ts";
import { auditAccount } from "./audit-account.ts";
import { actionsIssuer, lookUpAuditStore } from "./look-up-audit-store.ts";
import { readDeclaration } from "./declaration.ts";
import { lookUpOrganization } from "./look-up.ts";
import { fenceRepositories } from "./repository-fences.ts";
import { appScopeOf, idsOf } from "./tool-reach.ts";

// The SDK makes a source-mapped stack trace for every property of every resource: more than half of a preview's time.
Reflect.deleteProperty(Error, "prepareStackTrace");

const settings = new pulumi.Config();
const today = new Date().toISOString().slice(0, 10);
const declared = readDeclaration(settings.get("declaration") ?? "governance.yaml");
const declaration = withoutEndedTrials(declared, today);
const { organization, tiers, tools, gate, audit, actions, aiPaths } = declaration;
const { login, plan } = organization;
const facts = await lookUpOrganization(declaration);
for (const { at, message } of [...remarksOf(declared, today), ...liveRemarksOf(declaration, facts.live)]) {
  await pulumi.log.warn(`${at}: ${message}`);
}

const placements = placementsOf(declaration);
const guardrails = new OrganizationGuardrails("guardrails", {
  organization: login,
  plan,
  tiers: Object.entries(tiers).map(([name, { approvals, reviewers, signedCommits, evaluate, breakGlass }]) => ({
    name,
    approvals,
    reviewerTeamId: reviewers === undefined ? undefined : facts.reviewerTeamIds[reviewers],
    signedCommits,
    breakGlass,
    onTrial: evaluate !== undefined,
  })),
  defaultTier: declaration.defaultTier,
  tools: Object.keys(tools),
  repositories: Object.fromEntries(
    Object.entries(placements).map(([repository, { tier, tools: admitted, canary }]) => [
      repository,
      { tier, tools: [...admitted], canary },
    ]),
  ),
  gate: {
    repositoryId: facts.gateRepositoryId,
    workflow: gate.workflow,
    ref: gate.ref,
    check: gate.check,
    appId: gate.appId,
  },
  aiPathReviewerTeamId: facts.aiPathTeamId,
  breakGlassTeamId: facts.breakGlassTeamId,
  forbiddenPaths: isAvailable("organization-push-rulesets", plan, "private") ? aiPaths.forbidden : [],
  codeSecurity: declaration.codeSecurity,
  actions: [...actions.allowed, ...blockedActions(declaration)],
  existing: facts.rulesets,
});

const states = effectiveState(declaration);
for (const [name, tool] of Object.entries(tools)) {
  // Waits for nothing but the property: the kill switch must not hang behind what else is under way.
  new AiTool(name, {
    tool: name,
    state: states[name] ?? tool.state,
    branches: tool.identities.branches,
    toolProperty: guardrails.toolProperties.apply((properties) => properties[name] ?? toolProperty(name)),
    plan,
    copilotPolicy: tool.copilotPolicy
      ? { organization: login, repositories: copilotRepositories(declaration) ?? [] }
      : undefined,
    appScope: appScopeOf(declaration, tool, facts.live),
    secretAccess:
      tool.secrets.length > 0
        ? { secrets: tool.secrets, repositoryIds: idsOf(tool.repositories, facts.live) }
        : undefined,
    existing: facts.rulesets,
  });
}
if (!isAvailable("organization-rulesets", plan, "public")) fenceRepositories(declaration, facts.live, states);

const account = audit.account && auditAccount(audit.account.role);
const existing = await lookUpAuditStore(audit.bucket, { provider: account });
// An account has one OIDC provider per issuer: others use it too, so a destroy leaves it. `oidcProviderArn` names one that
// another stack manages.
const oidcProviderArn =
  settings.get("oidcProviderArn") ??
  new OpenIdConnectProvider(
    "github-actions",
    { url: actionsIssuer, clientIdLists: ["sts.amazonaws.com"] },
    adopt({ retainOnDelete: true, provider: account }, actionsIssuer, existing),
  ).arn;
const { repository, workflow, ref } = audit.writer;
const store = new AuditBucket(
  "audit",
  {
    bucketName: audit.bucket,
    retentionDays: audit.retentionDays,
    writer: {
      repositoryId: String(facts.writerRepositoryId),
      jobWorkflowRef: `${login}/${repository}/${workflow}@${ref}`,
      ref,
    },
    oidcProviderArn,
    administratorRoleArn: audit.account?.role,
    existing,
  },
  account && { providers: [account] },
);

export const toolStates = states;
export const auditBucket = store.bucketName;
export const auditWriterRole = store.writerRoleArn;
