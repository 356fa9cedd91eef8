import assert from "node:assert/strict";
import { refusal, repository, ruleset, shop } from "../world.ts";
import type { World } from "../world.ts";
import { commitTo, fork, open, outsider, startForkWorld, tipOf } from "./fork-world.ts";

describe("forks", () => {
  let world: World;
  beforeEach(async () => void (world = await startForkWorld()));
  afterEach(() => world.stop());

  const disabled = [403, "The repository exists, but forking is disabled."];

  it("belong to whoever made them, and name where they come from", async () => {
    const { data } = await world.as(outsider).rest.repos.get(fork);
    assert.deepEqual(
      [data.full_name, data.fork, data.parent?.full_name, data.source?.full_name, data.permissions?.admin],
      ["una/open", true, "acme/open", "acme/open", true],
    );
    assert.equal(tipOf(world, fork), tipOf(world, open));
    const { data: forks } = await world.as("dev").rest.repos.listForks(open);
    assert.deepEqual(
      forks.map((one) => one.full_name),
      ["una/open"],
    );
    assert.equal((await world.as("dev").rest.repos.get(open)).data.forks_count, 1);
  });

  it("exist once for each account in a network", async () => {
    const again = await world.as(outsider).rest.repos.createFork({ ...open, name: "other" });
    const ofFork = await world.as(outsider).rest.repos.createFork(fork);
    assert.deepEqual([again.data.full_name, ofFork.data.full_name], ["una/open", "una/open"]);
    const { data } = await world.as("reader").rest.repos.createFork({ ...fork, name: "mine" });
    assert.deepEqual(
      [data.full_name, data.parent?.full_name, data.source?.full_name],
      ["reader/mine", "una/open", "acme/open"],
    );
  });

  it("of private repositories want the repository and the organisation to allow them", async () => {
    const make = () => world.as("reader").rest.repos.createFork(shop);
    const { rest } = world.as("olivia");
    assert.deepEqual(await refusal(make()), disabled);
    await rest.repos.update({ ...shop, allow_forking: true });
    await rest.orgs.update({ org: "acme", members_can_fork_private_repositories: false });
    assert.deepEqual(await refusal(make()), disabled);
    await rest.orgs.update({ org: "acme", members_can_fork_private_repositories: true });
    assert.deepEqual((await make()).data.visibility, "private");
    const place = { owner: "reader", repo: "shop" };
    assert.deepEqual(await refusal(world.as("dev").rest.repos.get(place)), [404, "Not Found"]);
    assert.equal((await world.as("sam").rest.repos.get(place)).data.permissions?.push, true);
  });

  it("are made by people, of what has content", async () => {
    assert.equal((await refusal(world.as("claude[bot]").rest.repos.createFork(open)))[0], 403);
    assert.equal((await refusal(world.as(outsider).rest.repos.createFork(shop)))[0], 404);
    await world.as("olivia").rest.repos.createInOrg({ org: "acme", name: "empty" });
    assert.deepEqual(await refusal(world.as(outsider).rest.repos.createFork({ owner: "acme", repo: "empty" })), [
      403,
      "The repository exists, but it contains no Git content. Empty repositories cannot be forked.",
    ]);
  });

  it("may take the default branch only", async () => {
    await commitTo(world, "dev", open, "other", "o.txt");
    const names = async (login: string, default_branch_only: boolean) => {
      const { data } = await world.as(login).rest.repos.createFork({ ...open, default_branch_only });
      const branches = await world.as(login).rest.repos.listBranches({ owner: login, repo: data.name });
      return branches.data.map(({ name }) => name);
    };
    assert.deepEqual([await names("rex", true), await names("sam", false)], [["main"], ["main", "other"]]);
  });

  it("do not run workflows by default", () => {
    const wish = { repository: "una/open", permissions: {} };
    assert.throws(() => world.server.startJob(wish), { message: /^Actions are switched off for una\/open/ });
  });

  it("are not bound by the organisation's branch rulesets", async () => {
    await world.ruleset({ rules: [{ type: "update" }] });
    assert.equal((await refusal(commitTo(world, "dev", open, "main", "a.txt")))[0], 409);
    assert.notEqual(await commitTo(world, outsider, fork, "main", "a.txt"), "");
  });

  it("are bound by push rulesets of where they come from, with the bypass list of that place", async () => {
    const parameters = { restricted_file_paths: ["secret/*"] };
    const bypassActors = [{ actor_type: "RepositoryRole" as const, actor_id: 5, bypass_mode: "always" as const }];
    await world.server.change((state) => {
      const { rulesets } = repository(state, "shop");
      Object.assign(repository(state, "shop"), { allowForking: true });
      rulesets.push(
        ruleset({
          target: "push",
          rules: [{ type: "file_path_restriction", parameters }],
          bypassActors,
          conditions: {},
        }),
      );
    });
    await world.as("olivia").rest.orgs.update({ org: "acme", members_can_fork_private_repositories: true });
    await world.as("reader").rest.repos.createFork(shop);
    const place = { owner: "reader", repo: "shop" };
    assert.equal((await refusal(commitTo(world, "reader", place, "main", "secret/a")))[0], 409);
    const tree = [{ path: "secret/b", mode: "100644" as const, type: "blob" as const, content: "b" }];
    assert.equal((await refusal(world.as("reader").rest.git.createTree({ ...place, tree })))[0], 422);
    assert.notEqual(await commitTo(world, "reader", place, "main", "plain/a"), "");
  });

  it("share what is pushed with their whole network", async () => {
    const sha = await commitTo(world, outsider, fork, "fix", "fix.txt");
    const { data } = await world.as("dev").rest.repos.getCommit({ ...open, ref: sha });
    assert.deepEqual(
      data.files?.map(({ filename }) => filename),
      ["fix.txt"],
    );
    assert.equal((await refusal(world.as("dev").rest.git.getRef({ ...open, ref: "heads/fix" })))[0], 404);
  });
});
