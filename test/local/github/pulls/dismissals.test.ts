import assert from "node:assert/strict";
import { newProtection } from "../../../../local/github/git/protection-settings.ts";
import { approve, bypass, claudeAppId, openPull, organization, pullRequestRule } from "../world.ts";
import { refusal, repository, shop, startWorld } from "../world.ts";
import type { World } from "../world.ts";

describe('reviews under dismissal_restriction: "Specify people, teams, or apps allowed to dismiss pull request reviews."', () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  const idOf = (login: string) => world.server.state.users.find((user) => user.login === login)?.id ?? 0;
  const restrict = (allowed_actors: object[], enabled = true) => ({
    rules: [pullRequestRule({ dismissal_restriction: { enabled, allowed_actors } })],
  });
  /** Whether each may dismiss an approval of a new pull request. */
  async function mayDismiss(...logins: string[]): Promise<boolean[]> {
    const answers: boolean[] = [];
    const pull_number = await openPull(world, "dev", `branch-${logins.join("-").replace("[bot]", "")}`);
    for (const login of logins) {
      const { data } = await approve(world, "rex", pull_number);
      const wish = { ...shop, pull_number, review_id: data.id, message: "Stale" };
      answers.push(
        await world
          .as(login)
          .rest.pulls.dismissReview(wish)
          .then(
            () => true,
            (error: { status: number }) => (assert.equal(error.status, 403), false),
          ),
      );
    }
    return answers;
  }

  it("are dismissed by anybody who may write where it is not enabled", async () => {
    await world.ruleset(restrict([], false));
    assert.deepEqual(await mayDismiss("dev", "sam", "claude[bot]"), [true, true, true]);
  });

  it("are dismissed by administrators only where nobody is listed", async () => {
    await world.ruleset(restrict([]));
    assert.deepEqual(await mayDismiss("dev", "sam", "claude[bot]", "olivia"), [false, false, false, true]);
  });

  it("are dismissed by the people, teams, apps and roles listed", async () => {
    const { teams, installations } = organization(world.server.state);
    const claude = installations.find((one) => one.appId === claudeAppId)?.id;
    const table: [actor: object, dev: boolean, sam: boolean, claude: boolean][] = [
      [{ type: "User", id: idOf("dev") }, true, false, false],
      [{ type: "Team", id: teams[0]?.id }, false, true, false],
      [{ type: "IntegrationInstallation", id: claude }, false, false, true],
      [{ type: "RepositoryRole", id: 4 }, true, true, false],
      [{ type: "RepositoryRole", id: 2 }, false, false, false],
    ];
    for (const [actor, ...expected] of table) {
      await world.server.change((state) => void (organization(state).rulesets = []));
      await world.ruleset(restrict([actor]));
      assert.deepEqual(await mayDismiss("dev", "sam", "claude[bot]"), expected, JSON.stringify(actor));
      await world.server.change((state) => void (repository(state, "shop").git.pulls = []));
    }
  });

  it("are dismissed by those whom every list names", async () => {
    await world.ruleset(
      restrict([
        { type: "User", id: idOf("dev") },
        { type: "User", id: idOf("sam") },
      ]),
    );
    await world.ruleset(restrict([{ type: "User", id: idOf("dev") }]));
    await world.server.change((state) => {
      const allowance = { kind: "user" as const, id: idOf("dev") };
      const listed = { restrictsReviewDismissals: true, reviewDismissalAllowances: [allowance] };
      const rule = { ...newProtection, ...listed, pattern: "main", id: 1, creatorId: 0 };
      repository(state, "shop").git.branchProtectionRules.push(rule);
    });
    assert.deepEqual(await mayDismiss("dev", "sam"), [true, false]);
  });

  it("are dismissed by those who may bypass the ruleset", async () => {
    const bypassActors = [bypass("Team", organization(world.server.state).teams[0]?.id ?? 0, "pull_request")];
    await world.ruleset({ ...restrict([]), bypassActors });
    assert.deepEqual(await mayDismiss("sam", "dev"), [true, false]);
  });

  it("stay where the actor is not allowed", async () => {
    await world.ruleset(restrict([]));
    const pull_number = await openPull(world, "dev");
    const { data } = await approve(world, "rex", pull_number);
    const wish = world.as("dev").rest.pulls.dismissReview({ ...shop, pull_number, review_id: data.id, message: "m" });
    assert.deepEqual(await refusal(wish), [403, "You are not authorized to dismiss reviews on this pull request."]);
  });
});
