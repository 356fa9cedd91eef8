import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { GateWorld, owner, reviewer } from "./gate-world.ts";

/** A tool that is disabled, on a branch outside its namespace. */
const jules =
  "Try\n\nCo-authored-by: google-labs-jules[bot] <161369871+google-labs-jules[bot]@users.noreply.github.com>\n";

describe("what ai-governance gate writes", () => {
  let world: GateWorld;
  let number: number;
  let head: string;
  beforeEach(async () => {
    world = await GateWorld.start();
    head = await world.commit("topic", { "a.txt": "a\n" }, jules);
    number = await world.open("topic");
    await world.as(reviewer).rest.pulls.createReview({ ...world.name, pull_number: number, event: "APPROVE" });
  });
  afterEach(() => world.stop());

  const gate = (...words: string[]) => world.gate(["--pull", `${owner}/docs#${number}`, ...words]);

  it("appends Markdown to the summary", async () => {
    const file = await world.write("summary.md", "before\n");
    assert.equal((await gate("--summary", file)).exitCode, 1);
    assert.match(await readFile(file, "utf8"), /^before\n### AI governance gate: blocked\n/);
  });

  it("writes SARIF", async () => {
    await gate("--sarif", world.file("gate.sarif"));
    const { version, runs } = JSON.parse(await readFile(world.file("gate.sarif"), "utf8")) as {
      version: string;
      runs: { results: { ruleId: string }[] }[];
    };
    assert.equal(version, "2.1.0");
    const [run] = runs;
    assert.ok(run?.results.some(({ ruleId }) => ruleId === "gate-tool-require-trust"));
  });

  it("prints workflow commands, and keeps them out of the text before", async () => {
    const { stdout } = await gate("--annotations");
    const [first = "", ...lines] = stdout.split("\n");
    const token = /^::stop-commands::([0-9a-f-]{36})$/.exec(first)?.[1] ?? assert.fail(first);
    const end = lines.indexOf(`::${token}::`);
    assert.ok(end > 0);
    assert.match(lines.slice(end + 1).join("\n"), /^::error title=/);
    assert.match(lines[0] ?? "", /^docs#1 is blocked/);
  });

  it("shows what kept it from judging beside the step, too", async () => {
    const { stdout } = await world.gate(["--pull", `${owner}/docs#99`, "--annotations"]);
    assert.match(
      stdout,
      /^::error title=The AI governance gate cannot tell::GET \/repos\/meridian-pay\/docs\/pulls\/99: 404/,
    );
  });

  it("says which file it cannot write, exit code 2", async () => {
    for (const what of ["summary", "sarif", "json"]) {
      const { exitCode, stderr } = await gate(`--${what}`, "/nowhere/at-all");
      assert.deepEqual([exitCode, stderr], [2, `${what} /nowhere/at-all cannot be written: ENOENT\n`]);
    }
  });

  describe("as a check run", () => {
    const checkRuns = async () => {
      const { data } = await world.as(reviewer).rest.checks.listForRef({ ...world.name, ref: head });
      return data.check_runs.map(({ name, conclusion, output, app }) => [name, conclusion, output.title, app?.slug]);
    };

    it("is the required check of the app that posts it", async () => {
      const { exitCode } = await world.gate(["--pull", `${owner}/docs#${number}`, "--check-run"], "claude[bot]");
      assert.equal(exitCode, 1);
      const [run, ...others] = await checkRuns();
      assert.deepEqual(others, []);
      assert.deepEqual(run?.slice(0, 2), ["ai-governance/gate", "failure"]);
      assert.match(String(run?.[2]), /^blocked: /);
      assert.equal(run?.[3], "claude");
    });

    it("needs an app's token", async () => {
      const { exitCode, stderr } = await gate("--check-run");
      assert.equal(exitCode, 2);
      assert.match(stderr, /^POST .*\/check-runs: 403, only a GitHub App's token with `checks: write` may do this;/);
    });

    it("is not for a range", async () => {
      const { exitCode, stderr } = await world.gate(["--range", "a..b", "--repository", "docs", "--check-run"]);
      assert.deepEqual([exitCode, stderr], [2, "--check-run is for pull requests; a range has nowhere to post it\n"]);
    });
  });
});
