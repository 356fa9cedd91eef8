import { commit } from "../pulls.ts";
import { changeProperty } from "../controls.ts";
import { claude, owner, tom, type Replay, type Trial } from "../trial.ts";

const repo = "side-project";

export const newRepository: Replay = {
  async attack(trial) {
    await trial.step(create(trial, { "ai-tool-claude-code": "true" }));
    await trial.step(create(trial, {}));
    await trial.step(commit(trial, claude, repo, "claude/begin"));
    await trial.step(commit(trial, claude, repo, "main"));
  },
  without: (trial) => changeProperty(trial, "ai-tier", { required: false, default_value: null }),
};

const create = ({ as }: Trial, custom_properties: Record<string, unknown>) =>
  as(tom).repos.createInOrg({ org: owner, name: repo, private: true, auto_init: true, custom_properties });
