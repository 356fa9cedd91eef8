import { withoutAnyRuleset } from "../controls.ts";
import { makeAdministrator } from "../people.ts";
import { tipOf } from "../pulls.ts";
import { owner, tom, type Replay } from "../trial.ts";

const repo = "storefront";

export const defaultBranchChanged: Replay = {
  async attack(trial) {
    await makeAdministrator(trial, tom, repo);
    const { git, repos } = trial.as(tom);
    const sha = tipOf(trial, repo, "main") ?? "";
    await trial.step(git.createRef({ owner, repo, ref: "refs/heads/trunk", sha }));
    await trial.step(repos.renameBranch({ owner, repo, branch: "main", new_name: "old" }));
    await trial.step(repos.update({ owner, repo, default_branch: "trunk" }));
  },
  without: withoutAnyRuleset,
};
