import { approve, commit, merge, open, postCheck, tipOf } from "../pulls.ts";
import { withoutRules } from "../controls.ts";
import { claude, gate, maya, owner, priya, tom, type Replay } from "../trial.ts";

const harmless = {
  [gate.path]: "name: gate\non: pull_request\njobs: { gate: { runs-on: ubuntu-latest, steps: [] } }\n",
};
const branch = "fix/gate";

export const gateReplacedInRepository: Replay = {
  async attack(trial) {
    await trial.step(commit(trial, claude, "storefront", "claude/gate", harmless));
    const pull = (await trial.step(open(trial, tom, "storefront", branch, harmless)))!;
    await trial.step(runOwnGate(trial).then(() => postCheck(trial, "workflow:storefront", pull)));
    for (const reviewer of [maya, priya]) await trial.step(approve(trial, reviewer, pull));
    await trial.step(merge(trial, tom, pull));
  },
  without: (trial) => withoutRules(trial, "workflows"),
};

/** The repository's own workflow of that path runs on its pull request. */
const runOwnGate = (trial: Parameters<Replay["attack"]>[0]): Promise<void> =>
  trial.github.recordWorkflowRun({
    repository: `${owner}/storefront`,
    headSha: tipOf(trial, "storefront", branch) ?? "",
    workflowRepository: `${owner}/storefront`,
    path: gate.path,
    ref: `refs/heads/${branch}`,
    conclusion: "success",
  });
