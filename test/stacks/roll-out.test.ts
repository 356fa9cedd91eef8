import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { organizationProject, root, type LocalEnvironment } from "../../local/environment/index.ts";
import { approve, commit, merge, open, passGate, tipOf } from "../attacks/pulls.ts";
import { claude, maya, owner, priya, tom, trialOn, type Trial } from "../attacks/trial.ts";
import { startEngine, succeeded } from "../support/engine.ts";

const dependabot = "dependabot[bot]";
const releaseBot = "meridian-release-bot";
const machineUser = "openhands-agent";

/** A tier on trial except in a canary. */
const trialOfCritical = [
  "  critical:\n",
  "  critical:\n    evaluate: { owner: security, until: 2099-12-31, canaries: [payments-api] }\n",
] as const;

describe("a roll-out", function () {
  this.timeout(300_000);
  let environment: LocalEnvironment;
  let trial: Trial;

  before(async () => {
    const example = await readFile(join(root, "stacks/organization/governance.yaml"), "utf8");
    const declaration = example.replace(...trialOfCritical);
    environment = await startEngine({ declaration });
    trial = trialOn(environment.github, async () => {});
    const stack = await environment.stack(organizationProject, "test", "organization");
    const output = succeeded(await stack.pulumi("up", "--yes"));
    assert.match(
      output,
      /warning: tiers\.critical\.evaluate: rules are recorded, not enforced, .* The trial of security ends/,
    );
    succeeded(await stack.pulumi("preview", "--expect-no-changes"));
  });
  after(() => environment?.close());

  async function mergeOf(repo: string, author: string, branch: string, ...reviewers: string[]): Promise<string> {
    const pull = await open(trial, author, repo, branch, { [`src/${branch.replaceAll("/", "-")}.ts`]: "export {};\n" });
    await passGate(trial, pull);
    for (const reviewer of reviewers) await approve(trial, reviewer, pull);
    return merge(trial, tom, pull).then(
      () => "merged",
      (error: Error) => error.message,
    );
  }

  it("lets declared automation work everywhere: branches, pull requests, tags", async () => {
    for (const repo of ["docs", "ledger", "card-vault"]) await commit(trial, dependabot, repo, "dependabot/npm/zod-4");
    assert.equal(await mergeOf("storefront", dependabot, "dependabot/npm/zod-5", maya), "merged");
    const sha = tipOf(trial, "storefront", "main") ?? "";
    await trial.as(releaseBot).git.createRef({ owner, repo: "storefront", ref: "refs/tags/v1.0.0", sha });
    await commit(trial, releaseBot, "storefront", "release/1.0");
  });

  it("counts approvals of the people whom a tier names, and not those of a machine user or an app", async () => {
    const machines = [machineUser, "cursor[bot]"];
    assert.match(await mergeOf("docs", claude, "claude/one", ...machines), /Waiting on 1 approving review/);
    assert.equal(await mergeOf("docs", claude, "claude/two", machineUser, priya), "merged");
  });

  it("enforces the rules of a tier on trial in its canaries, and records them elsewhere", async () => {
    assert.match(
      await mergeOf("payments-api", claude, "claude/one", maya),
      /At least 2 approving reviews are required/,
    );
    assert.equal(await mergeOf("ledger", tom, "fix/one"), "merged", "without any review");
  });

  it("never got an answer from local GitHub that GitHub's own description does not allow", () =>
    assert.deepEqual(environment.github.responseProblems, []));
});
