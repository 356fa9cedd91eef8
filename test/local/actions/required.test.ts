import assert from "node:assert/strict";
import {
  commitFile,
  merge,
  openPull,
  organization,
  refusal,
  repository,
  ruleset,
  shop,
  violation,
} from "../github/world.ts";
import { gatePath, gateRule, outcomeOf, startActions, workflow, type ActionsWorld } from "./world.ts";

const gate = workflow("{ pull_request: { types: [labeled], branches: [other] }, merge_group: }", [
  'run: echo "judged $GITHUB_SHA"',
]);
const open = [405, violation(`Required workflow '${gatePath}' is not satisfied`)];
const strictPath = ".github/workflows/strict.yml";
const strict = workflow("[pull_request, merge_group]", ['run: test "$GITHUB_EVENT_NAME" = pull_request']);
const passed = "acme/governance/.github/workflows/gate.yml pull_request: success";

describe("a workflow that a ruleset requires", () => {
  let world: ActionsWorld;
  before(async () => void (world = await startActions({ governance: { [gatePath]: gate, [strictPath]: strict } })));
  beforeEach(() =>
    world.server.change((state) => {
      const { id } = repository(state, "governance");
      organization(state).rulesets = [ruleset({ rules: [gateRule(state)] })];
      state.repositories = state.repositories.map((one) => ({
        ...one,
        visibility: one.id === id ? "internal" : one.visibility,
      }));
    }),
  );
  after(() => world.stop());

  it("runs on a pull request, whatever its filters say, and lets it merge once it has passed", async () => {
    const number = await openPull(world, "dev", "one", "src/one.txt");
    const [run] = await world.runner.pending();
    assert.deepEqual(await refusal(merge(world, "dev", number)), open);
    assert.deepEqual((await world.runner.settle()).map(outcomeOf), [passed]);
    assert.deepEqual(run?.file, {
      ...{ repository: "acme/governance", path: gatePath, ref: "refs/tags/v1" },
      sha: repository(world.server.state, "governance").git.refs["refs/tags/v1"],
      isRequired: true,
    });
    assert.equal((await merge(world, "dev", number)).data.merged, true);
    assert.deepEqual((await world.runner.settle()).map(outcomeOf), [], "neither on the push to main nor on closing");
  });

  it("runs again for a new head, and until it has passed the pull request does not merge", async () => {
    const number = await openPull(world, "dev", "two", "src/two.txt");
    await world.runner.settle();
    await commitFile(world, "dev", "two", "src/more.txt", "more\n");
    assert.deepEqual(await refusal(merge(world, "dev", number)), open);
    const [again] = await world.runner.settle();
    assert.deepEqual([again?.action, again?.headSha], ["synchronize", world.tip("two")]);
    assert.equal((await merge(world, "dev", number)).data.merged, true);
  });

  it("does not run by itself where the pull request was open before the rule", async () => {
    await world.server.change((state) => void (organization(state).rulesets = []));
    const number = await openPull(world, "dev", "early", "src/early.txt");
    await world.server.change((state) => void organization(state).rulesets.push(ruleset({ rules: [gateRule(state)] })));
    assert.deepEqual((await world.runner.settle()).map(outcomeOf), []);
    assert.deepEqual(await refusal(merge(world, "dev", number)), open);
    const { rest } = world.as("dev");
    await rest.pulls.update({ ...shop, pull_number: number, state: "closed" });
    await rest.pulls.update({ ...shop, pull_number: number, state: "open" });
    assert.deepEqual((await world.runner.settle()).map(outcomeOf), [passed]);
  });

  it("does not run on a review, an edited title or a draft that becomes ready", async () => {
    const number = await openPull(world, "dev", "three", "src/three.txt");
    await world.runner.settle();
    await world.as("rex").rest.pulls.createReview({ ...shop, pull_number: number, event: "APPROVE" });
    await world.as("dev").rest.pulls.update({ ...shop, pull_number: number, title: "Another title" });
    assert.deepEqual(await world.runner.pending(), []);
  });

  it("does not run on what a workflow's token did", async () => {
    await commitFile(world, "dev", "by-token", "src/token.txt", "b\n");
    const { rest } = world.as("workflow:shop");
    await world.server.change((state) => {
      organization(state).workflowPermissions.canApprovePullRequestReviews = true;
    });
    const { data } = await rest.pulls.create({ ...shop, head: "by-token", base: "main", title: "By a workflow" });
    assert.deepEqual(await world.runner.pending(), []);
    assert.deepEqual(await refusal(merge(world, "dev", data.number)), open);
  });

  it("runs while the ruleset is on trial, and what passed then counts once it is active", async () => {
    const setEnforcement = (enforcement: "evaluate" | "active") =>
      world.server.change((state) =>
        organization(state).rulesets.forEach((one) => void (one.enforcement = enforcement)),
      );
    await setEnforcement("evaluate");
    const number = await openPull(world, "dev", "trial", "src/trial.txt");
    assert.deepEqual((await world.runner.settle()).map(outcomeOf), [passed]);
    await setEnforcement("active");
    assert.equal((await merge(world, "dev", number)).data.merged, true);
  });

  it("does not run where Actions are switched off", async () => {
    const setActions = (enabled: "all" | "none") =>
      world.server.change((state) => void (organization(state).actions.enabledRepositories = enabled));
    await setActions("none");
    await openPull(world, "dev", "off", "src/off.txt");
    assert.deepEqual(await world.runner.pending(), []);
    await setActions("all");
  });

  it("does not run where its repository is less open than the one of the pull request", async () => {
    await world.server.change((state) => void (repository(state, "shop").visibility = "public"));
    await openPull(world, "dev", "public", "src/public.txt");
    assert.deepEqual(await world.runner.pending(), []);
    assert.equal(
      world.runner.notStarted.at(-1),
      "acme/shop: acme/governance is internal: its workflows do not run in a repository that is public",
    );
    await world.server.change((state) => void (repository(state, "shop").visibility = "private"));
  });

  it("does not run where the ref has no such file", async () => {
    await world.server.change((state) => {
      organization(state).rulesets = [ruleset({ rules: [gateRule(state, { ref: "refs/tags/v2" })] })];
    });
    await openPull(world, "dev", "no-tag", "src/no-tag.txt");
    assert.deepEqual(await world.runner.pending(), []);
    assert.equal(world.runner.notStarted.at(-1), `acme/shop: acme/governance has no ${gatePath} at refs/tags/v2`);
  });

  it("is not started by a commit that asks to skip it, which does not let the pull request merge", async () => {
    await commitFile(world, "dev", "skip", "src/skip.txt", "b\n", "Add b [skip ci]");
    const { data } = await world.as("dev").rest.pulls.create({ ...shop, head: "skip", base: "main", title: "Skip" });
    assert.deepEqual(await world.runner.pending(), []);
    assert.deepEqual(await refusal(merge(world, "dev", data.number)), open);
  });

  describe("behind a merge queue", () => {
    before(() =>
      world.server.change((state) => {
        const queue = { merge_method: "MERGE", grouping_strategy: "ALLGREEN", check_response_timeout_minutes: 60 };
        const entries = { min_entries_to_merge: 1, max_entries_to_merge: 5, max_entries_to_build: 5 };
        const parameters = { ...queue, ...entries, min_entries_to_merge_wait_minutes: 0 };
        repository(state, "shop").rulesets = [ruleset({ rules: [{ type: "merge_queue", parameters }] })];
      }),
    );

    async function enqueue(number: number): Promise<void> {
      const { data } = await world.as("dev").rest.pulls.get({ ...shop, pull_number: number });
      const mutation = "mutation ($id: ID!) { enqueuePullRequest(input: { pullRequestId: $id }) { clientMutationId } }";
      await world.as("dev").graphql(mutation, { id: data.node_id });
    }
    const isMerged = async (number: number) =>
      (await world.as("dev").rest.pulls.get({ ...shop, pull_number: number })).data.merged;
    const isQueued = () => (repository(world.server.state, "shop").git.mergeQueue ?? []).length > 0;

    it("runs on the commit that the queue would merge, and lets it land", async () => {
      const number = await openPull(world, "dev", "queued", "src/queued.txt");
      await world.runner.settle();
      await enqueue(number);
      const [waiting] = await world.runner.pending();
      const group = repository(world.server.state, "shop").git.mergeQueue?.[0]?.group?.headSha;
      assert.deepEqual([waiting?.trigger, waiting?.headSha, await isMerged(number)], ["merge_group", group, false]);
      const [run] = await world.runner.settle();
      assert.deepEqual([run?.log, await isMerged(number)], [`judged ${group}`, true]);
    });

    it("throws a pull request out of the queue where it fails", async () => {
      await world.server.change((state) => {
        organization(state).rulesets = [ruleset({ rules: [gateRule(state, { path: strictPath })] })];
      });
      const number = await openPull(world, "dev", "thrown-out", "src/thrown-out.txt");
      assert.equal((await world.runner.settle())[0]?.conclusion, "success");
      await enqueue(number);
      assert.deepEqual(
        (await world.runner.settle()).map(({ trigger, conclusion }) => [trigger, conclusion]),
        [["merge_group", "failure"]],
      );
      assert.deepEqual([await isMerged(number), isQueued()], [false, false]);
    });
  });
});
