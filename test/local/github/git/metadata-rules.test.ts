import assert from "node:assert/strict";
import type { Rule, Ruleset } from "../../../../local/github/core/state.ts";
import { bypass, claudeAppId, commitFile, merge, onBranches, openPull, refusal, shop, startWorld } from "../world.ts";
import { violation } from "../world.ts";
import type { Method, World } from "../world.ts";

const agent = "\\+claude\\[bot\\]@users\\.noreply\\.github\\.com$";
const noAgentAuthor: Rule = {
  type: "commit_author_email_pattern",
  parameters: { operator: "regex", pattern: agent, negate: true },
};
const authorRefused = violation(`Commit author email must not match a given regex pattern: ${agent}`);

describe("metadata rules that lock an agent out", () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  const rule = (rule: Rule, include: string, change: Partial<Ruleset> = {}) =>
    world.ruleset({ rules: [rule], conditions: onBranches(include), ...change });

  it("refuse its commits on every branch, under whatever name, and nobody else's", async () => {
    await rule(noAgentAuthor, "~ALL");
    for (const branch of ["claude/a", "feature", "main"]) {
      assert.deepEqual(await refusal(commitFile(world, "claude[bot]", branch, "x", "x")), [409, authorRefused], branch);
    }
    assert.notEqual(await commitFile(world, "dev", "main", "x", "x"), "");
  });

  for (const method of ["merge", "squash", "rebase"] as Method[]) {
    it(`refuse its commits at the merge, by ${method}, whoever merges`, async () => {
      const number = await openPull(world, "claude[bot]");
      await rule(noAgentAuthor, "~DEFAULT_BRANCH");
      assert.deepEqual(await refusal(merge(world, "dev", number, method)), [405, authorRefused]);
      assert.deepEqual(await refusal(merge(world, "olivia", number, method)), [405, authorRefused]);
    });

    it(`let a person's pull request through by ${method}`, async () => {
      const number = await openPull(world, "dev");
      await rule(noAgentAuthor, "~DEFAULT_BRANCH");
      assert.equal((await merge(world, "rex", number, method)).data.merged, true);
    });
  }

  it('"If you squash merge a branch, all commits on that branch must meet any metadata requirements for the base branch."', async () => {
    await commitFile(world, "claude[bot]", "feature", "by-agent.txt", "x");
    const number = await openPull(world, "dev");
    await rule(noAgentAuthor, "~DEFAULT_BRANCH");
    assert.deepEqual(await refusal(merge(world, "dev", number, "squash")), [405, authorRefused]);
  });

  it("refuse what it commits as somebody else only by its committer", async () => {
    const { rest } = world.as("claude[bot]");
    const author = { name: "Dev", email: "dev@users.noreply.localhost" };
    const commit = { ...shop, message: "m", tree: await treeOfMain(), parents: [world.tip()], author };
    const { sha } = (await rest.git.createCommit(commit)).data;
    const create = (name: string) => rest.git.createRef({ ...shop, ref: `refs/heads/${name}`, sha });
    await rule(noAgentAuthor, "~ALL");
    assert.equal((await create("disguised")).status, 201);
    const gone = rest.git.deleteRef({ ...shop, ref: "heads/disguised" });
    assert.equal((await gone).status, 204);
    await rule({ ...byGitHub, type: "committer_email_pattern" }, "~ALL");
    const committerRefused = violation("Committer email must end with a given pattern: noreply@github.com");
    assert.deepEqual(await refusal(create("disguised")), [422, committerRefused]);
  });

  const byGitHub = { parameters: { operator: "ends_with", pattern: "noreply@github.com" } };
  const treeOfMain = async () =>
    (await world.as("dev").rest.git.getCommit({ ...shop, commit_sha: world.tip() })).data.tree.sha;

  it("refuse messages and branch names", async () => {
    await rule(
      { type: "commit_message_pattern", parameters: { operator: "regex", pattern: "^SHOP-\\d+" } },
      "refs/heads/main",
    );
    await rule(
      { type: "branch_name_pattern", parameters: { operator: "starts_with", pattern: "claude/", negate: true } },
      "~ALL",
    );
    const message = violation("Commit message must match a given regex pattern: ^SHOP-\\d+");
    assert.deepEqual(await refusal(commitFile(world, "claude[bot]", "main", "x", "x", "Fix it")), [409, message]);
    assert.notEqual(await commitFile(world, "claude[bot]", "main", "x", "x", "SHOP-1 Fix it"), "");
    const name = violation("Branch name must not start with a given pattern: claude/");
    assert.deepEqual(await refusal(commitFile(world, "claude[bot]", "claude/a", "x", "x")), [422, name]);
  });

  it("bind no actor that may bypass them, and nothing while they are not active", async () => {
    await rule(noAgentAuthor, "~ALL", { bypassActors: [bypass("Integration", claudeAppId)] });
    await rule(noAgentAuthor, "~ALL", { enforcement: "evaluate" });
    assert.notEqual(await commitFile(world, "claude[bot]", "feature", "x", "x"), "");
  });
});
