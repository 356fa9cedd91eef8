import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { clientOf, push } from "../../local/demo/agent.ts";
import { tryToDeleteEvidence } from "../../local/demo/evidence.ts";
import { findingsOf } from "../../local/demo/steps.ts";
import { organizationProject, repositoryProject, root, type LocalEnvironment } from "../../local/environment/index.ts";
import { ownerLogin } from "../../local/environment/seed.ts";
import type { LocalStack } from "../../local/environment/stack.ts";
import { startEngine, succeeded } from "../support/engine.ts";

const owner = "meridian-pay";
const ungovernedProject = join(root, "test/fixtures/stacks/ungoverned-repository");

describe("the organisation stack on the real engine", function () {
  this.timeout(300_000);
  let environment: LocalEnvironment;
  let stack: LocalStack;

  before(async () => {
    environment = await startEngine();
    stack = await environment.stack(organizationProject, "test", "organization");
  });
  after(() => environment?.close());

  async function enforcementOf(ruleset: string): Promise<string | undefined> {
    const { data } = await clientOf(environment.github, ownerLogin).request("GET /orgs/{org}/rulesets", {
      org: owner,
      per_page: 100,
    });
    return data.find(({ name }) => name === ruleset)?.enforcement;
  }

  it("is rolled out by `pulumi up` under the policy pack", async () => {
    succeeded(await stack.pulumi("up", "--yes"));
  });

  it("has nothing to change afterwards", async () => {
    succeeded(await stack.pulumi("preview", "--expect-no-changes"));
  });

  it("has nothing to change after a refresh either", async () => {
    succeeded(await stack.pulumi("refresh", "--yes", "--expect-no-changes"));
    succeeded(await stack.pulumi("preview", "--expect-no-changes"));
  });

  it("keeps a tool out of repositories that are not its own", async () => {
    const claude = clientOf(environment.github, "claude[bot]");
    assert.deepEqual(await push(claude, owner, "storefront", "claude/one"), { accepted: true, message: "" });
    const elsewhere = await push(claude, owner, "ledger", "claude/one");
    assert.equal(elsewhere.accepted, false);
    assert.match(elsewhere.message, /Repository rule violations found/);
  });

  it("keeps quarantined and disabled tools out of every repository", async () => {
    for (const [login, branch] of [
      ["devin-ai-integration[bot]", "devin/one"],
      ["google-labs-jules[bot]", "jules/one"],
    ] as const) {
      const answer = await push(clientOf(environment.github, login), owner, "docs", branch);
      assert.equal(answer.accepted, false, `${login} pushed`);
    }
  });

  it("refuses the deletion of evidence", async () => {
    const attempt = await tryToDeleteEvidence(environment.aws, "meridian-pay-ai-audit");
    assert.equal(attempt.refused, true);
    assert.match(attempt.message, /s3:DeleteObjectVersion .* explicit deny/);
  });

  it("stops a tool by one changed line, and lets it work again by changing it back", async () => {
    const claude = clientOf(environment.github, "claude[bot]");
    const declared = await readFile(environment.declarationFile, "utf8");
    const stopped = declared.replace(/(claude-code:[\s\S]*?state: )enabled/, "$1disabled");
    await writeFile(environment.declarationFile, stopped);
    succeeded(await stack.pulumi("up", "--yes"));
    const refused = await push(claude, owner, "storefront", "claude/one");
    assert.equal(refused.accepted, false);
    assert.match(refused.message, /Cannot update this protected ref/);
    assert.deepEqual(await enforcementOf("ai-stop-claude-code"), "active");

    await writeFile(environment.declarationFile, declared);
    succeeded(await stack.pulumi("up", "--yes"));
    assert.equal((await push(claude, owner, "storefront", "claude/one")).accepted, true);
  });

  it("lets nobody move the tag that the gate runs from, the agents of the gate's own repository included", async () => {
    const claude = clientOf(environment.github, "claude[bot]");
    const repo = "ai-governance";
    await push(claude, owner, repo, "fix/gate");
    const { data: head } = await claude.rest.git.getRef({ owner, repo, ref: "heads/fix/gate" });
    await assert.rejects(
      claude.rest.git.updateRef({ owner, repo, ref: "tags/gate-v1", sha: head.object.sha, force: true }),
      /Repository rule violations found/,
    );
  });

  it("refuses a repository stack without governance, naming rule, repository, what is missing and the fix", async () => {
    const ungoverned = await environment.stack(ungovernedProject, "ungoverned", "repository");
    const { exitCode, output } = await ungoverned.pulumi("preview");
    assert.notEqual(exitCode, 0);
    assert.deepEqual(findingsOf({ exitCode, output }).slice(1), [
      "    - [mandatory] [severity: critical]  github-repository-require-governance  (github:index:Repository: payments-api)",
      "      AI tools write to this repository, so it stands in a tier, keeps its trail and says who owns AI paths.",
      "      payments-api: lacks what tier critical demands: People own the AI paths [ai-paths-owned].",
      "      Fix: Declare the repository with the GovernedRepository component.",
      "    - [mandatory] [severity: high]  github-repository-require-trail-preserving-merges  (github:index:Repository: payments-api)",
      "      Commit messages say which tool, model and session wrote a change; a merge must not drop them.",
      "      payments-api: squash merges drop the commit messages, which say which tool, model and person wrote the change; they must keep them.",
      '      Fix: Set squashMergeCommitMessage: "COMMIT_MESSAGES", or allowSquashMerge: false.',
    ]);
  });

  it("lets a governed repository stack through, which changes nothing twice", async () => {
    const governed = await environment.stack(repositoryProject, "test", "repository");
    succeeded(await governed.pulumi("up", "--yes"));
    succeeded(await governed.pulumi("preview", "--expect-no-changes"));
    succeeded(await governed.pulumi("refresh", "--yes", "--expect-no-changes"));
    const { data: proposals } = await clientOf(environment.github, ownerLogin).rest.pulls.list({
      owner,
      repo: "payments-api",
    });
    assert.deepEqual(
      proposals.map(({ title, head, base }) => [title, head.ref, base.ref]),
      [["Name the owners of the files that AI tools obey", "ai-governance/github-codeowners", "main"]],
    );
  });

  it("never got an answer from local GitHub that GitHub's own description does not allow", () => {
    assert.deepEqual(environment.github.responseProblems, []);
  });
});
