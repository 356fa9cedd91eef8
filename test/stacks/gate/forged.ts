/** A check under the gate's name that a workflow of the repository posts with its own token. */
import assert from "node:assert/strict";
import { approve, merge } from "../../attacks/pulls.ts";
import { withoutRules } from "../../attacks/controls.ts";
import { claude, gate, maya, tom } from "../../attacks/trial.ts";
import type { GateTrial } from "./organization.ts";
import { answerTo, openWith, saying } from "./pulls.ts";

const repo = "storefront";
const reportPath = "reports/check.json";

/**
 * A workflow that any developer may have written in good faith: it posts what a report in the pull request says as a check, as many
 * reporters of test results do.
 */
export const reporter = {
  [".github/workflows/report.yml"]: `name: report
on: pull_request
permissions: { checks: write, contents: read }
jobs:
  report:
    runs-on: ubuntu-24.04
    steps:
      - env:
          TOKEN: \${{ github.token }}
          HEAD: \${{ github.event.pull_request.head.sha }}
        run: |
          node --input-type=module -e '
            const { GITHUB_API_URL, GITHUB_REPOSITORY, HEAD: head_sha, TOKEN } = process.env;
            const headers = { authorization: "Bearer " + TOKEN };
            const root = GITHUB_API_URL + "/repos/" + GITHUB_REPOSITORY;
            const file = await (await fetch(root + "/contents/${reportPath}?ref=" + head_sha, { headers })).json();
            if (file.content) {
              const body = { head_sha, ...JSON.parse(Buffer.from(file.content, "base64")) };
              await fetch(root + "/check-runs", { method: "POST", headers, body: JSON.stringify(body) });
            }
          '
`,
};

const report = JSON.stringify({ name: gate.check, conclusion: "success" });

export function forgedCases(copy: () => Promise<GateTrial>): void {
  describe("a check that a workflow's token forges", () => {
    let trial: GateTrial;
    beforeEach(async () => void (trial = await copy()));
    afterEach(() => trial.close());

    async function forge() {
      const pull = await openWith(trial, claude, repo, "claude/forge", [
        saying("Add a report", { [reportPath]: report }),
      ]);
      const runs = await trial.runner.settle();
      const outcomes = Object.fromEntries(runs.map(({ file, conclusion }) => [file.path, conclusion]));
      await approve(trial, maya, pull);
      return { outcomes, answer: await answerTo(merge(trial, tom, pull)) };
    }

    it("does not open the merge where a ruleset requires the gate's workflow", async () => {
      const { outcomes, answer } = await forge();
      assert.deepEqual(outcomes, { [gate.path]: "failure", ".github/workflows/report.yml": "success" });
      assert.match(answer, /Required workflow '.github\/workflows\/gate.yml' is not satisfied/);
      assert.doesNotMatch(answer, /status check/, "the forged check itself is taken");
    });

    it("opens the merge where only the check is required, as on plan team", async () => {
      await withoutRules(trial, "workflows");
      const { outcomes, answer } = await forge();
      assert.deepEqual(outcomes, { ".github/workflows/report.yml": "success" });
      assert.equal(answer, "merged");
    });
  });
}
