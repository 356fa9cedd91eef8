import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Resource } from "@pulumi/pulumi";
import {
  AiTool,
  AuditBucket,
  GovernedRepository,
  OrganizationGuardrails,
  RepositoryFence,
  type PlacementArgs,
} from "../../components/index.ts";
import {
  blockedActions,
  copilotRepositories,
  parseDeclaration,
  placementsOf,
  plans,
  type Declaration,
} from "../../governance/index.ts";
import { policyConfiguration } from "../../policypack/configuration.ts";
import { recommended } from "../../policypack/packs/recommended.ts";
import { urnOf, type SampleResource } from "../support/policy/request.ts";
import { runResourceRule, runStackRule } from "../support/policy/run-rule.ts";
import { recordPlaced } from "../support/recorder.ts";
import { wholeDeclaration } from "../support/whole-declaration.ts";

const path = join(import.meta.dirname, "../../stacks/organization/governance.yaml");
const text = readFileSync(path, "utf8");
const declaration = parseDeclaration(text, path);
const { tiers, tools, audit } = declaration;
const breakGlassTeamId = 12;
const gateRepositoryId = 7;
const teamIds = { "platform-engineering": 11, engineers: 13 };
const account = {
  "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "111122223333", arn: "", id: "", userId: "" },
  "aws:index/getPartition:getPartition": { partition: "aws", dnsSuffix: "amazonaws.com", id: "aws" },
};

/** What the organisation's program declares, with look-ups that find every repository and app. */
function organizationStack(declaration: Declaration) {
  const { organization, tiers, tools, gate, audit, aiPaths } = declaration;
  const { login, plan } = organization;
  const placements = placementsOf(declaration);
  const guardrails = new OrganizationGuardrails("guardrails", {
    organization: login,
    plan,
    tiers: Object.entries(tiers).map(([name, { approvals, reviewers, signedCommits, breakGlass }]) => ({
      name,
      approvals,
      reviewerTeamId: teamIds[reviewers as keyof typeof teamIds],
      signedCommits,
      breakGlass,
    })),
    defaultTier: declaration.defaultTier,
    tools: Object.keys(tools),
    repositories: Object.fromEntries(
      Object.entries(placements).map(([name, { tier, tools }]): [string, PlacementArgs] => [
        name,
        { tier, tools: [...tools] },
      ]),
    ),
    gate: { repositoryId: gateRepositoryId, workflow: gate.workflow, ref: gate.ref, check: gate.check },
    aiPathReviewerTeamId: teamIds["platform-engineering"],
    breakGlassTeamId,
    forbiddenPaths: aiPaths.forbidden,
    codeSecurity: declaration.codeSecurity,
    actions: [...declaration.actions.allowed, ...blockedActions(declaration)],
  });
  const fenced = Object.entries(tools).map(
    ([name, tool]) =>
      new AiTool(name, {
        tool: name,
        state: tool.state,
        branches: tool.identities.branches,
        plan,
        copilotPolicy: tool.copilotPolicy
          ? { organization: login, repositories: copilotRepositories(declaration) ?? [] }
          : undefined,
        appScope: tool.appScope
          ? {
              organization: login,
              app: tool.identities.logins[0]?.replace("[bot]", "") ?? "",
              repositories: tool.repositories,
            }
          : undefined,
        secretAccess:
          tool.secrets.length > 0
            ? { secrets: tool.secrets, repositoryIds: tool.repositories.map((_, index) => index + 1) }
            : undefined,
      }),
  );
  const fences = Object.entries(plan === "free" ? placements : {}).map(
    ([repository, { tools: admitted }]) =>
      new RepositoryFence(repository, {
        repository,
        tools: Object.fromEntries(
          Object.entries(tools).map(([name, { state, identities }]) => [
            name,
            { state, branches: identities.branches, admitted: admitted.includes(name) },
          ]),
        ),
      }),
  );
  const store = new AuditBucket("audit", {
    bucketName: audit.bucket,
    retentionDays: audit.retentionDays,
    writer: {
      repositoryId: "42",
      jobWorkflowRef: `${login}/${audit.writer.repository}/${audit.writer.workflow}@${audit.writer.ref}`,
      ref: audit.writer.ref,
    },
    oidcProviderArn: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
  });
  return [guardrails, ...fenced, ...fences, store];
}

type Role = "organization" | "repository";

/** Resources that the organisation has one of, and what follows a tool. */
const organizationSettings =
  /:(Actions\w+|CodeSecurityConfiguration|CopilotCodingAgentPolicy|AppInstallationScope|OrganizationCustomProperties)$/;

/** Only these can miss a resource. That a component lacks a child of its own is another matter. */
const stackRules = recommended.filter(
  (rule) => "validateStack" in rule && rule.name !== "pulumi-component-require-claimed-children",
);

/** What the rules say about a stack: the messages of their findings. */
async function findings(
  stack: readonly SampleResource[],
  role: Role,
  { rules = recommended, known = declaration } = {},
): Promise<string[]> {
  const configuration = policyConfiguration(known, role, { breakGlassTeamId, teamIds, gateRepositoryId });
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

describe("the pack and the components", function () {
  this.timeout(120_000);

  it("agree about the organisation's stack, and each ruleset of it counts", async () => {
    const stack = await recorded(() => organizationStack(declaration));
    assert.deepEqual(await findings(stack, "organization"), []);
    const rulesets = stack.filter(({ type }) => /:OrganizationRuleset$/.test(type));
    assert.equal(rulesets.length, 1 + 2 * Object.keys(tiers).length + 2 * Object.keys(tools).length);
    for (const missing of rulesets) {
      const rest = stack.filter((resource) => resource !== missing);
      const isMissed = (await findings(rest, "organization", { rules: stackRules })).length > 0;
      assert.ok(isMissed, `${missing.name} is not missed`);
    }
  });

  for (const plan of plans) {
    it(`agree about a stack of plan ${plan} with every option, and each setting of the organisation counts`, async () => {
      const known = parseDeclaration(wholeDeclaration(text, plan), path);
      const stack = await recorded(() => organizationStack(known));
      // Without required workflows, only an App of one's own vouches for the gate.
      const forgeable = plan === "team" ? Object.keys(tiers).length : 0;
      const found = await findings(stack, "organization", { known });
      assert.deepEqual(
        found.map((message) => /can post it/.test(message)),
        Array.from({ length: forgeable }, () => true),
      );
      const settings = stack.filter(
        ({ type, name }) => organizationSettings.test(type) || /forbidden/.test(name ?? ""),
      );
      assert.equal(settings.length, (plan === "enterprise" ? 1 : 0) + 6 + 2 + Object.keys(tools).length);
      for (const missing of settings) {
        const rest = stack.filter((resource) => resource !== missing);
        const isMissed = (await findings(rest, "organization", { rules: stackRules, known })).length > forgeable;
        assert.ok(isMissed, `${missing.name} is not missed`);
      }
    });
  }

  it("agree about an application team's stack", async () => {
    const aiPathOwners = [...declaration.aiPaths.owners];
    const program = () => [new GovernedRepository("ledger", { repository: "ledger", aiPathOwners })];
    const stack = await recorded(program);
    assert.deepEqual(await findings(stack, "repository"), []);
    const [component, ...children] = stack;
    assert.equal(component?.type, "ai-governance:index:GovernedRepository");
    for (const missing of children) {
      const rest = stack.filter((resource) => resource !== missing);
      assert.ok(
        (await findings(rest, "repository", { rules: stackRules })).length > 0,
        `${missing.name} is not missed`,
      );
    }
  });
});
