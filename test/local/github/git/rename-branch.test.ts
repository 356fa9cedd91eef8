import assert from "node:assert/strict";
import { newProtection } from "../../../../local/github/git/protection-settings.ts";
import { seed } from "../world.ts";
import { bypass, commitFile, onBranches, openPull, refusal, repository, ruleset, shop, startWorld } from "../world.ts";
import { violation } from "../world.ts";
import type { World } from "../world.ts";

/** Ada administers the repository and does not own the organisation. */
const withAda = {
  users: [...seed.users, { login: "ada" }],
  repositories: (seed.repositories ?? []).map((item) =>
    item.name === "shop" ? { ...item, collaborators: { ...item.collaborators, ada: "admin" as const } } : item,
  ),
};

describe("renaming a branch", () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld(withAda)));
  afterEach(() => world.stop());

  const rename = (login: string, branch: string, new_name: string) =>
    world.as(login).rest.repos.renameBranch({ ...shop, branch, new_name });
  const pull = async (pull_number: number) => (await world.as("dev").rest.pulls.get({ ...shop, pull_number })).data;
  const protect = (pattern: string) =>
    world.server.change((state) => {
      const rule = { ...newProtection, pattern, id: pattern.length, creatorId: 0 };
      repository(state, "shop").git.branchProtectionRules.push(rule);
    });
  const patterns = () => repository(world.server.state, "shop").git.branchProtectionRules.map((rule) => rule.pattern);

  it('moves "the base branch for open pull requests", and the default branch', async () => {
    const number = await openPull(world, "dev");
    const { data } = await rename("ada", "main", "trunk");
    assert.equal(data.name, "trunk");
    const { base, state } = await pull(number);
    assert.deepEqual([base.ref, state], ["trunk", "open"]);
    assert.equal(repository(world.server.state, "shop").defaultBranch, "trunk");
    assert.equal(world.tip("main"), "");
  });

  it('"If the renamed branch is the head branch of an open pull request, this pull request is closed."', async () => {
    const number = await openPull(world, "dev");
    await rename("dev", "feature", "later");
    const { head, state, merged } = await pull(number);
    assert.deepEqual([head.ref, state, merged], ["feature", "closed", false]);
  });

  it('"any non-wildcard branch protection rules that apply to that branch are also changed to match the branch\'s new name"', async () => {
    await commitFile(world, "dev", "release/1", "x", "x");
    await protect("release/1");
    await protect("release/*");
    await rename("ada", "release/1", "old/1");
    assert.deepEqual(patterns(), ["old/1", "release/*"]);
  });

  it('"People with admin permissions can rename the default branch and protected branches.", others cannot', async () => {
    await commitFile(world, "dev", "release/1", "x", "x");
    await protect("release/*");
    const mustBeAdmin = [403, "Must have admin rights to Repository."];
    assert.deepEqual(await refusal(rename("dev", "release/1", "free")), mustBeAdmin);
    assert.deepEqual(await refusal(rename("dev", "main", "trunk")), mustBeAdmin);
    assert.equal((await rename("ada", "release/1", "free")).status, 201);
  });

  it("is judged by the repository's rulesets as a deletion and a creation", async () => {
    await commitFile(world, "dev", "feature", "x", "x");
    const fence = (name: string, type: string) => ruleset({ rules: [{ type }], conditions: { ref_name: refs(name) } });
    const refs = (name: string) => ({ include: [`refs/heads/${name}`], exclude: [] });
    await world.server.change((state) => {
      repository(state, "shop").rulesets.push(fence("feature", "deletion"), fence("claude/*", "creation"));
    });
    assert.deepEqual(await refusal(rename("ada", "feature", "later")), [422, violation("Cannot delete this branch")]);
    await commitFile(world, "dev", "other", "x", "x");
    const fenced = violation("Cannot create ref due to creations being restricted.");
    assert.deepEqual(await refusal(rename("ada", "other", "claude/x")), [422, fenced]);
    assert.equal((await rename("dev", "other", "more")).status, 201);
  });

  it("refuses a name that is taken, is not one, or is the same", async () => {
    await commitFile(world, "dev", "feature", "x", "x");
    const names = ["main", "a..b", "feature"];
    const answers = await Promise.all(names.map((name) => refusal(rename("dev", "feature", name))));
    assert.deepEqual(answers, [
      [422, "New branch already exists"],
      [422, "a..b is not a valid branch name."],
      [422, "Validation Failed"],
    ]);
    assert.deepEqual(await refusal(rename("dev", "gone", "here")), [404, "Branch not found"]);
  });
});

describe('"Organizational rulesets that apply to branches of a repository will no longer allow the repository administrator to rename branches of the targeted repository or change the default branch to another branch."', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld(withAda);
    await commitFile(world, "dev", "feature", "x", "x");
  });
  afterEach(() => world.stop());

  const rename = (login: string, branch: string) =>
    world.as(login).rest.repos.renameBranch({ ...shop, branch, new_name: "fresh" });
  const setDefault = (login: string, default_branch: string) =>
    world.as(login).rest.repos.update({ ...shop, default_branch });
  const only = (wish: string) => [
    403,
    `Organization rulesets apply to this repository: only organization owners can ${wish}.`,
  ];

  it("refuses its administrators and everyone else who may write", async () => {
    await world.ruleset({ rules: [{ type: "non_fast_forward" }] });
    for (const login of ["ada", "dev", "claude[bot]"]) {
      assert.deepEqual(await refusal(rename(login, "feature")), only("rename its branches"), login);
    }
    assert.deepEqual(await refusal(rename("ada", "main")), only("rename its branches"));
    assert.deepEqual(await refusal(setDefault("ada", "feature")), only("change its default branch"));
  });

  it("refuses them whichever branches the ruleset names and whoever it lets bypass", async () => {
    const conditions = onBranches("refs/heads/claude/**/*");
    const bypassActors = [bypass("RepositoryRole", 5)];
    await world.ruleset({ rules: [{ type: "creation" }], conditions, bypassActors });
    assert.equal((await refusal(rename("ada", "feature")))[0], 403);
  });

  it("lets owners of the organisation do both", async () => {
    await world.ruleset({ rules: [{ type: "non_fast_forward" }] });
    assert.equal((await rename("olivia", "main")).data.name, "fresh");
    assert.equal((await setDefault("olivia", "feature")).data.default_branch, "feature");
  });

  it("does not bind while the ruleset is not active, is about tags, or reaches other repositories", async () => {
    const rules = [{ type: "deletion" }];
    await world.ruleset({ rules, enforcement: "disabled" });
    await world.ruleset({ rules, enforcement: "evaluate" });
    await world.ruleset({ rules, target: "tag", conditions: onBranches("~ALL") });
    const elsewhere = { include: ["governance"], exclude: [] };
    await world.ruleset({ rules, conditions: { ...onBranches("~ALL"), repository_name: elsewhere } });
    assert.equal((await setDefault("ada", "feature")).data.default_branch, "feature");
    assert.equal((await rename("ada", "main")).data.name, "fresh");
  });

  it("leaves settings that name the default branch as it is alone", async () => {
    await world.ruleset({ rules: [{ type: "non_fast_forward" }] });
    assert.equal((await setDefault("ada", "main")).status, 200);
  });

  it('is about names: administrators may "create and delete branches so long as they have the appropriate permissions"', async () => {
    await world.ruleset({ rules: [{ type: "non_fast_forward" }] });
    const { rest } = world.as("ada");
    await rest.git.createRef({ ...shop, ref: "refs/heads/new", sha: world.tip() });
    assert.equal((await rest.git.deleteRef({ ...shop, ref: "heads/new" })).status, 204);
  });
});

describe("another default branch", () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  it("is the one that rulesets on ~DEFAULT_BRANCH protect from then on; pull requests keep their base", async () => {
    const number = await openPull(world, "dev");
    await world.ruleset({ rules: [{ type: "update" }] });
    await world.as("olivia").rest.repos.update({ ...shop, default_branch: "feature" });
    const refused = [409, violation("Cannot update this protected ref.")];
    assert.deepEqual(await refusal(commitFile(world, "dev", "feature", "y", "y")), refused);
    await commitFile(world, "dev", "main", "y", "y");
    assert.equal((await world.as("dev").rest.pulls.get({ ...shop, pull_number: number })).data.base.ref, "main");
  });
});
