import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { execa } from "execa";
import { parse } from "yaml";
import { repositoryProject, root, type LocalEnvironment } from "../../local/environment/index.ts";
import type { LocalStack } from "../../local/environment/stack.ts";
import { startEngine } from "../support/engine.ts";
import { buildInstalledPack, lookedUp } from "../support/policy/installed-pack.ts";

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly env: Readonly<Record<string, string>>;
  readonly permissions?: unknown;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: { readonly workflow_call: { readonly inputs: object; readonly secrets: object } };
  readonly permissions: unknown;
  readonly jobs: { readonly preview: Job };
}
interface Caller {
  readonly on: unknown;
  readonly permissions: unknown;
  readonly jobs: Record<string, { readonly uses: string; readonly with: object; readonly secrets: object }>;
}

const text = await readFile(join(root, "stacks/preview-check/policy-preview.yml"), "utf8");
const workflow = parse(text) as Workflow;
const page = await readFile(join(root, "docs/preview-check.md"), "utf8");
const { env: jobEnv, steps, permissions: jobPermissions } = workflow.jobs.preview;
const step = (id: string): Step => {
  const found = steps.find((each) => each.id === id);
  return found ?? assert.fail(`there is a step ${id}`);
};

describe("the ready workflow for previews as a required check", () => {
  it("is only ever called, and may only read", () => {
    assert.deepEqual(Object.keys(workflow.on), ["workflow_call"]);
    assert.deepEqual([workflow.permissions, jobPermissions], [{ contents: "read" }, undefined]);
  });

  it("pins every action to a commit, and says which version that is", () => {
    const used = [...text.matchAll(/^ +(?:- )?uses: (.*)$/gm)].map(([, action]) => action ?? "");
    assert.equal(used.length, steps.filter(({ uses }) => uses !== undefined).length);
    for (const action of used) assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+/);
  });

  it("leaves no credentials in what it checks out", () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    assert.deepEqual(
      checkouts.map((checkout) => [checkout.with?.["path"], checkout.with?.["persist-credentials"]]),
      [
        ["program", false],
        ["governance", false],
      ],
    );
  });

  it("takes the pack from another repository at a tag, and nothing of it from the pull request", () => {
    const pack = steps.find((each) => each.with?.["path"] === "governance");
    assert.match(String(pack?.with?.["repository"]), /^[\w-]+\/[\w-]+$/);
    assert.match(String(pack?.with?.["ref"]), /^refs\/tags\//);
    assert.match(jobEnv["PACK"] ?? "", /^governance\//);
    assert.doesNotMatch(step("preview").run ?? "", /--policy-pack "?program/);
  });

  it("refuses forks before anything else", () => {
    assert.equal(steps[0], step("refuse-forks"));
    assert.equal(
      step("refuse-forks").if,
      "github.event_name == 'pull_request_target' || (github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name != github.repository)",
    );
    assert.equal(text.match(/\bif:/g)?.length, 1);
  });

  it("never puts an expression into the text of a script, nor ignores that a step failed", () => {
    for (const { run = "" } of steps) assert.doesNotMatch(run, /\$\{\{/);
    assert.doesNotMatch(text, /continue-on-error|\|\| true/);
  });

  it("gives secrets to the preview and to the check-out of the pack alone", () => {
    const holding = steps.filter((each) => JSON.stringify(each).includes("secrets."));
    assert.deepEqual(
      holding.map(({ id, with: args }) => id ?? args?.["path"]),
      ["governance", "preview"],
    );
    assert.doesNotMatch(JSON.stringify(jobEnv), /secrets\./);
  });

  it("installs the pack's dependencies from its lock file, without scripts, before those of the program", () => {
    const runs = steps.map(({ run = "" }) => run.split(" ").slice(0, 3).join(" "));
    const [pack, program] = [runs.indexOf("npm ci --ignore-scripts"), runs.indexOf("pulumi install --cwd")];
    assert.ok(pack > 0 && pack < program, runs.join());
  });

  it("marks the places to change, as many as it says", () => {
    assert.match(text, /in the four\n# places marked "yours"/);
    assert.equal(text.match(/# yours/g)?.length, 4);
  });

  it("is called by the page's example with inputs and secrets that it has, and all it requires", () => {
    const [, example = ""] = /```yaml\n(.*?)```/s.exec(page) ?? [];
    const caller = parse(example) as Caller;
    const [job] = Object.values(caller.jobs);
    const { inputs, secrets } = workflow.on.workflow_call;
    assert.deepEqual([caller.on, caller.permissions], [["pull_request", "merge_group"], { contents: "read" }]);
    assert.deepEqual(Object.keys(job?.with ?? {}).sort(), Object.keys(inputs).sort());
    assert.deepEqual(Object.keys(job?.secrets ?? {}).sort(), Object.keys(secrets).sort());
    assert.match(job?.uses ?? "", /\/\.github\/workflows\/policy-preview\.yml@policy-v1$/);
  });
});

describe("the steps of that workflow, with the real engine", function () {
  this.timeout(300_000);
  let engine: LocalEnvironment;
  let workspace: string;
  let pack: string;
  const stacks = new Map<string, LocalStack>();

  before(async () => {
    engine = await startEngine();
    workspace = await mkdtemp(join(tmpdir(), "ai-governance-workspace-"));
    pack = join(workspace, jobEnv["PACK"] ?? "");
    await buildInstalledPack(pack, ...lookedUp(engine), "--role", "repository");
    await symlink(join(root, "node_modules"), join(workspace, "node_modules"));
    await program("bad", join(root, "test/fixtures/stacks/undeclared-repository"));
    await program("good", repositoryProject);
  });
  after(async () => {
    await engine?.close();
    await rm(workspace, { recursive: true, force: true });
  });

  /** The project, as it is after a check-out, with its settings file. */
  async function program(name: string, project: string): Promise<void> {
    const folder = join(workspace, "program", name);
    await cp(project, folder, { recursive: true });
    const file = join(folder, "Pulumi.yaml");
    const components = (await readFile(file, "utf8")).replace("../../components", join(root, "components"));
    await writeFile(file, components);
    const stack = await engine.stack(folder, name, "repository");
    await cp(stack.configFile, join(folder, `Pulumi.${name}.yaml`));
    stacks.set(name, stack);
  }

  /** Runs steps one after another as GitHub does, until one fails. */
  async function run(name: string, ...ids: string[]): Promise<{ failed?: string; output: string }> {
    const given = await (stacks.get(name) ?? assert.fail(name)).commandLine("stack");
    const values: Readonly<Record<string, string>> = {
      "inputs.directory": name,
      "inputs.stack": name,
      "secrets.backend-url": engine.env["PULUMI_BACKEND_URL"] ?? "",
      "secrets.passphrase": "",
      "secrets.provider-token": engine.env["GITHUB_TOKEN"] ?? "",
      "github.repository_owner": "meridian-pay",
    };
    const filled = (env: Readonly<Record<string, string>> = {}) =>
      Object.fromEntries(
        Object.entries(env).map(([key, value]) => [
          key,
          value.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => values[expression] ?? assert.fail(expression)),
        ]),
      );
    const runner = { GITHUB_WORKSPACE: workspace, RUNNER_TEMP: workspace };
    const path = [dirname(given.file), given.env["PATH"], process.env["PATH"]].join(delimiter);
    let output = "";
    for (const id of ids) {
      const env = { ...given.env, ...runner, PATH: path, ...filled(jobEnv), ...filled(step(id).env) };
      const script = join(workspace, "step.sh");
      await writeFile(script, step(id).run ?? "");
      const args = ["--noprofile", "--norc", "-e", "-o", "pipefail", script];
      const result = await execa("bash", args, { cwd: workspace, env, all: true, reject: false, stdin: "ignore" });
      output += result.all;
      if (result.exitCode !== 0) return { failed: id, output };
    }
    return { output };
  }

  it("refuse a bad stack", async () => {
    const { failed, output } = await run("bad", "preview", "judged");
    assert.equal(failed, "preview", output);
    assert.match(output, /skunkworks: the repository is not declared; it must stand in a tier\./);
  });

  it("let a good stack pass, and say how many rules of which version judged it", async () => {
    const { failed, output } = await run("good", "preview", "judged");
    assert.equal(failed, undefined, output);
    assert.match(output, /\d+ rules of ai-governance-repository 0\.1\.0-sha256-[0-9a-f]{64} passed\./);
  });

  it("take the levels that are beside the pack", async () => {
    await writeFile(`${pack}-levels.json`, JSON.stringify({ all: "advisory" }));
    const { failed, output } = await run("bad", "preview", "judged");
    await rm(`${pack}-levels.json`);
    assert.equal(failed, undefined, output);
    assert.match(output, /not declared/);
  });

  it("fail where every rule is disabled", async () => {
    await writeFile(`${pack}-levels.json`, JSON.stringify({ all: "disabled" }));
    const { failed, output } = await run("good", "preview", "judged");
    await rm(`${pack}-levels.json`);
    assert.equal(failed, "judged", output);
    assert.match(
      output,
      /::error::No rule of ai-governance-repository 0\.1\.0-sha256-[0-9a-f]{64} judged this stack\./,
    );
  });

  it("fail where another version judged, and where the events are not there", async () => {
    const events = join(workspace, "events.jsonl");
    const summary = { policyPackName: "ai-governance-repository", policyPackVersion: "0.1.0", passed: ["x"] };
    await writeFile(events, `${JSON.stringify({ policyAnalyzeStackSummaryEvent: summary })}\n`);
    assert.equal((await run("good", "judged")).failed, "judged");
    await rm(events);
    assert.equal((await run("good", "judged")).failed, "judged");
  });

  it("fail without the pack", async () => {
    await rm(join(pack, "index.cjs"));
    assert.equal((await run("good", "preview", "judged")).failed, "preview");
  });

  it("fail for a fork, with what to do", async () => {
    const { failed, output } = await run("good", "refuse-forks");
    assert.equal(failed, "refuse-forks");
    assert.match(output, /^::error::A preview needs secrets, which a fork must not get\./);
  });
});
