import { commit } from "../pulls.ts";
import { claude, type Replay } from "../trial.ts";

const jules = "google-labs-jules[bot]";

export const otherBranchName: Replay = {
  async attack(trial) {
    await trial.step(commit(trial, claude, "ledger", "claude/rounding"));
    await trial.step(commit(trial, jules, "docs", "jules/typo"));
    await trial.step(commit(trial, claude, "ledger", "Claude/rounding"));
    await trial.step(commit(trial, jules, "docs", "fix/typo"));
  },
};
