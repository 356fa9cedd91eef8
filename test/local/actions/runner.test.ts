import assert from "node:assert/strict";
import { NotKnownHere } from "../../../local/actions/index.ts";
import { commitFile, openPull, organization, repository, ruleset, shop } from "../github/world.ts";
import { gatePath, gateRule, linesOf, outcomeOf, startActions, workflow, type ActionsWorld } from "./world.ts";

const path = ".github/workflows/ci.yml";
const say = (what: string) => workflow("pull_request", [`run: echo ${what}`]);
/** Posts a check with the token of the job, and prints GitHub's answer. */
const post = `run: |
          node --input-type=module -e '
            const { GITHUB_API_URL: api, GITHUB_REPOSITORY: name, HEAD: head_sha, TOKEN } = process.env;
            const body = JSON.stringify({ name: "gate", head_sha, conclusion: "success" });
            const answer = await fetch(api + "/repos/" + name + "/check-runs", { method: "POST", body, headers: { authorization: "Bearer " + TOKEN } });
            console.log(answer.status);
          '
        env: { HEAD: "\${{ github.event.pull_request.head.sha }}", TOKEN: "\${{ github.token }}" }`;

describe("the local runner", () => {
  let world: ActionsWorld;
  afterEach(() => world.stop());
  const start = async (files: Record<string, string>) => void (world = await startActions({ shop: files }));

  it("takes a repository's own workflows from the pull request, and those on its target from the default branch", async () => {
    const target = workflow("pull_request_target", ['run: echo "$GITHUB_REF $GITHUB_SHA"']);
    await start({ [path]: say("base"), ".github/workflows/target.yml": target });
    await commitFile(world, "dev", "feature", path, say("changed"));
    await commitFile(world, "dev", "feature", ".github/workflows/target.yml", say("changed too"));
    await openPull(world, "dev");
    const runs = await world.runner.settle();
    assert.deepEqual(
      runs.map((run) => [outcomeOf(run), ...linesOf(run)]),
      [
        ["acme/shop/.github/workflows/ci.yml pull_request: success", "changed"],
        ["acme/shop/.github/workflows/target.yml pull_request: success", "changed too"],
        ["acme/shop/.github/workflows/target.yml pull_request_target: success", `refs/heads/main ${world.tip()}`],
      ],
    );
  });

  it("carries out the run that is wanted, and leaves the others waiting", async () => {
    await start({ [path]: say("one"), ".github/workflows/two.yml": say("two") });
    await openPull(world, "dev");
    const two = await world.runner.next(({ file }) => file.path.endsWith("two.yml"));
    assert.deepEqual([linesOf(two), (await world.runner.pending()).map(({ file }) => file.path)], [["two"], [path]]);
    assert.equal(await world.runner.next(() => false), undefined);
  });

  it("runs on pushes, of what was pushed", async () => {
    await start({ [path]: workflow("{ push: { branches: [main] } }", ['run: echo "$GITHUB_REF $GITHUB_SHA"']) });
    await commitFile(world, "dev", "feature", "a.txt", "a\n");
    assert.deepEqual(await world.runner.settle(), []);
    const sha = await commitFile(world, "dev", "main", "a.txt", "a\n");
    assert.deepEqual(linesOf((await world.runner.settle())[0]), [`refs/heads/main ${sha}`]);
  });

  it("does not run on a pull request that conflicts with its base, except for those on its target", async () => {
    await start({
      [path]: workflow("[pull_request, pull_request_target]", ["run: echo $GITHUB_EVENT_NAME"]),
      "src/c.txt": "0",
    });
    await commitFile(world, "dev", "feature", "src/c.txt", "1");
    await commitFile(world, "dev", "main", "src/c.txt", "2");
    await openPull(world, "dev");
    assert.deepEqual((await world.runner.settle()).map(linesOf), [["pull_request_target"]]);
  });

  it("lets a job's token do what the job asks for, and no more", async () => {
    await start({
      [path]: workflow("pull_request", [post], "    permissions: { checks: write }\n"),
      ".github/workflows/read.yml": workflow("pull_request", [post]),
    });
    await openPull(world, "dev");
    assert.deepEqual((await world.runner.settle()).map(linesOf), [["201"], ["403"]]);
  });

  it("ends a job's token with the job", async () => {
    await start({ [path]: workflow("pull_request", ['run: echo "${{ github.token }}"']) });
    await openPull(world, "dev");
    const [token] = linesOf(await world.runner.next());
    const { status } = await fetch(`${world.server.apiUrl}/repos/acme/shop`, {
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(status, 401);
  });

  it("gives a pull request of Dependabot a token that only reads, and no secrets", async () => {
    const file = workflow(
      "pull_request",
      ['run: echo "[${{ secrets.DEPLOY }}]"', post],
      "    permissions: { checks: write }\n",
    );
    await start({ [path]: file });
    await world.server.change((state) => {
      const at = new Date(0).toISOString();
      repository(state, "shop").secrets.push({ store: "actions", name: "DEPLOY", createdAt: at, updatedAt: at });
      state.users = state.users.map((user) => ({
        ...user,
        login: user.login === "dev" ? "dependabot[bot]" : user.login,
      }));
    });
    await openPull(world, "dependabot[bot]");
    assert.deepEqual((await world.runner.settle()).map(linesOf), [["[]", "403"]]);
  });

  it("does not start a run with an action that is not allowed, and says why as GitHub does", async () => {
    await start({ [path]: workflow("pull_request", ["uses: octo/tool@v1"]) });
    await world.server.change((state) => void (organization(state).actions.allowedActions = "local_only"));
    await openPull(world, "dev");
    assert.deepEqual(await world.runner.pending(), []);
    const [run] = world.runner.finished;
    assert.deepEqual(
      [run?.conclusion, run?.jobs, run?.log],
      [
        "failure",
        [],
        "The action octo/tool@v1 is not allowed in acme/shop because all actions must be from a repository owned by acme.",
      ],
    );
    assert.deepEqual((await world.as("dev").rest.checks.listForRef({ ...shop, ref: "feature" })).data.check_runs, []);
  });

  it("runs jobs after those they need, and skips those whose need has failed", async () => {
    await start({
      [path]: `on: pull_request
jobs:
  last: { needs: [first, second], if: "always()", runs-on: x, steps: [{ run: "echo last \${{ needs.second.result }}" }] }
  second: { needs: first, runs-on: x, steps: [{ run: echo second }] }
  first: { name: "First on \${{ github.head_ref }}", runs-on: x, steps: [{ run: "echo first; exit 1" }] }
`,
    });
    await openPull(world, "dev");
    const run = await world.runner.next();
    assert.deepEqual(
      run?.jobs.map(({ name, conclusion, log }) => [name, conclusion, log]),
      [
        ["First on feature", "failure", "first"],
        ["second", "skipped", ""],
        ["last", "success", "last skipped"],
      ],
    );
    const { data } = await world.as("dev").rest.checks.listForRef({ ...shop, ref: "feature" });
    const checks = data.check_runs.map(({ name, app, conclusion }) => [name, app?.id, conclusion]);
    assert.deepEqual(checks, [
      ["last", 15368, "success"],
      ["second", 15368, "skipped"],
      ["First on feature", 15368, "failure"],
    ]);
  });

  it("cancels what waits for its group when a newer run comes, and what runs only where the workflow says so", async () => {
    const group = "{ group: g, cancel-in-progress: true }";
    const file = (name: string, concurrency: string) =>
      workflow("pull_request", [`run: echo ${name}; sleep 0.2`]).replace("jobs:", `concurrency: ${concurrency}\njobs:`);
    await start({ [path]: file("kept", "h"), ".github/workflows/cut.yml": file("cut", group) });
    await openPull(world, "dev");
    for (const text of ["1", "2"]) await commitFile(world, "dev", "feature", "src/c.txt", text);
    const outcomes = (await world.runner.settle(), world.runner.finished).map((run) => [
      run.file.path,
      run.headSha === world.tip("feature"),
      run.conclusion,
    ]);
    assert.deepEqual(outcomes, [
      [".github/workflows/cut.yml", false, "cancelled"],
      [path, false, "cancelled"],
      [".github/workflows/cut.yml", false, "cancelled"],
      [path, false, "success"],
      [path, true, "success"],
      [".github/workflows/cut.yml", true, "success"],
    ]);
  });

  it("stops a run that goes when it is cancelled, and lets its steps clean up", async () => {
    await start({
      [path]: workflow("pull_request", [
        "run: echo begun; exec sleep 30",
        "run: echo never",
        "if: cancelled()\n        run: sleep 0.2; echo cleaned",
      ]),
    });
    await openPull(world, "dev");
    const [waiting] = await world.runner.pending();
    const going = world.runner.next();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await world.runner.cancel(waiting?.id ?? 0);
    const run = await going;
    assert.deepEqual([run?.conclusion, linesOf(run)], ["cancelled", ["begun", "cleaned"]]);
    const { data } = await world.as("dev").rest.checks.listForRef({ ...shop, ref: "feature" });
    assert.deepEqual(
      data.check_runs.map(({ conclusion }) => conclusion),
      ["cancelled"],
    );
    await assert.rejects(world.runner.cancel(waiting?.id ?? 0), /No run \d+ waits or goes/);
  });

  it("refuses a required workflow that cancels runs in progress, which GitHub asks not to use", async () => {
    const gate = say("gate").replace("jobs:", "concurrency: { group: g, cancel-in-progress: true }\njobs:");
    world = await startActions({ governance: { [gatePath]: gate } });
    await world.server.change((state) => void organization(state).rulesets.push(ruleset({ rules: [gateRule(state)] })));
    await openPull(world, "dev");
    await assert.rejects(world.runner.settle(), NotKnownHere);
  });
});
