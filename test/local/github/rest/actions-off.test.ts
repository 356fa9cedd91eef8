import assert from "node:assert/strict";
import type { State } from "../../../../local/github/core/state.ts";
import { organization, refusal, repository, shop, startWorld } from "../world.ts";
import type { World } from "../world.ts";

const ways: [string, (state: State) => void][] = [
  ["in the repository", (state) => (repository(state, "shop").actions.enabled = false)],
  ["in the whole organisation", (state) => (organization(state).actions.enabledRepositories = "none")],
  ["where others are selected", (state) => (organization(state).actions.enabledRepositories = "selected")],
];

describe("Actions switched off", () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  const record = () =>
    world.server.recordWorkflowRun({
      repository: "acme/shop",
      headSha: world.tip(),
      workflowRepository: "acme/governance",
      path: ".github/workflows/gate.yml",
      ref: "main",
      conclusion: "success",
    });
  const read = () => world.as("workflow:shop").rest.repos.get(shop);

  for (const [where, switchOff] of ways) {
    it(`${where} leaves no working GITHUB_TOKEN and no runs`, async () => {
      await read();
      await record();
      await world.server.change((state) => void switchOff(state));
      assert.deepEqual(await refusal(read()), [401, "Bad credentials"]);
      await assert.rejects(record(), /Actions are switched off for acme\/shop/);
    });
  }

  it("leaves the selected repositories alone", async () => {
    await world.server.change((state) => {
      const { actions } = organization(state);
      actions.enabledRepositories = "selected";
      actions.selectedRepositoryIds = [repository(state, "shop").id];
    });
    await read();
    await record();
  });
});
