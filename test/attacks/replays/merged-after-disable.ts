import { approve, commit, merge, open, passGate } from "../pulls.ts";
import { changeRuleset } from "../controls.ts";
import { ada, claude, maya, tom, type Replay } from "../trial.ts";

export const mergedAfterDisable: Replay = {
  async attack(trial) {
    const pull = (await trial.step(open(trial, claude, "storefront", "claude/checkout")))!;
    await passGate(trial, pull);
    await trial.step(approve(trial, maya, pull));
    await trial.step(changeRuleset(trial, ada, "ai-stop-claude-code", { enforcement: "active" }));
    await trial.step(commit(trial, claude, "storefront", "claude/checkout", { "src/more.ts": "export {};\n" }));
    await trial.step(merge(trial, tom, pull));
  },
};
