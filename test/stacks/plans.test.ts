import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { plans, type Plan } from "../../governance/index.ts";
import { clientOf, push } from "../../local/demo/agent.ts";
import { organizationProject, root, type LocalEnvironment } from "../../local/environment/index.ts";
import { ownerLogin } from "../../local/environment/seed.ts";
import type { LocalStack } from "../../local/environment/stack.ts";
import type { Seed } from "../../local/github/core/seed.ts";
import { startEngine, succeeded } from "../support/engine.ts";
import { organizationSettings } from "../support/organization-settings.ts";
import { wholeDeclaration, wholeSeed } from "../support/whole-declaration.ts";

const org = "meridian-pay";
/** Repositories that anybody may read; the others are private, and one is internal where the plan has that. */
const publicRepositories = ["docs", "design-system"];

const keptEverywhere = ["actions", "actionsToken", "allowedActions", "appRepositories", "copilot"];
/** What outlives the stack on purpose; docs/destroy.md gives the reason of each. */
const kept: Readonly<Record<Plan, readonly string[]>> = {
  free: [...keptEverywhere, "secretRepositories"],
  team: [...keptEverywhere, "repositories", "rulesets", "secretRepositories"],
  enterprise: [...keptEverywhere, "repositories", "rulesets", "secretRepositories"],
};

/** Remarks that a preview makes, by the field of the declaration they are about. */
const remarked: Readonly<Record<Plan, readonly string[]>> = {
  free: ["organization.plan", "gate", "organization.plan", "tools"],
  team: ["gate", "tools"],
  enterprise: ["aiPaths.forbidden", "tools"],
};

for (const plan of plans) {
  describe(`the organisation stack on plan ${plan}`, function () {
    this.timeout(300_000);
    let environment: LocalEnvironment;
    let stack: LocalStack;
    let settings: Record<string, unknown>;

    before(async () => {
      const example = await readFile(join(root, "stacks/organization/governance.yaml"), "utf8");
      environment = await startEngine({
        declaration: wholeDeclaration(example, plan),
        seed: (seed) => withVisibilities(wholeSeed(seed), plan),
      });
      // Not what the stack wants: what it leaves must be told from what was there.
      await environment.github.change((state) => {
        for (const { workflowPermissions } of state.organizations) {
          workflowPermissions.defaultWorkflowPermissions = "write";
          workflowPermissions.canApprovePullRequestReviews = true;
        }
      });
      stack = await environment.stack(organizationProject, "test", "organization");
    });
    after(() => environment?.close());

    it("is rolled out, and says what the plan lacks", async () => {
      settings = await organizationSettings(clientOf(environment.github, ownerLogin), org);
      const output = succeeded(await stack.pulumi("up", "--yes"));
      const remarks = [...new Set(output.match(/warning: [\w.-]+: .*/g) ?? [])].map(
        (line) => line.split(": ")[1] ?? "",
      );
      assert.deepEqual(remarks, remarked[plan]);
    });

    it("changes nothing more, before and after a refresh", async () => {
      succeeded(await stack.pulumi("preview", "--expect-no-changes"));
      succeeded(await stack.pulumi("refresh", "--yes", "--expect-no-changes"));
      succeeded(await stack.pulumi("preview", "--expect-no-changes"));
    });

    it("fences a tool in every repository that can have rules", async () => {
      const claude = clientOf(environment.github, "claude[bot]");
      assert.equal((await push(claude, org, "docs", "claude/one")).accepted, true, "admitted in docs");
      const jules = clientOf(environment.github, "google-labs-jules[bot]");
      assert.equal((await push(jules, org, "docs", "jules/one")).accepted, false, "disabled, public repository");
      const elsewhere = await push(jules, org, "ledger", "jules/one");
      assert.equal(elsewhere.accepted, plan === "free", "disabled, private repository");
    });

    it("puts everything back when it is destroyed, but what docs/destroy.md names", async () => {
      succeeded(await stack.pulumi("destroy", "--yes"));
      const left = await organizationSettings(clientOf(environment.github, ownerLogin), org);
      const differing = Object.keys(left).filter(
        (setting) => JSON.stringify(left[setting]) !== JSON.stringify(settings[setting]),
      );
      assert.deepEqual(differing.sort(), kept[plan]);
      const page = await readFile(join(root, "docs/destroy.md"), "utf8");
      for (const setting of differing) assert.ok(page.includes(`\`${setting}\``), `docs/destroy.md names ${setting}`);
    });

    it("can be rolled out again", async () => {
      succeeded(await stack.pulumi("up", "--yes"));
      succeeded(await stack.pulumi("preview", "--expect-no-changes"));
    });

    it("never got an answer from local GitHub that GitHub's own description does not allow", () =>
      assert.deepEqual(environment.github.responseProblems, []));
  });
}

function withVisibilities(seed: Seed, plan: Plan): Seed {
  const repositories = (seed.repositories ?? []).map((repository) => {
    if (publicRepositories.includes(repository.name)) return { ...repository, visibility: "public" as const };
    return plan === "enterprise" && repository.name === "storefront"
      ? { ...repository, visibility: "internal" as const }
      : repository;
  });
  return { ...seed, repositories };
}
