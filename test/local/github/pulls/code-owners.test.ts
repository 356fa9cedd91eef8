import assert from "node:assert/strict";
import { approve, merge, openPull, pullRequestRule, refusal, shop, startWorld, violation } from "../world.ts";
import { seed } from "../world.ts";
import type { World } from "../world.ts";

const codeowners =
  "# who reviews what\n* @rex\n/agents/ @acme/owners\n/free/\n/nobody/ @stranger @reader @acme/watchers\n/bot/ @claude[bot]\n";

describe("code owner review", () => {
  let world: World;

  beforeEach(async () => {
    const [first, ...others] = seed.repositories ?? [];
    assert.ok(first);
    const files = { ...first.files, ".github/CODEOWNERS": codeowners };
    world = await startWorld({
      repositories: [{ ...first, files }, ...others],
      teams: [...(seed.teams ?? []), { slug: "watchers", members: ["sam"], repositories: { shop: "read" } }],
    });
    await world.ruleset({
      rules: [pullRequestRule({ required_approving_review_count: 0, require_code_owner_review: true })],
    });
  });
  afterEach(() => world.stop());

  it("waits for a member of the owning team and takes no other approval, of a person or an app", async () => {
    const number = await openPull(world, "claude[bot]", "feature", "agents/AGENTS.md");
    for (const other of ["rex", "gate[bot]"]) await approve(world, other, number);
    const waiting = violation("Waiting on code owner review from acme/owners.");
    assert.deepEqual(await refusal(merge(world, "dev", number)), [405, waiting]);
    await approve(world, "sam", number);
    assert.equal((await merge(world, "dev", number)).data.merged, true);
  });

  it("asks the owners for a review when the pull request opens", async () => {
    const team = await openPull(world, "dev", "one", "agents/AGENTS.md");
    const person = await openPull(world, "dev", "two", "src/z.txt");
    const asked = async (pull_number: number) => {
      const { data } = await world.as("dev").rest.pulls.listRequestedReviewers({ ...shop, pull_number });
      return [...data.users.map((user) => user.login), ...data.teams.map((one) => one.slug)];
    };
    assert.deepEqual(await asked(team), ["owners"]);
    assert.deepEqual(await asked(person), ["rex"]);
  });

  it('asks nobody where owners cannot write or are bots: "a code owner will not be assigned"', async () => {
    for (const path of ["free/a.txt", "nobody/a.txt", "bot/a.txt"]) {
      const number = await openPull(world, "dev", path.slice(0, 3), path);
      assert.equal((await merge(world, "dev", number)).data.merged, true);
    }
  });

  it("takes the CODEOWNERS file of the base, not the one a pull request brings", async () => {
    const number = await openPull(world, "claude[bot]", "feature", ".github/CODEOWNERS");
    const waiting = violation("Waiting on code owner review from rex.");
    assert.deepEqual(await refusal(merge(world, "dev", number)), [405, waiting]);
  });

  it("reports owners that do not exist or cannot write", async () => {
    const { data } = await world.as("dev").rest.repos.codeownersErrors(shop);
    assert.deepEqual(
      data.errors.map(({ line, column, kind, path }) => [line, column, kind, path]),
      [
        [5, 10, "Unknown owner", ".github/CODEOWNERS"],
        [5, 20, "Unknown owner", ".github/CODEOWNERS"],
        [5, 28, "Unknown owner", ".github/CODEOWNERS"],
        [6, 7, "Unknown owner", ".github/CODEOWNERS"],
      ],
    );
  });
});
