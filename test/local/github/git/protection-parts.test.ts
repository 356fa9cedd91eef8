import assert from "node:assert/strict";
import { refusal, shop, startWorld } from "../world.ts";
import type { World } from "../world.ts";

const main = { ...shop, branch: "main" };

describe("parts of classic branch protection by REST", () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  const rest = (login = "olivia") => world.as(login).rest.repos;
  const protect = (settings: object) =>
    rest().updateBranchProtection({
      ...{ ...main, required_status_checks: null, enforce_admins: true, required_pull_request_reviews: null },
      ...{ restrictions: null, ...settings },
    });

  it("say at addresses of their own what the whole says", async () => {
    await protect({
      required_status_checks: { strict: true, contexts: ["gate"] },
      required_pull_request_reviews: { required_approving_review_count: 2 },
      restrictions: { users: ["dev"], teams: ["owners"], apps: ["claude"] },
    });
    const { data: whole } = await rest().getBranchProtection(main);
    assert.deepEqual((await rest().getAdminBranchProtection(main)).data, whole.enforce_admins);
    assert.deepEqual((await rest().getCommitSignatureProtection(main)).data, whole.required_signatures);
    assert.deepEqual((await rest().getPullRequestReviewProtection(main)).data, whole.required_pull_request_reviews);
    assert.deepEqual((await rest().getStatusChecksProtection(main)).data, whole.required_status_checks);
    assert.deepEqual((await rest().getAllStatusCheckContexts(main)).data, ["gate"]);
    assert.deepEqual((await rest().getAccessRestrictions(main)).data, whole.restrictions);
    const users = (await rest().getUsersWithAccessToProtectedBranch(main)).data.map(({ login }) => login);
    const teams = (await rest().getTeamsWithAccessToProtectedBranch(main)).data.map(({ slug }) => slug);
    const apps = (await rest().getAppsWithAccessToProtectedBranch(main)).data.map((app) => app?.slug);
    assert.deepEqual([users, teams, apps], [["dev"], ["owners"], ["claude"]]);
  });

  it("are not found where nothing is asked for, with GitHub's words for it", async () => {
    assert.deepEqual(await refusal(rest().getCommitSignatureProtection(main)), [404, "Branch not protected"]);
    await protect({});
    assert.equal((await rest().getCommitSignatureProtection(main)).data.enabled, false);
    const reviews = await refusal(rest().getPullRequestReviewProtection(main));
    assert.deepEqual(reviews, [404, "Required pull request reviews not enabled"]);
    const checks = await refusal(rest().getStatusChecksProtection(main));
    assert.deepEqual(checks, [404, "Required status checks not enabled"]);
    assert.deepEqual(await refusal(rest().getAccessRestrictions(main)), [404, "Push restrictions not enabled"]);
  });

  it("are the administrators' to read", async () => {
    await protect({});
    const refused = await refusal(rest("dev").getAdminBranchProtection(main));
    assert.deepEqual(refused, [403, "Must have admin rights to Repository."]);
  });
});
