import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import type { GateReport } from "../../../../governance/gate/index.ts";
import { buildGate } from "../../../../local/setup/build-gate.ts";
import { exampleText } from "../../../governance/example.ts";
import { aiGovernance } from "../../run.ts";
import { developer, GateWorld, owner } from "../gate-world.ts";

describe("the gate as an action", function () {
  this.timeout(60_000);
  let world: GateWorld;
  let action: string;
  before(() => buildGate());
  beforeEach(async () => {
    world = await GateWorld.start();
    action = world.file("gate");
    const declaration = world.file("governance.yaml");
    const { exitCode } = await aiGovernance(["gate", "build", "--declaration", declaration, "--out", action]);
    assert.equal(exitCode, 0);
    for (const name of ["output", "summary.md"]) await world.write(name, "");
  });
  afterEach(() => world.stop());

  /** Starts it as the runner does: an empty environment but for what GitHub Actions sets. */
  async function started(number: number, head: string, more: Readonly<Record<string, string>> = {}) {
    const event = await world.write("event.json", {
      action: "synchronize",
      number,
      pull_request: { number, head: { sha: head } },
      repository: { name: "docs", owner: { login: owner } },
    });
    const env = {
      GITHUB_API_URL: world.server.apiUrl,
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_EVENT_PATH: event,
      GITHUB_OUTPUT: world.file("output"),
      GITHUB_REPOSITORY: `${owner}/docs`,
      GITHUB_STEP_SUMMARY: world.file("summary.md"),
      RUNNER_TEMP: world.folder,
      INPUT_TOKEN: world.token("workflow:docs"),
      INPUT_SARIF: "",
      ...more,
    };
    const cwd = world.folder;
    return execa(process.execPath, [join(action, "gate.mjs")], { cwd, env, extendEnv: false, reject: false });
  }
  const outputs = () => readFile(world.file("output"), "utf8");
  const reportFile = () => world.file("ai-governance-gate.json");

  it("passes, and hands its verdict and report on", async () => {
    const head = await world.commit("topic", { "a.txt": "a\n" });
    const { exitCode, stdout, stderr } = await started(await world.open("topic"), head);
    assert.deepEqual([exitCode, stderr], [0, ""]);
    assert.match(stdout, /docs#1 passes/);
    assert.equal(await outputs(), `verdict=pass\nreport=${reportFile()}\n`);
    const report = JSON.parse(await readFile(reportFile(), "utf8")) as GateReport;
    assert.deepEqual([report.verdict, report.head], ["pass", head]);
    assert.match(await readFile(world.file("summary.md"), "utf8"), /passes/);
  });

  it("judges by the document beside it, whatever the pull request brings", async () => {
    const loose = exampleText.replace(/state: \w+/g, "state: enabled");
    const files = { "governance.yaml": loose, "gate/governance.yaml": loose };
    const message = "Try\n\nCo-authored-by: openhands <openhands@all-hands.dev>\n";
    const head = await world.commit("topic", files, message);
    await writeFile(world.file("governance.yaml"), loose);
    const { exitCode, stdout } = await started(await world.open("topic"), head);
    assert.equal(exitCode, 1);
    assert.match(stdout, /is blocked/);
    assert.equal(await outputs(), `verdict=blocked\nreport=${reportFile()}\n`);
  });

  it("cannot tell, and says so beside the step, where the document is of another organisation", async () => {
    const head = await world.commit("topic", { "a.txt": "a\n" });
    const { exitCode, stdout } = await started(await world.open("topic"), head, { GITHUB_REPOSITORY: "acme/docs" });
    assert.equal(exitCode, 2);
    assert.match(stdout, /^::error title=[^:]*::the governance document is of the organisation meridian-pay, and /m);
    assert.match(await outputs(), /^verdict=undecided\n/);
  });

  it("cannot tell of an event of another repository than the run's, whose pull request it would judge", async () => {
    const head = await world.commit("topic", { "a.txt": "a\n" });
    const other = `${owner}/storefront`;
    const { exitCode, stderr } = await started(await world.open("topic"), head, { GITHUB_REPOSITORY: other });
    assert.deepEqual(
      [exitCode, stderr],
      [2, `the event is of ${owner}/docs, and the run of ${other}; leave GITHUB_EVENT_PATH as GitHub Actions sets it`],
    );
  });

  it("cannot tell where the token is refused, and never prints it", async () => {
    const head = await world.commit("topic", { "a.txt": "a\n" });
    const number = await world.open("topic");
    const { exitCode, stdout, stderr } = await started(number, head, { INPUT_TOKEN: "ghs_secretsecretsecret" });
    assert.equal(exitCode, 2);
    assert.match(stderr, /401, the token is not accepted/);
    assert.doesNotMatch(stdout + stderr, /ghs_/);
  });

  it("cannot tell of a head that is not the newest any more", async () => {
    const old = await world.commit("topic", { "a.txt": "a\n" });
    const number = await world.open("topic");
    await world.commit("topic", { "b.txt": "b\n" }, "B", developer);
    const { exitCode, stderr } = await started(number, old);
    assert.equal(exitCode, 2);
    assert.match(stderr, /the run about the new head judges it/);
  });

  it("says what is missing where GitHub Actions did not start it", async () => {
    const { exitCode, stderr } = await execa(process.execPath, [join(action, "gate.mjs")], {
      ...{ env: {}, extendEnv: false, reject: false },
    });
    assert.deepEqual(
      [exitCode, stderr],
      [2, "GITHUB_REPOSITORY is not set; this is an action, which GitHub Actions starts"],
    );
  });
});
