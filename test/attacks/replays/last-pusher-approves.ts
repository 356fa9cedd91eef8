import { approve, commit, merge, open, passGate } from "../pulls.ts";
import { withPullRequestRule } from "../controls.ts";
import { claude, tom, type Replay } from "../trial.ts";

const branch = "claude/checkout";

export const lastPusherApproves: Replay = {
  async attack(trial) {
    const pull = (await trial.step(open(trial, claude, "storefront", branch)))!;
    await trial.step(commit(trial, tom, "storefront", branch, { "src/checkout.ts": "export const total = 0;\n" }));
    await passGate(trial, pull);
    await trial.step(approve(trial, tom, pull));
    await trial.step(merge(trial, tom, pull));
  },
  without: (trial) => withPullRequestRule(trial, { require_last_push_approval: false }),
};
