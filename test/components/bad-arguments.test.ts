import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  AiPathOwnership,
  AiTool,
  AuditBucket,
  GovernedRepository,
  OrganizationGuardrails,
  RepositoryFence,
} from "../../components/index.ts";
import schema from "../../components/schema.json" with { type: "json" };
import { record } from "../support/recorder.ts";

type Component = new (name: string, args: never) => pulumi.Resource;

/** One wrong value, or one that is missing, and what is said of it. */
type Wrong = readonly [change: Record<string, unknown>, said: string];

interface Case {
  readonly component: Component;
  readonly good: Record<string, unknown>;
  /** Per public argument, nested ones included. */
  readonly wrong: Readonly<Record<string, readonly Wrong[]>>;
}

const gate = {
  repositoryId: 7,
  workflow: ".github/workflows/gate.yml",
  ref: "refs/tags/gate-v1",
  check: "ai-governance/gate",
};
const writer = {
  repositoryId: "1234",
  jobWorkflowRef: "acme/governance/.github/workflows/collect.yml@refs/heads/main",
  ref: "refs/heads/main",
};
const fenced = { state: "enabled", branches: ["codex/*"], admitted: false };
const tier = { name: "standard", approvals: 1 };
const protection = { approvals: 1, gate: { check: "gate" } };
const id = "must be a whole number from 1 to 9007199254740991";

const cases: Readonly<Record<string, Case>> = {
  OrganizationGuardrails: {
    component: OrganizationGuardrails,
    good: {
      organization: "acme",
      tiers: [tier],
      defaultTier: "standard",
      tools: ["codex"],
      repositories: { docs: { tier: "standard", tools: ["codex"] } },
      gate,
      actions: ["actions/*"],
    },
    wrong: {
      organization: [
        [{ organization: undefined }, "organization: is missing; must be the organisation's login"],
        [{ organization: "acme/docs" }, 'organization: found "acme/docs"; must be the organisation\'s login'],
      ],
      plan: [[{ plan: "gold" }, 'plan: found "gold"; must be one of free, team, enterprise']],
      tiers: [
        [
          { tiers: [{ ...tier, approvals: "2" }] },
          'tiers[0].approvals: found "2"; must be a whole number from 1 to 10',
        ],
        [{ tiers: [tier, tier] }, 'tiers: found "standard" twice; a tier has one name'],
        [{ tiers: [] }, "tiers: found []; must be a list of at least one tier"],
        [{ tiers: [{ ...tier, signedCommits: 1 }] }, "tiers[0].signedCommits: found 1; must be true or false"],
        [{ tiers: [{ ...tier, reviewerTeamId: "all" }] }, `tiers[0].reviewerTeamId: found "all"; ${id}`],
        [{ tiers: [{ ...tier, breakGlass: "no" }] }, 'tiers[0].breakGlass: found "no"; must be true or false'],
        [{ tiers: [{ ...tier, onTrial: "yes" }] }, 'tiers[0].onTrial: found "yes"; must be true or false'],
        [
          { plan: "team", tiers: [{ ...tier, onTrial: true }] },
          "tiers[0].onTrial: found true on plan team; GitHub records rules without enforcing them on enterprise only",
        ],
        [
          { tiers: [{ ...tier, aprovals: 2 }] },
          'tiers[0].aprovals: is unknown; known: name, approvals, reviewerTeamId, signedCommits, breakGlass, onTrial. Did you mean "approvals"?',
        ],
      ],
      defaultTier: [[{ defaultTier: "x" }, 'defaultTier: found "x"; must be one of standard']],
      tools: [
        [{ tools: [], repositories: {} }, "tools: found []; must be a list of at least one tool name"],
        [{ tools: ["codex", "Co dex"] }, 'tools[1]: found "Co dex"; must be a short name such as codex'],
      ],
      repositories: [
        [
          { repositories: undefined },
          "repositories: is missing; must be an object of repository names to their places, which may be empty",
        ],
        [{ repositories: { docs: { tools: [] } } }, "repositories.docs.tier: is missing; must be one of standard"],
        [
          { repositories: { docs: { tier: "standard" } } },
          "repositories.docs.tools: is missing; must be a list of tools, which may be empty",
        ],
        [
          { repositories: { docs: { tier: "standard", tools: ["devin"] } } },
          'repositories.docs.tools[0]: found "devin"; must be one of codex',
        ],
        [
          { repositories: { docs: { tier: "standard", tools: [], canary: "no" } } },
          'repositories.docs.canary: found "no"; must be true or false',
        ],
      ],
      gate: [
        [{ gate: { ...gate, repositoryId: "docs" } }, `gate.repositoryId: found "docs"; ${id}`],
        [
          { gate: { ...gate, workflow: "gate.yml" } },
          'gate.workflow: found "gate.yml"; must be a file such as .github/workflows/gate.yml',
        ],
        [
          { gate: { ...gate, ref: "master" } },
          'gate.ref: found "master"; must be a tag such as refs/tags/gate-v1: what the gate runs must not move',
        ],
        [
          { gate: { ...gate, ref: "refs/tags/gate-*" } },
          'gate.ref: found "refs/tags/gate-*"; must be a tag such as refs/tags/gate-v1: what the gate runs must not move',
        ],
        [
          { gate: { ...gate, check: "" } },
          'gate.check: found ""; must be the name of a check such as ai-governance/gate',
        ],
        [{ gate: { ...gate, appId: 0 } }, `gate.appId: found 0; ${id}`],
        [{ gate: { ...gate, tag: "v1" } }, "gate.tag: is unknown; known: repositoryId, workflow, ref, check, appId."],
      ],
      aiPathReviewerTeamId: [[{ aiPathReviewerTeamId: "platform" }, `aiPathReviewerTeamId: found "platform"; ${id}`]],
      breakGlassTeamId: [[{ breakGlassTeamId: 1.5 }, `breakGlassTeamId: found 1.5; ${id}`]],
      forbiddenPaths: [
        [
          { forbiddenPaths: ["/CLAUDE.local.md"] },
          'forbiddenPaths[0]: found "/CLAUDE.local.md"; must be a pattern such as **/CLAUDE.local.md',
        ],
        [
          { plan: "team", forbiddenPaths: ["a"] },
          "forbiddenPaths: found 1 paths on plan team; GitHub has this rule on enterprise only",
        ],
      ],
      codeSecurity: [
        [
          { codeSecurity: { repositories: "some" } },
          'codeSecurity.repositories: found "some"; must be one of all, all_without_configurations, public, private_or_internal',
        ],
        [
          { codeSecurity: { repositories: "all", secretProtection: "yes" } },
          'codeSecurity.secretProtection: found "yes"; must be true or false',
        ],
      ],
      actions: [
        [
          { actions: "actions/*" },
          'actions: found "actions/*"; must be a list of at least one pattern such as actions/*',
        ],
      ],
      existing: [
        [{ existing: ["1"] }, 'existing: found ["1"]; must be an object of names to ids'],
        [{ existing: { "ai-gate": 7 } }, "existing.ai-gate: found 7; must be an id as text"],
        [
          { exisiting: {} },
          "exisiting: is unknown; known: organization, plan, tiers, defaultTier, tools, repositories, gate, " +
            'aiPathReviewerTeamId, breakGlassTeamId, forbiddenPaths, codeSecurity, actions, existing. Did you mean "existing"?',
        ],
      ],
    },
  },
  AiTool: {
    component: AiTool,
    good: { tool: "codex", state: "enabled", branches: ["codex/**/*"] },
    wrong: {
      tool: [[{ tool: "Codex" }, 'tool: found "Codex"; must be a short name such as claude-code']],
      state: [[{ state: undefined }, "state: is missing; must be one of enabled, constrained, quarantined, disabled"]],
      branches: [
        [{ branches: undefined }, "branches: is missing; must be a list of branch patterns, which may be empty"],
        [
          { branches: ["main"] },
          'branches[0]: found "main", which covers the default branch main; allowed: a namespace of the tool, e.g. claude/**/*',
        ],
      ],
      toolProperty: [[{ toolProperty: "" }, 'toolProperty: found ""; must be the name of a custom property']],
      existing: [[{ existing: 7 }, "existing: found 7; must be an object of names to ids"]],
      plan: [[{ plan: "pro" }, 'plan: found "pro"; must be one of free, team, enterprise']],
      copilotPolicy: [
        [
          { copilotPolicy: { organization: "", repositories: [] } },
          'copilotPolicy.organization: found ""; must be the organisation\'s login',
        ],
        [
          { copilotPolicy: { organization: "acme", repositories: ["acme/docs"] } },
          'copilotPolicy.repositories[0]: found "acme/docs"; must be a repository\'s name without its owner',
        ],
      ],
      appScope: [
        [
          { appScope: { organization: "acme", app: "claude[bot]", repositories: [] } },
          'appScope.app: found "claude[bot]"; must be the app\'s slug, such as claude',
        ],
        [
          { appScope: { organization: "acme", app: "claude", repositories: [], enterprise: "a b" } },
          'appScope.enterprise: found "a b"; must be the enterprise\'s slug',
        ],
        [
          { appScope: { organization: "acme", app: "claude" } },
          "appScope.repositories: is missing; must be a list of repositories, which may be empty",
        ],
      ],
      secretAccess: [
        [
          { secretAccess: { secrets: [], repositoryIds: [] } },
          "secretAccess.secrets: found []; must be a list of at least one name of a secret",
        ],
        [
          { secretAccess: { secrets: ["KEY"], repositoryIds: ["docs"] } },
          `secretAccess.repositoryIds[0]: found "docs"; ${id}`,
        ],
      ],
    },
  },
  RepositoryFence: {
    component: RepositoryFence,
    good: { repository: "docs", tools: { codex: fenced } },
    wrong: {
      repository: [
        [
          { repository: "acme/docs" },
          'repository: found "acme/docs"; must be the name without its owner, e.g. payments-api',
        ],
      ],
      tools: [
        [{ tools: undefined }, "tools: is missing; must be an object of every declared tool"],
        [{ tools: ["codex"] }, 'tools: found ["codex"]; must be an object of every declared tool'],
        [
          { tools: { codex: { ...fenced, state: "on" } } },
          'tools.codex.state: found "on"; must be one of enabled, constrained, quarantined, disabled',
        ],
        [{ tools: { codex: { ...fenced, admitted: 1 } } }, "tools.codex.admitted: found 1; must be true or false"],
        [
          { tools: { codex: { ...fenced, branches: ["codex/**"] } } },
          'tools.codex.branches[0]: found "codex/**", which GitHub matches one level deep only. Write: codex/**/*',
        ],
      ],
    },
  },
  GovernedRepository: {
    component: GovernedRepository,
    good: { repository: "docs", aiPathOwners: ["@acme/platform"] },
    wrong: {
      repository: [
        [{ repository: undefined }, "repository: is missing; must be the name without its owner, e.g. payments-api"],
      ],
      aiPathOwners: [
        [{ aiPathOwners: [] }, "aiPathOwners: found []; must be a list of at least one owner such as @acme/platform"],
        [
          { aiPathOwners: ["claude[bot]"] },
          'aiPathOwners[0]: found "claude[bot]"; must be a person or team such as @acme/platform; bots cannot own AI paths',
        ],
      ],
      create: [
        [
          { create: { visibility: "secret" } },
          'create.visibility: found "secret"; must be one of private, internal, public',
        ],
        [{ create: { description: "a\nb" } }, 'create.description: found "a\\nb"; must be one line of text'],
      ],
      codeowners: [
        [{ codeowners: "* @acme/docs" }, 'codeowners: found "* @acme/docs"; must be a list of CODEOWNERS lines'],
        [{ codeowners: ["a\nb"] }, 'codeowners[0]: found "a\\nb"; must be one line of CODEOWNERS'],
        [
          { codeowners: ["* @acme/payments", "/src/ @lee @claude[bot]"] },
          "codeowners[1]: found @claude[bot], and GitHub assigns no bot as an owner; name people or teams",
        ],
      ],
      protection: [
        [
          { protection: { ...protection, approvals: 0 } },
          "protection.approvals: found 0; must be a whole number from 1 to 10",
        ],
        [
          { protection: { ...protection, signedCommits: "yes" } },
          'protection.signedCommits: found "yes"; must be true or false',
        ],
        [
          { protection: { approvals: 1 } },
          "protection.gate.check: is missing; must be the name of a check such as ai-governance/gate",
        ],
        [
          { protection: { ...protection, gate: { check: "gate", appId: "x" } } },
          `protection.gate.appId: found "x"; ${id}`,
        ],
        [{ protection: { ...protection, reviewerTeamId: "x" } }, `protection.reviewerTeamId: found "x"; ${id}`],
        [
          { protection: { ...protection, aiPathReviewerTeamId: "x" } },
          `protection.aiPathReviewerTeamId: found "x"; ${id}`,
        ],
        [{ protection: { ...protection, breakGlassTeamId: "x" } }, `protection.breakGlassTeamId: found "x"; ${id}`],
      ],
      forbiddenPaths: [
        [{ forbiddenPaths: ["a b"] }, 'forbiddenPaths[0]: found "a b"; must be a pattern such as **/CLAUDE.local.md'],
      ],
    },
  },
  AiPathOwnership: {
    component: AiPathOwnership,
    good: { repository: "docs", owners: ["@acme/platform"] },
    wrong: {
      repository: [[{ repository: "" }, 'repository: found ""; must be the name without its owner, e.g. payments-api']],
      owners: [
        [
          { owners: ["acme/platform"] },
          'owners[0]: found "acme/platform"; must be a person or team such as @acme/platform; bots cannot own AI paths',
        ],
      ],
      codeowners: [[{ codeowners: [1] }, "codeowners[0]: found 1; must be one line of CODEOWNERS"]],
      reviewerTeamId: [[{ reviewerTeamId: "platform" }, `reviewerTeamId: found "platform"; ${id}`]],
      forbiddenPaths: [
        [{ forbiddenPaths: [""] }, 'forbiddenPaths[0]: found ""; must be a pattern such as **/CLAUDE.local.md'],
      ],
    },
  },
  AuditBucket: {
    component: AuditBucket,
    good: {
      bucketName: "acme-ai-audit",
      writer,
      oidcProviderArn: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
    },
    wrong: {
      bucketName: [
        [
          { bucketName: "Audit" },
          'bucketName: found "Audit"; must be an S3 bucket name of 3 to 52 lower-case letters, digits, dots and hyphens',
        ],
      ],
      retentionDays: [[{ retentionDays: 30 }, "retentionDays: found 30; must be a whole number from 183 to 36500"]],
      writer: [
        [
          { writer: { ...writer, repositoryId: "docs" } },
          'writer.repositoryId: found "docs"; must be the id of a repository, digits as text',
        ],
        [
          { writer: { ...writer, jobWorkflowRef: "collect.yml" } },
          'writer.jobWorkflowRef: found "collect.yml"; must be owner/name/.github/workflows/file.yml@ref',
        ],
        [
          { writer: { ...writer, ref: "main" } },
          'writer.ref: found "main"; must be a full ref such as refs/heads/main',
        ],
      ],
      existing: [[{ existing: [] }, "existing: found []; must be an object of names to ids"]],
      administratorRoleArn: [
        [{ administratorRoleArn: "admin" }, 'administratorRoleArn: found "admin"; must be the ARN of an IAM role'],
      ],
      oidcProviderArn: [
        [{ oidcProviderArn: "github" }, 'oidcProviderArn: found "github"; must be the ARN of an IAM OIDC provider'],
      ],
    },
  },
};

/** What the component says of its arguments, one line a property. */
async function refused(component: Component, args: object): Promise<string[]> {
  try {
    await record(() => [new component("it", args as never)]);
  } catch (error) {
    assert.ok(pulumi.InputPropertiesError.isInstance(error), String(error));
    return error.message.split("\n  ").slice(1);
  }
  return [];
}

for (const [name, { component, good, wrong }] of Object.entries(cases)) {
  describe(`bad arguments of ${name}`, () => {
    for (const [argument, changes] of Object.entries(wrong)) {
      for (const [change, said] of changes) {
        it(`are refused: ${argument}: ${JSON.stringify(change).slice(0, 60)}`, async () =>
          assert.deepEqual(await refused(component, { ...good, ...change }), [said]));
      }
    }

    it("are named all at once, each with its path", async () => {
      const flat = Object.values(wrong).flatMap((changes) => changes.slice(0, 1));
      const all = flat.reduce<Record<string, unknown>>((args, [change]) => ({ ...args, ...change }), good);
      const pathOf = (said: string) => said.split(":")[0] ?? "";
      const paths = (await refused(component, all)).map(pathOf);
      for (const [, said] of flat) assert.ok(paths.includes(pathOf(said)), `${pathOf(said)} among ${paths.join(", ")}`);
    });

    it("are all tried: every input that the package's schema names", () => {
      const inputs = schema.resources[`ai-governance:index:${name}` as keyof typeof schema.resources].inputProperties;
      assert.deepEqual(Object.keys(wrong).sort(), Object.keys(inputs).sort());
    });

    it("are refused when they are nothing at all", async () => assert.notDeepEqual(await refused(component, {}), []));
  });
}
