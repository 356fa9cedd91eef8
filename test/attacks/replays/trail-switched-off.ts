import { githubTypes, trailFindings } from "../../../governance/index.ts";
import { makeAdministrator } from "../people.ts";
import { owner, tom, type Replay } from "../trial.ts";

const repo = "payments-api";

export const trailSwitchedOff: Replay = {
  async attack(trial) {
    await makeAdministrator(trial, tom, repo);
    const { repos } = trial.as(tom);
    await trial.step(repos.update({ owner, repo, allow_rebase_merge: false, squash_merge_commit_message: "BLANK" }));
  },
  async findings({ as }) {
    const { data } = await as(tom).repos.get({ owner, repo });
    const props = {
      name: repo,
      allowRebaseMerge: data.allow_rebase_merge,
      squashMergeCommitMessage: data.squash_merge_commit_message,
    };
    return trailFindings([{ type: githubTypes.repository, name: repo, urn: repo, props }]);
  },
};
