import assert from "node:assert/strict";
import { githubRepositoryRequireGovernance as rule } from "../../../../policypack/rules/github/github-repository-require-governance.ts";
import { UNKNOWN_STRING, urnOf } from "../../../support/policy/request.ts";
import type { SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";
import { reviewedKnownOf } from "../../../support/policy/known.ts";

const settings = {
  role: "repository",
  inventory: { ledger: "critical", docs: "open" },
  demands: { critical: { "trail-preserving-merges": true, "ai-paths-owned": true }, open: {} },
  aiPathOwners: ["@acme/platform"],
};

const repository = (name: unknown): SampleResource => ({
  type: "github:index/repository:Repository",
  name: String(name),
  props: { name },
});

describe(rule.name, () => {
  it("reports a repository that the declaration does not know, at its resource", async () => {
    const stray = repository("ledgr");
    assert.deepEqual(await runStackRule(rule, [stray], settings), {
      findings: [
        {
          level: "advisory",
          message: [
            rule.description,
            'ledgr: the repository is not declared; it must stand in a tier. Did you mean "ledger"?',
            "Fix: Ask the platform team to add it to a tier in governance.yaml.",
          ].join("\n"),
          urn: urnOf(stray),
        },
      ],
    });
  });

  it("reports an undeclared repository that is only configured, never managed", async () => {
    const type = "github:index/actionsRepositoryPermissions:ActionsRepositoryPermissions";
    assert.deepEqual(await told(runStackRule(rule, [{ type, props: { repository: "stray" } }], settings)), [
      [
        "stray: the repository is not declared; it must stand in a tier.",
        "Fix: Ask the platform team to add it to a tier in governance.yaml.",
      ],
    ]);
  });

  it("judges the organisation's own stack, too", async () => {
    const verdict = runStackRule(rule, [repository("stray")], { ...settings, role: "organization" });
    assert.equal((await told(verdict)).length, 1);
  });

  it("reports what the repository's own files and settings lack", async () => {
    assert.deepEqual(await told(runStackRule(rule, [repository("ledger")], settings)), [
      [
        "ledger: lacks what tier critical demands: People own the AI paths [ai-paths-owned].",
        "Fix: Declare the repository with the GovernedRepository component.",
      ],
    ]);
  });

  it("allows a repository that has all that its tier demands of it", async () => {
    assert.deepEqual(await runStackRule(rule, [repository("docs")], settings), { findings: [] });
  });

  it("leaves rules of branches to the rules about these", async () => {
    const demands = { critical: { "pull-request": true, approvals: 2 } };
    assert.deepEqual(await runStackRule(rule, [repository("ledger")], { ...settings, demands }), { findings: [] });
  });

  it("stays undecided about a resource of an unknown repository, and still reports the next one", async () => {
    const lost = { type: "github:index/issueLabel:IssueLabel", name: "lost", props: { repository: UNKNOWN_STRING } };
    assert.deepEqual(await told(runStackRule(rule, [lost, repository("stray")], settings)), [
      [
        "stray: the repository is not declared; it must stand in a tier.",
        "Fix: Ask the platform team to add it to a tier in governance.yaml.",
      ],
      [
        "Undecided: lost: which repository this is about is not known yet; it must be a declared one.",
        "Judged again when known. Fix: Write the repository's name as text.",
      ],
    ]);
  });

  it("ignores stacks without GitHub resources, and names of wrong types", async () => {
    const bucket = { type: "aws:s3/bucket:Bucket", props: { bucket: "logs" } };
    assert.deepEqual(await runStackRule(rule, [bucket, repository(null), repository(7)], settings), { findings: [] });
  });

  it("is told of the declaration what repositories bear themselves", () => {
    const { inventory, ...rest } = rule.told(reviewedKnownOf("repository")) as { inventory: Record<string, string> };
    const own = { "trail-preserving-merges": true, "ai-paths-owned": true };
    assert.equal(inventory["payments-api"], "critical");
    assert.deepEqual(rest, {
      role: "repository",
      demands: { standard: own, critical: own, restricted: own },
      aiPathOwners: ["@meridian-pay/platform-engineering"],
    });
  });

  it("rejects a misspelt setting", async () => {
    await assert.rejects(
      runStackRule(rule, [], { ...settings, inventry: {} }),
      /unknown key "inventry"\. Did you mean "inventory"\?/,
    );
  });

  it("rejects a control that does not exist", async () => {
    await assert.rejects(
      runStackRule(rule, [], { ...settings, demands: { critical: { "pull-requests": true } } }),
      /at demands\.critical/,
    );
  });
});
