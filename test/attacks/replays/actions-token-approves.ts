import { approve, merge, open, passGate } from "../pulls.ts";
import { withoutReviewers } from "../controls.ts";
import { makeAdministrator } from "../people.ts";
import { ada, claude, owner, tom, type Replay, type Trial } from "../trial.ts";

const repo = "storefront";
const job = `workflow:${repo}`;

export const actionsTokenApproves: Replay = {
  async attack(trial) {
    await makeAdministrator(trial, tom, repo);
    const pull = (await trial.step(open(trial, claude, repo, "claude/checkout")))!;
    await passGate(trial, pull);
    await trial.step(letActionsApprove(trial));
    await trial.step(approve(trial, job, pull));
    await trial.step(merge(trial, tom, pull));
  },
  async without(trial) {
    const can_approve_pull_request_reviews = true;
    const { actions } = trial.as(ada);
    await actions.setGithubActionsDefaultWorkflowPermissionsOrganization({
      org: owner,
      can_approve_pull_request_reviews,
    });
    await withoutReviewers(trial);
  },
};

const letActionsApprove = ({ as }: Trial) =>
  as(tom).actions.setGithubActionsDefaultWorkflowPermissionsRepository({
    owner,
    repo,
    can_approve_pull_request_reviews: true,
  });
