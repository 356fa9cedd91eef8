/** Pull requests from forks: where no fence of the organisation holds, and a workflow's token only reads. */
import assert from "node:assert/strict";
import { approve, merge, type Pull } from "../../attacks/pulls.ts";
import { ada, maya, owner, tom } from "../../attacks/trial.ts";
import type { GateTrial } from "./organization.ts";
import { answerTo, gateRun, saidBy } from "./pulls.ts";

const repo = "docs";

export function forkCases(copy: () => Promise<GateTrial>): void {
  describe("a pull request from a fork", () => {
    let trial: GateTrial;
    before(async () => {
      trial = await copy();
      await trial.as(ada).repos.update({ owner, repo, allow_forking: true });
      await trial.as(tom).repos.createFork({ owner, repo });
    });
    after(() => trial.close());

    /** One commit on a branch of the fork, and a pull request of it. */
    async function openFromFork(branch: string, message: string): Promise<Pull> {
      const rest = trial.as(tom);
      const fork = { owner: tom, repo };
      const { data: main } = await rest.git.getRef({ ...fork, ref: "heads/main" });
      await rest.git.createRef({ ...fork, ref: `refs/heads/${branch}`, sha: main.object.sha });
      const content = Buffer.from("A page\n").toString("base64");
      const path = `pages/${branch.replace("/", "-")}.md`;
      await rest.repos.createOrUpdateFileContents({ ...fork, branch, path, message, content });
      const head = `${tom}:${branch}`;
      const { data } = await rest.pulls.create({ owner, repo, head, base: "main", title: branch });
      return { repo, number: data.number };
    }

    it("is judged as any other, and is merged once it has passed", async () => {
      const pull = await openFromFork("fix/page", "Add a page");
      assert.equal((await gateRun(trial)).conclusion, "success");
      await approve(trial, maya, pull);
      assert.equal(await answerTo(merge(trial, tom, pull)), "merged");
    });

    it("is blocked for a tool whose branches the organisation has fenced off", async () => {
      const login = "devin-ai-integration[bot]";
      const message = `Add a page\n\nCo-authored-by: ${login} <158243242+${login}@users.noreply.github.com>`;
      const pull = await openFromFork("devin/page", message);
      const run = await gateRun(trial);
      assert.equal(run.conclusion, "failure");
      assert.deepEqual(saidBy(run).slice(1, 3), [
        "No tool that took part is quarantined or disabled [gate-tool-require-trust]",
        "- The change claims that Devin took part (name of the branch; commit <id>: trailer in line 3); Devin is quarantined (Pushed generated credentials to a sample repository on 2026-10-28; under review), and nothing that it had a part in is merged.",
      ]);
      await approve(trial, maya, pull);
      assert.match(await answerTo(merge(trial, tom, pull)), /Required workflow '.+' is not satisfied/);
    });
  });
}
