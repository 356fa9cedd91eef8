import { makeAdministrator } from "../people.ts";
import { ada, owner, tom, type Replay } from "../trial.ts";

const repo = "storefront";

export const actionsWidened: Replay = {
  async attack(trial) {
    await makeAdministrator(trial, tom, repo);
    const wider = { owner, repo, enabled: true, allowed_actions: "all" } as const;
    await trial.step(trial.as(tom).actions.setGithubActionsPermissionsRepository(wider));
  },
  async without({ as }) {
    const everything = { org: owner, enabled_repositories: "all", allowed_actions: "all" } as const;
    await as(ada).actions.setGithubActionsPermissionsOrganization(everything);
  },
};
