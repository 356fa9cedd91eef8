import assert from "node:assert/strict";
import { NotKnownHere } from "../../../local/actions/index.ts";
import { openPull, repository } from "../github/world.ts";
import { linesOf, startActions, workflow, type ActionsWorld } from "./world.ts";

const path = ".github/workflows/ci.yml";
const action = {
  "say/action.yml": `name: say
description: Says
inputs:
  token: { description: Token, default: "\${{ github.token }}" }
  what: { description: What }
runs: { using: node24, main: say.mjs }
`,
  "say/say.mjs": `import { appendFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
const { env } = process;
const answer = await fetch(env.GITHUB_API_URL + "/repos/" + env.GITHUB_REPOSITORY, { headers: { authorization: "Bearer " + env.INPUT_TOKEN } });
const event = JSON.parse(await readFile(env.GITHUB_EVENT_PATH, "utf8"));
console.log([env.INPUT_WHAT, answer.status, event.pull_request.number, env.GITHUB_ACTION_PATH, env.GITHUB_TOKEN, env.GITHUB_ACTION_REPOSITORY].join("|"));
appendFileSync(env.GITHUB_OUTPUT, "said=yes\\n");
appendFileSync(env.GITHUB_STEP_SUMMARY, "# Said\\n");
`,
};

describe("a job of the local runner", () => {
  let world: ActionsWorld;
  afterEach(() => world.stop());

  /** The only run of a workflow of `shop` on a new pull request. */
  async function runOf(content: string, others: Record<string, string> = {}) {
    world = await startActions({ shop: { [path]: content }, governance: { ...action, ...others } });
    await openPull(world, "dev");
    return await world.runner.next();
  }

  it("runs scripts with what GitHub tells them, and with nothing of the machine but PATH", async () => {
    process.env["AI_GOVERNANCE_TEST_LEAK"] = "leaked";
    const run = await runOf(
      workflow(
        "pull_request",
        [
          'run: echo "$GITHUB_EVENT_NAME $GITHUB_REPOSITORY $GITHUB_REF $GITHUB_HEAD_REF $GITHUB_BASE_REF $GITHUB_ACTOR $CI"',
          'run: echo "$GITHUB_WORKFLOW_REF"; echo "leak:$AI_GOVERNANCE_TEST_LEAK:$GITHUB_TOKEN"',
          'run: test "$PWD" = "$GITHUB_WORKSPACE" && test -d "$RUNNER_TEMP"',
          'run: echo "${{ github.event.pull_request.head.sha == github.sha }} ${{ env.A }} $B"',
        ],
        "    env: { A: a, B: \"${{ github.job || 'b' }}\" }\n",
      ),
    );
    delete process.env["AI_GOVERNANCE_TEST_LEAK"];
    assert.deepEqual(linesOf(run), [
      "pull_request acme/shop refs/pull/1/merge feature main dev true",
      "acme/shop/.github/workflows/ci.yml@refs/pull/1/merge",
      "leak::",
      "",
      "true a b",
    ]);
    assert.equal(run?.conclusion, "success");
  });

  it("runs actions written in JavaScript, which get the token by their inputs only", async () => {
    const run = await runOf(
      workflow("pull_request", [
        'id: say\n        uses: acme/governance/say@v1\n        with: { what: "PR ${{ github.event.number }}" }',
        'run: echo "${{ steps.say.outputs.said }} ${{ steps.say.conclusion }}"',
      ]),
    );
    assert.deepEqual(linesOf(run), ["PR 1|200|1|||acme/governance", "yes success"]);
    assert.deepEqual([run?.summary, run?.jobs[0]?.outputs["say"]], ["# Said\n", { said: "yes" }]);
  });

  it("goes on after a failure only where a step asks for it", async () => {
    const run = await runOf(
      workflow("pull_request", [
        "run: echo first; false; echo never",
        "run: echo skipped",
        "if: failure()\n        run: echo on failure",
        "if: ${{ always() && github.actor == 'dev' }}\n        run: echo always",
      ]),
    );
    assert.deepEqual([run?.conclusion, linesOf(run)], ["failure", ["first", "on failure", "always"]]);
  });

  it("hands variables, paths and outputs of one step on to the next", async () => {
    const run = await runOf(
      workflow("pull_request", [
        'id: one\n        run: |\n          echo "A=1" >> "$GITHUB_ENV"\n          printf "text<<END\\na\\nb\\nEND\\n" >> "$GITHUB_OUTPUT"',
        "continue-on-error: true\n        run: exit 3",
        'run: printf "%s\\n" "$A ${{ env.A }}" "${{ steps.one.outputs.text }}"',
      ]),
    );
    assert.deepEqual([run?.conclusion, linesOf(run).filter(Boolean)], ["success", ["1 1", "a", "b"]]);
  });

  it("fails where an action has no such version", async () => {
    const run = await runOf(workflow("pull_request", ["uses: acme/governance/say@v9"]));
    assert.deepEqual(
      [run?.conclusion, linesOf(run)],
      ["failure", ["##[error]Unable to resolve action `acme/governance/say@v9`, unable to find version `v9`"]],
    );
  });

  it("says of what it cannot do that it cannot, instead of passing or failing it", async () => {
    const composite = { "both/action.yml": "name: both\ndescription: b\nruns: { using: composite, steps: [] }\n" };
    const refused = (content: string) => assert.rejects(runOf(content, composite), NotKnownHere);
    for (const uses of ["actions/checkout@v5", "./local", "docker://alpine:3", "acme/governance/both@v1"]) {
      await refused(workflow("pull_request", [`uses: ${uses}`]));
      await world.stop();
    }
    await refused(workflow("pull_request", ["run: true"], "    container: alpine:3\n"));
  });

  it("takes its files from the pull request, and its secrets from nobody who is not trusted", async () => {
    world = await startActions({ shop: { [path]: workflow("pull_request", ['run: echo "[${{ secrets.DEPLOY }}]"']) } });
    await world.server.change((state) => {
      const at = new Date(0).toISOString();
      repository(state, "shop").secrets.push({ store: "actions", name: "DEPLOY", createdAt: at, updatedAt: at });
    });
    await openPull(world, "dev");
    assert.deepEqual(linesOf(await world.runner.next()), ["[value-of-DEPLOY]"]);
  });
});
