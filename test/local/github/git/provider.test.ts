import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runPulumi } from "../../../../local/environment/pulumi.ts";
import { prepareToolchain, type Toolchain } from "../../../../local/toolchain/index.ts";
import { repository, shop, startWorld } from "../world.ts";
import type { World } from "../world.ts";

const program = path.join(import.meta.dirname, "provider-program");

describe("branches, files and branch protection by the real GitHub provider", function () {
  this.timeout(900_000);
  let world: World;
  let folder: string;
  let toolchain: Toolchain;

  before(async () => {
    toolchain = await prepareToolchain((line) => void process.stderr.write(`${line}\n`));
    folder = await mkdtemp(path.join(tmpdir(), "local-github-branches-"));
    await mkdir(path.join(folder, "state"));
    world = await startWorld();
    await pulumi("stack", "init", "test");
  });
  after(async () => {
    await world.stop();
    await rm(folder, { recursive: true });
  });

  let content = "Be careful.\n";

  function run(...words: string[]) {
    const env = {
      ...toolchain.env,
      PULUMI_BACKEND_URL: `file://${path.join(folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "",
      GITHUB_BASE_URL: `${world.server.url}/`,
      GITHUB_OWNER: "acme",
      GITHUB_TOKEN: world.server.tokens["olivia"] ?? "",
      CONTENT: content,
    };
    const flags = words[0] === "stack" ? [] : ["--stack", "test", "--config-file", path.join(folder, "test.yaml")];
    const args = [...words, ...flags, "--non-interactive", "--color", "never"];
    return runPulumi({ file: toolchain.pulumi, args, cwd: program, env });
  }

  /** Runs pulumi to a good end and returns what it said. */
  async function pulumi(...words: string[]): Promise<string> {
    const { exitCode, output } = await run(...words);
    assert.equal(exitCode, 0, output);
    return output;
  }

  const protections = (name: string) => repository(world.server.state, name).git.branchProtectionRules;

  it("creates everything", async () => {
    await pulumi("up", "--yes", "--skip-preview");
    const [full] = protections("shop");
    assert.ok(full);
    assert.deepEqual(
      [full.pattern, full.requiredApprovingReviewCount, full.requiredStatusChecks.map((check) => check.context).sort()],
      ["release/**/*", 2, ["gate", "test"]],
    );
    assert.deepEqual(full.pushAllowances.map((entry) => entry.kind).sort(), ["team", "user"]);
    assert.deepEqual(
      protections("open").map((rule) => rule.pattern),
      ["main"],
    );
    assert.equal(repository(world.server.state, "governance").defaultBranch, "trunk");
  });

  it("previews no change afterwards, before and after a refresh that finds none", async () => {
    await pulumi("preview", "--expect-no-changes");
    await pulumi("refresh", "--yes", "--skip-preview", "--expect-no-changes");
    await pulumi("preview", "--expect-no-changes");
  });

  it("changes a file by a commit, which the pull request then shows", async () => {
    content = "Be very careful.\n";
    await pulumi("up", "--yes", "--skip-preview");
    const { data } = await world.as("dev").rest.pulls.listCommits({ ...shop, pull_number: 1 });
    assert.equal(data.length, 2);
  });

  it("deletes everything", async () => {
    await pulumi("destroy", "--yes", "--skip-preview");
    assert.deepEqual([...protections("shop"), ...protections("open")], []);
    const { refs } = repository(world.server.state, "shop").git;
    assert.deepEqual(Object.keys(refs), ["refs/heads/main", "refs/pull/1/head"]);
  });
});
