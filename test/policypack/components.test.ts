import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Resource } from "@pulumi/pulumi";
import {
  AiTool,
  AuditBucket,
  GovernedRepository,
  OrganizationGuardrails,
  type PlacementArgs,
} from "../../components/index.ts";
import { parseDeclaration, placementsOf } from "../../governance/index.ts";
import { policyConfiguration } from "../../policypack/configuration.ts";
import { recommended } from "../../policypack/packs/recommended.ts";
import { urnOf, type SampleResource } from "../support/policy/request.ts";
import { runResourceRule, runStackRule } from "../support/policy/run-rule.ts";
import { recordPlaced } from "../support/recorder.ts";

const path = join(import.meta.dirname, "../../stacks/organization/governance.yaml");
const declaration = parseDeclaration(readFileSync(path, "utf8"), path);
const { organization, tiers, tools, gate, audit } = declaration;
const breakGlassTeamId = 12;
const gateRepositoryId = 7;
const teamIds = { "platform-engineering": 11, engineers: 13 };
const account = {
  "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "111122223333", arn: "", id: "", userId: "" },
  "aws:index/getPartition:getPartition": { partition: "aws", dnsSuffix: "amazonaws.com", id: "aws" },
};

function organizationStack() {
  const placement = Object.entries(placementsOf(declaration)).map(
    ([name, { tier, tools }]): [string, PlacementArgs] => [name, { tier, tools: [...tools] }],
  );
  const guardrails = new OrganizationGuardrails("guardrails", {
    organization: organization.login,
    tiers: Object.entries(tiers).map(([name, { approvals, reviewers, signedCommits, breakGlass }]) => ({
      name,
      approvals,
      reviewerTeamId: teamIds[reviewers as keyof typeof teamIds],
      signedCommits,
      breakGlass,
    })),
    defaultTier: declaration.defaultTier,
    tools: Object.keys(tools),
    repositories: Object.fromEntries(placement),
    gate: { repositoryId: gateRepositoryId, workflow: gate.workflow, ref: gate.ref, check: gate.check },
    aiPathReviewerTeamId: teamIds["platform-engineering"],
    breakGlassTeamId,
    actions: declaration.actions.allowed,
  });
  const fenced = Object.entries(tools).map(
    ([name, tool]) => new AiTool(name, { tool: name, state: tool.state, branches: tool.identities.branches }),
  );
  const store = new AuditBucket("audit", {
    bucketName: audit.bucket,
    retentionDays: audit.retentionDays,
    writer: {
      repositoryId: "42",
      jobWorkflowRef: `${organization.login}/${audit.writer.repository}/${audit.writer.workflow}@${audit.writer.ref}`,
      ref: audit.writer.ref,
    },
    oidcProviderArn: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
  });
  return [guardrails, ...fenced, store];
}

type Role = "organization" | "repository";

/** Only these can miss a resource. That a component lacks a child of its own is another matter. */
const stackRules = recommended.filter(
  (rule) => "validateStack" in rule && rule.name !== "pulumi-component-require-claimed-children",
);

/** What the rules say about a stack: the messages of their findings. */
async function findings(stack: readonly SampleResource[], role: Role, rules = recommended): Promise<string[]> {
  const configuration = policyConfiguration(declaration, role, { breakGlassTeamId, teamIds, gateRepositoryId });
  const verdicts = rules.map(async (rule) => {
    const settings = (configuration[rule.name] ?? {}) as object;
    if ("validateStack" in rule) return [await runStackRule(rule, stack, settings)];
    return Promise.all(stack.map((resource) => runResourceRule(rule, resource, settings)));
  });
  const all = (await Promise.all(verdicts)).flat().flatMap((verdict) => verdict.findings);
  return all.map(({ message }) => message);
}

async function recorded(program: () => Resource[]): Promise<SampleResource[]> {
  const stack = (await recordPlaced(program, account)).map(([[type, name, props], place]) => ({
    type,
    name,
    props,
    parent: parentOf(place.parent),
    ...(place.package !== undefined && { provider: { type: `pulumi:providers:${place.package}` } }),
  }));
  // The recorder makes up ids and ARNs; AWS takes the names of bucket and role.
  const text = JSON.stringify(stack)
    .replaceAll("audit-bucket_id", audit.bucket)
    .replaceAll("arn:aws:test:::audit-bucket", `arn:aws:s3:::${audit.bucket}`)
    .replaceAll("audit-writer_id", `${audit.bucket}-writer`);
  return JSON.parse(text) as SampleResource[];
}

/** The URN that a sample of this type and name gets. */
function parentOf(urn: string): string {
  const [types = "", name = ""] = urn.split("::").slice(2);
  return urnOf({ type: types.split("$").at(-1) ?? "", name });
}

describe("the pack and the components", () => {
  it("agree about the organisation's stack, and each ruleset of it counts", async () => {
    const stack = await recorded(organizationStack);
    assert.deepEqual(await findings(stack, "organization"), []);
    const rulesets = stack.filter(({ type }) => /:OrganizationRuleset$/.test(type));
    assert.equal(rulesets.length, 1 + 2 * Object.keys(tiers).length + 2 * Object.keys(tools).length);
    for (const missing of rulesets) {
      const rest = stack.filter((resource) => resource !== missing);
      assert.ok((await findings(rest, "organization", stackRules)).length > 0, `${missing.name} is not missed`);
    }
  }).timeout(60_000);

  it("agree about an application team's stack", async () => {
    const aiPathOwners = [...declaration.aiPaths.owners];
    const program = () => [new GovernedRepository("ledger", { repository: "ledger", aiPathOwners })];
    const stack = await recorded(program);
    assert.deepEqual(await findings(stack, "repository"), []);
    const [component, ...children] = stack;
    assert.equal(component?.type, "ai-governance:index:GovernedRepository");
    for (const missing of children) {
      const rest = stack.filter((resource) => resource !== missing);
      assert.ok((await findings(rest, "repository", stackRules)).length > 0, `${missing.name} is not missed`);
    }
  });
});
