/** What the gate's verdict does to a merge, and what happens between the verdict and the merge. */
import assert from "node:assert/strict";
import { clientOf } from "../../../local/demo/agent.ts";
import { approve, merge, tipOf } from "../../attacks/pulls.ts";
import { claude, gate, maya, owner, priya, tom } from "../../attacks/trial.ts";
import { lacking, proper } from "./messages.ts";
import type { GateTrial } from "./organization.ts";
import { answerTo, commitFiles, gateRun, openWith, saying } from "./pulls.ts";

const repo = "storefront";
export function mergingCases(copy: () => Promise<GateTrial>): void {
  describe("a merge", () => {
    let trial: GateTrial;
    beforeEach(async () => void (trial = await copy()));
    afterEach(() => trial.close());

    const open = (branch: string, message = "Add a page", login = tom) =>
      openWith(trial, login, repo, branch, [saying(message)]);
    const unsatisfied = `Required workflow '${gate.path}' is not satisfied`;

    it("is refused until the gate has passed, and goes through then with the approvals", async () => {
      const pull = await open("claude/total", lacking, claude);
      await approve(trial, maya, pull);
      assert.match(await answerTo(merge(trial, tom, pull)), /2 of 2|is in progress/);
      const blocked = await gateRun(trial);
      assert.equal(blocked.conclusion, "failure");
      assert.match(await answerTo(merge(trial, tom, pull)), /"ai-governance\/gate" is failing/);
      await rewrite(proper);
      const passed = await gateRun(trial);
      assert.deepEqual([passed.action, passed.conclusion], ["synchronize", "success"]);
      assert.match(await answerTo(merge(trial, tom, pull)), /approval from someone other than the last pusher/);
      await approve(trial, maya, pull);
      assert.equal(await answerTo(merge(trial, tom, pull)), "merged");
    });

    /** One commit with another message in place of the branch's own. */
    async function rewrite(message: string): Promise<void> {
      const { git } = trial.as(claude);
      const { data } = await git.getCommit({ owner, repo, commit_sha: tipOf(trial, repo, "claude/total") ?? "" });
      const parents = data.parents.map(({ sha }) => sha);
      const made = await git.createCommit({ owner, repo, message, tree: data.tree.sha, parents });
      await git.updateRef({ owner, repo, ref: "heads/claude/total", sha: made.data.sha, force: true });
    }

    it("needs a new run for a new head", async () => {
      const pull = await open("feature/page");
      assert.equal((await gateRun(trial)).conclusion, "success");
      await commitFiles(trial, tom, repo, "feature/page", [
        saying("Fix it\n\nCo-authored-by: aider <aider@aider.chat>"),
      ]);
      await approve(trial, maya, pull);
      assert.match(await answerTo(merge(trial, tom, pull)), /ai-governance\/gate/);
      assert.equal((await gateRun(trial)).conclusion, "failure");
      assert.match(await answerTo(merge(trial, tom, pull)), /is failing/);
    });

    it("of a draft waits until it is ready; the run from before then counts", async () => {
      const pull = await openWith(trial, tom, repo, "feature/draft", [saying("Add a page")], { draft: true });
      assert.equal((await gateRun(trial)).conclusion, "success");
      await approve(trial, maya, pull);
      assert.match(await answerTo(merge(trial, tom, pull)), /draft/i);
      await ready(pull.number);
      assert.deepEqual(await trial.runner.pending(), []);
      assert.equal(await answerTo(merge(trial, tom, pull)), "merged");
    });

    async function ready(pull_number: number): Promise<void> {
      const { data } = await trial.as(tom).pulls.get({ owner, repo, pull_number });
      const mutation = "markPullRequestReadyForReview(input: { pullRequestId: $id })";
      await clientOf(trial.github, tom).graphql(`mutation ($id: ID!) { ${mutation} { clientMutationId } }`, {
        id: data.node_id,
      });
    }

    it("is refused after a run that was cancelled, until the pull request is opened again", async () => {
      const pull = await open("feature/cancelled");
      const [waiting] = await trial.runner.pending();
      await trial.runner.cancel(waiting?.id ?? 0);
      await approve(trial, priya, pull);
      assert.match(await answerTo(merge(trial, tom, pull)), new RegExp(`"${gate.check}" is failing`));
      const { pulls } = trial.as(tom);
      await pulls.update({ owner, repo, pull_number: pull.number, state: "closed" });
      await pulls.update({ owner, repo, pull_number: pull.number, state: "open" });
      assert.equal((await gateRun(trial)).conclusion, "success");
      assert.equal(await answerTo(merge(trial, tom, pull)), "merged");
    });

    it("is refused where a commit asks GitHub to start no workflow", async () => {
      const pull = await open("feature/skip", "Add a page [skip ci]");
      await approve(trial, maya, pull);
      assert.deepEqual(await trial.runner.pending(), []);
      assert.match(await answerTo(merge(trial, tom, pull)), new RegExp(unsatisfied.replaceAll(/[.[\]]/g, "\\$&")));
    });

    it("does not count a run whose pull request moved on before it could read it", async () => {
      const pull = await open("feature/race");
      await trial.runner.pending();
      const aider = "More\n\nCo-authored-by: aider <aider@aider.chat>";
      const head = await commitFiles(trial, tom, repo, "feature/race", [saying(aider)]);
      const runs = (await trial.runner.settle()).filter(({ file }) => file.path === gate.path);
      assert.deepEqual(
        runs.map((run) => [run.headSha === head, run.conclusion]),
        [
          [false, "failure"],
          [true, "failure"],
        ],
      );
      assert.match(runs[0]?.log ?? "", /head/);
      await approve(trial, maya, pull);
      assert.match(await answerTo(merge(trial, tom, pull)), /is failing/);
    });
  });
}
