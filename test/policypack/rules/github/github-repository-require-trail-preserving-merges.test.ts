import assert from "node:assert/strict";
import { githubRepositoryRequireTrailPreservingMerges as rule } from "../../../../policypack/rules/github/github-repository-require-trail-preserving-merges.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import { runResourceRule, told } from "../../../support/policy/run-rule.ts";

const repository = "github:index/repository:Repository";
const mergeSettings = "ai-governance:index:RepositoryMergeSettings";
const fix = 'Fix: Set squashMergeCommitMessage: "COMMIT_MESSAGES", or allowSquashMerge: false.';

function run(type: string, props: object, settings: object = {}) {
  return runResourceRule(rule, { type, props: { name: "docs", repository: "docs", ...props } }, settings);
}

describe(rule.name, () => {
  for (const type of [repository, mergeSettings]) {
    it(`reports ${type} with squash merges that take the pull request's text`, async () => {
      const [lines] = await told(run(type, { allowSquashMerge: true, squashMergeCommitMessage: "PR_BODY" }));
      assert.match(lines?.[0] ?? "", /^docs: squash merges drop the commit messages,/);
      assert.equal(lines?.[1], fix);
    });

    it(`allows ${type} with squash merges that carry the commit messages`, async () => {
      const props = { allowSquashMerge: true, squashMergeCommitMessage: "COMMIT_MESSAGES" };
      assert.deepEqual(await run(type, props), { findings: [] });
    });

    it(`allows ${type} without squash merges`, async () => {
      const props = { allowSquashMerge: false, squashMergeCommitMessage: "PR_BODY" };
      assert.deepEqual(await run(type, props), { findings: [] });
    });

    it(`stays undecided while the message of ${type} is unknown`, async () => {
      const { findings } = await run(type, { squashMergeCommitMessage: UNKNOWN_STRING });
      assert.deepEqual(
        findings.map(({ level, message }) => [level, message.split("\n")[1]?.split(":")[0]]),
        [["advisory", "Undecided"]],
      );
    });
  }

  it("reports merge settings that leave the message as it is", async () => {
    assert.equal((await told(run(mergeSettings, { allowSquashMerge: true }))).length, 1);
  });

  it("ignores other types", async () => {
    const { notApplicable } = await run("github:index/team:Team", {});
    assert.equal(notApplicable, "judges other types");
  });

  it("rejects a setting it does not know", async () => {
    await assert.rejects(run(repository, {}, { role: "repository" }), /unknown key "role"/);
  });
});
