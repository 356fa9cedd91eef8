import { exemptBypassFindings, githubTypes } from "../../../governance/index.ts";
import { approve, merge, open } from "../pulls.ts";
import { changeRuleset, rulesetNamed } from "../controls.ts";
import { makeAdministrator } from "../people.ts";
import { ada, claude, tom, type Replay, type Trial } from "../trial.ts";

const name = "ai-tier-standard";
const app = 1_236_702;
const exempt = { bypass_actors: [{ actor_type: "Integration", actor_id: app, bypass_mode: "exempt" }] };

export const exemptBypass: Replay = {
  async attack(trial) {
    await makeAdministrator(trial, tom, "storefront");
    await trial.step(changeRuleset(trial, tom, name, exempt));
    await trial.step(changeRuleset(trial, ada, name, exempt));
    const pull = (await trial.step(open(trial, claude, "storefront", "claude/checkout")))!;
    await trial.step(merge(trial, claude, pull));
    await trial.step(approve(trial, tom, pull));
    await trial.step(merge(trial, claude, pull));
  },
  findings: async (trial) => exemptBypassFindings([recordOf(trial)]),
};

/** The live ruleset as a stack would declare it. */
function recordOf(trial: Trial) {
  const bypassActors = rulesetNamed(trial, name).bypassActors.map(({ actor_type, actor_id, bypass_mode }) => ({
    actorType: actor_type,
    actorId: actor_id,
    bypassMode: bypass_mode,
  }));
  return { type: githubTypes.organizationRuleset, name, urn: name, props: { name, bypassActors } };
}
