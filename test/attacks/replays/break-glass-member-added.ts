import { approve, commit, merge, open } from "../pulls.ts";
import { joinTeam } from "../people.ts";
import { claude, maya, tom, type Replay } from "../trial.ts";

export const breakGlassMemberAdded: Replay = {
  async attack(trial) {
    const pull = (await trial.step(open(trial, claude, "storefront", "claude/checkout")))!;
    await trial.step(joinTeam(trial, tom, "break-glass"));
    await trial.step(commit(trial, tom, "storefront", "main"));
    await trial.step(merge(trial, tom, pull));
    await trial.step(approve(trial, maya, pull));
    await trial.step(merge(trial, tom, pull));
  },
};
