/** The table of what components declare, against what they declare. */
import assert from "node:assert/strict";
import type { ComponentResource } from "@pulumi/pulumi";
import * as components from "../../components/index.ts";
import {
  componentChildren,
  requiredChildren,
  rulesetComponents,
} from "../../governance/policy/stack/component-children.ts";
import { recordPlaced } from "../support/recorder.ts";

const {
  AiPathOwnership,
  AiTool,
  AiToolState,
  AuditBucket,
  GovernedRepository,
  OrganizationGuardrails,
  OrganizationPlan,
  RepositoryFence,
} = components;

const invokes = {
  "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "111122223333", arn: "", id: "", userId: "" },
  "aws:index/getPartition:getPartition": { partition: "aws", dnsSuffix: "amazonaws.com", id: "aws" },
};

const guardrails = {
  organization: "acme",
  tiers: [{ name: "standard", approvals: 1 }],
  defaultTier: "standard",
  tools: ["claude-code"],
  repositories: {},
  gate: { repositoryId: 7, workflow: ".github/workflows/gate.yml", ref: "refs/tags/v1", check: "gate" },
  actions: ["actions/*"],
};

const branches = ["claude/**/*"];
const claude = { tool: "claude-code", state: AiToolState.Enabled, branches };
const aiPathOwners = ["@acme/platform"];

/** Each component with as little as it takes, by plan. */
const least: readonly (readonly [says: string, make: () => ComponentResource, hasRulesets: boolean])[] = [
  ["AiPathOwnership", () => new AiPathOwnership("it", { repository: "docs", owners: aiPathOwners }), true],
  ["AiTool", () => new AiTool("it", claude), true],
  ["AiTool on plan free", () => new AiTool("it", { ...claude, plan: OrganizationPlan.Free }), false],
  [
    "AuditBucket",
    () =>
      new AuditBucket("it", {
        bucketName: "acme-ai-audit",
        writer: {
          repositoryId: "1",
          jobWorkflowRef: "a/b/.github/workflows/c.yml@refs/heads/main",
          ref: "refs/heads/main",
        },
        oidcProviderArn: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
      }),
    true,
  ],
  ["GovernedRepository", () => new GovernedRepository("it", { repository: "docs", aiPathOwners }), true],
  [
    "GovernedRepository that is made",
    () => new GovernedRepository("it", { repository: "docs", aiPathOwners, create: {} }),
    true,
  ],
  ["OrganizationGuardrails", () => new OrganizationGuardrails("it", guardrails), true],
  [
    "OrganizationGuardrails on plan free",
    () => new OrganizationGuardrails("it", { ...guardrails, plan: OrganizationPlan.Free }),
    false,
  ],
  [
    "RepositoryFence",
    () =>
      new RepositoryFence("it", {
        repository: "docs",
        tools: { claude: { state: AiToolState.Enabled, branches, admitted: false } },
      }),
    true,
  ],
];

describe("the table of components", () => {
  it("has every component", () => {
    const exported = Object.entries(components).filter(([, each]) => isComponent(each));
    assert.deepEqual(
      Object.keys(componentChildren).sort(),
      exported.map(([name]) => `ai-governance:index:${name}`).sort(),
    );
  });

  for (const [says, make, hasRulesets] of least) {
    it(`has the children of ${says}, no more and no fewer`, async () => {
      const [[[type] = []] = [], ...children] = await recordPlaced(() => [make()], invokes);
      const required = requiredChildren(type ?? "", hasRulesets ? rulesetComponents : []);
      const found = new Set(children.map(([[child]]) => child));
      assert.deepEqual(
        required?.filter((types) => !types.some((each) => found.has(each))),
        [],
      );
      assert.deepEqual(
        [...found].filter((each) => !required?.flat().includes(each)),
        [],
      );
      for (const [, { parent }] of children) assert.ok(parent.endsWith(`${type}::it`), parent);
    });
  }
});

function isComponent(exported: unknown): boolean {
  if (typeof exported !== "function") return false;
  return (Object.getPrototypeOf(exported) as { name?: string }).name === "ComponentResource";
}
