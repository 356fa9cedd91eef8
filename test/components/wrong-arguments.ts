/** Per component and public argument: wrong values, and what is said of them. */
import type * as pulumi from "@pulumi/pulumi";
import { AiPathOwnership, AiTool, AuditBucket, GovernedRepository, RepositoryFence } from "../../components/index.ts";

export type Component = new (name: string, args: never) => pulumi.Resource;

/** One wrong value, or one that is missing, and what is said of it. */
export type Wrong = readonly [change: Record<string, unknown>, said: string];

export interface Case {
  readonly component: Component;
  readonly good: Record<string, unknown>;
  /** Per public argument, nested ones included. */
  readonly wrong: Readonly<Record<string, readonly Wrong[]>>;
}

const writer = {
  repositoryId: "1234",
  jobWorkflowRef: "acme/governance/.github/workflows/collect.yml@refs/heads/main",
  ref: "refs/heads/main",
};
const fenced = { state: "enabled", branches: ["codex/*"], admitted: false };
const protection = { approvals: 1, gate: { check: "gate" } };
/** What is said of something that is no id. */
export const id = "must be a whole number from 1 to 9007199254740991";

/** All components but the one with a file of its own. */
export const wrongArguments: Readonly<Record<string, Case>> = {
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
