import { OpenIdConnectProvider } from "@pulumi/aws/iam/index.js";
import * as pulumi from "@pulumi/pulumi";
import { adopt, AiTool, AuditBucket, OrganizationGuardrails } from "pulumi-ai-governance";
import {
  blockedActions,
  copilotRepositories,
  effectiveState,
  propertyValuesOf,
  remarksOf,
} from "../../governance/index.ts";
import { actionsIssuer, lookUpAuditStore } from "./look-up-audit-store.ts";
import { readDeclaration } from "./declaration.ts";
import { lookUpOrganization } from "./look-up.ts";

// The SDK makes a source-mapped stack trace for every property of every resource: more than half of a preview's time.
Reflect.deleteProperty(Error, "prepareStackTrace");

const settings = new pulumi.Config();
const declaration = readDeclaration(settings.get("declaration") ?? "governance.yaml");
const { organization, tiers, tools, gate, audit, actions } = declaration;
for (const { at, message } of remarksOf(declaration, new Date().toISOString().slice(0, 10))) {
  await pulumi.log.warn(`${at}: ${message}`);
}
const facts = await lookUpOrganization(declaration);

const guardrails = new OrganizationGuardrails("guardrails", {
  organization: organization.login,
  tiers: Object.entries(tiers).map(([name, { approvals, signedCommits, evaluate }]) => ({
    name,
    approvals,
    signedCommits,
    onTrial: evaluate !== undefined,
  })),
  defaultTier: declaration.defaultTier,
  tools: Object.keys(tools),
  repositories: Object.fromEntries(
    Object.entries(propertyValuesOf(declaration)).map(([repository, values]) => [
      repository,
      { tier: values["ai-tier"], tools: [...values["ai-tools"]] },
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
    toolsProperty: guardrails.toolsProperty,
    copilotPolicy: tool.copilotPolicy
      ? { organization: organization.login, repositories: copilotRepositories(declaration) ?? [] }
      : undefined,
    existing: facts.rulesets,
  });
}

const existing = await lookUpAuditStore(audit.bucket);
// An account has one OIDC provider per issuer: others use it too, so a destroy leaves it. `oidcProviderArn` names one that
// another stack manages.
const oidcProviderArn =
  settings.get("oidcProviderArn") ??
  new OpenIdConnectProvider(
    "github-actions",
    { url: actionsIssuer, clientIdLists: ["sts.amazonaws.com"] },
    adopt({ retainOnDelete: true }, actionsIssuer, existing),
  ).arn;
const { repository, workflow, ref } = audit.writer;
const store = new AuditBucket("audit", {
  bucketName: audit.bucket,
  retentionDays: audit.retentionDays,
  writer: {
    repositoryId: String(facts.writerRepositoryId),
    jobWorkflowRef: `${organization.login}/${repository}/${workflow}@${ref}`,
    ref,
  },
  oidcProviderArn,
  existing,
});

export const toolStates = states;
export const auditBucket = store.bucketName;
export const auditWriterRole = store.writerRoleArn;
