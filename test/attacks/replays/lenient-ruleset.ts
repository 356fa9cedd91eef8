import { approve, merge, open, passGate } from "../pulls.ts";
import { withoutRules } from "../controls.ts";
import { makeAdministrator } from "../people.ts";
import { claude, owner, tom, type Replay, type Trial } from "../trial.ts";

const repo = "payments-api";

export const lenientRuleset: Replay = {
  async attack(trial) {
    await makeAdministrator(trial, tom, repo);
    await trial.step(demandNothing(trial));
    const pull = (await trial.step(open(trial, claude, repo, "claude/rounding")))!;
    await passGate(trial, pull);
    await trial.step(approve(trial, "lee-payments", pull));
    await trial.step(merge(trial, tom, pull));
  },
  without: (trial) => withoutRules(trial, "pull_request"),
};

/** A ruleset of the repository that asks for no review, and that its administrators may always pass. */
const demandNothing = ({ as }: Trial) =>
  as(tom).repos.createRepoRuleset({
    owner,
    repo,
    name: "no reviews here",
    target: "branch",
    enforcement: "active",
    conditions: { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
    bypass_actors: [{ actor_type: "RepositoryRole", actor_id: 5, bypass_mode: "always" }],
    rules: [
      {
        type: "pull_request",
        parameters: {
          required_approving_review_count: 0,
          dismiss_stale_reviews_on_push: false,
          require_code_owner_review: false,
          require_last_push_approval: false,
          required_review_thread_resolution: false,
        },
      },
    ],
  });
