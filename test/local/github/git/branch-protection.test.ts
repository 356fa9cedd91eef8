import assert from "node:assert/strict";
import { claudeAppId, commitFile, openPull, merge, refusal, shop, startWorld } from "../world.ts";
import type { World } from "../world.ts";

const main = { ...shop, branch: "main" };
const nothing = {
  required_status_checks: null,
  enforce_admins: null,
  required_pull_request_reviews: null,
  restrictions: null,
};

describe("classic branch protection by REST", () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  const protect = (settings: object) =>
    world.as("olivia").rest.repos.updateBranchProtection({ ...main, ...nothing, ...settings });

  it("is written, read and deleted", async () => {
    const { rest } = world.as("olivia");
    await protect({
      enforce_admins: true,
      required_status_checks: {
        strict: true,
        contexts: [],
        checks: [
          { context: "gate", app_id: claudeAppId },
          { context: "test", app_id: -1 },
        ],
      },
      required_pull_request_reviews: {
        required_approving_review_count: 2,
        bypass_pull_request_allowances: { users: ["rex"] },
      },
      restrictions: { users: ["dev"], teams: ["owners"], apps: ["claude"] },
    });
    const { data } = await rest.repos.getBranchProtection(main);
    assert.deepEqual(data.required_status_checks?.checks, [
      { context: "gate", app_id: claudeAppId },
      { context: "test", app_id: null },
    ]);
    assert.deepEqual(
      [data.enforce_admins?.enabled, data.required_pull_request_reviews?.required_approving_review_count],
      [true, 2],
    );
    assert.deepEqual(
      [data.restrictions?.users, data.restrictions?.teams, data.restrictions?.apps].map((list) => list?.length),
      [1, 1, 1],
    );
    await rest.repos.deleteBranchProtection(main);
    assert.deepEqual(await refusal(rest.repos.getBranchProtection(main)), [404, "Branch not protected"]);
  });

  it("binds merges with its own words, without those of rulesets", async () => {
    await protect({ required_pull_request_reviews: { required_approving_review_count: 1 } });
    const number = await openPull(world, "dev");
    const one = "At least 1 approving review is required by reviewers with write access.";
    assert.deepEqual(await refusal(merge(world, "dev", number)), [405, one]);
    assert.equal((await merge(world, "olivia", number)).data.merged, true);
  });

  it("keeps a branch from deletion and force pushes, whoever asks", async () => {
    await protect({});
    const before = world.tip();
    await commitFile(world, "olivia", "main", "x", "x");
    const back = world.as("olivia").rest.git.updateRef({ ...shop, ref: "heads/main", sha: before, force: true });
    assert.deepEqual(await refusal(back), [422, "Cannot force-push to this branch"]);
  });

  it("shows in the branch and in lists", async () => {
    await protect({ required_status_checks: { strict: false, contexts: ["gate"] } });
    const { rest } = world.as("reader");
    const { data } = await rest.repos.getBranch(main);
    assert.deepEqual([data.protected, data.protection.required_status_checks?.contexts], [true, ["gate"]]);
    const listed = await rest.repos.listBranches({ ...shop, protected: true });
    assert.deepEqual(
      listed.data.map((branch) => branch.name),
      ["main"],
    );
  });

  it("is for administrators, and names accounts that do not exist", async () => {
    assert.equal((await refusal(world.as("dev").rest.repos.getBranchProtection(main)))[0], 403);
    const unknown = await refusal(protect({ restrictions: { users: ["nobody"], teams: ["none"] } }));
    assert.deepEqual(unknown, [422, "Validation Failed"]);
  });
});
