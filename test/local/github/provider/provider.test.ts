import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runPulumi } from "../../../../local/environment/pulumi.ts";
import { prepareToolchain, type Toolchain } from "../../../../local/toolchain/index.ts";
import { org, owner, startFixture, type Fixture } from "../fixture.ts";

const program = path.join(import.meta.dirname, "program");

describe("the real GitHub provider against local GitHub", function () {
  this.timeout(900_000);
  let fixture: Fixture;
  let folder: string;
  let toolchain: Toolchain;

  before(async () => {
    toolchain = await prepareToolchain((line) => void process.stderr.write(`${line}\n`));
    folder = await mkdtemp(path.join(tmpdir(), "local-github-provider-"));
    await mkdir(path.join(folder, "state"));
    fixture = await startFixture();
    await pulumi("stack", "init", "test");
  });
  after(async () => {
    await fixture.end();
    await rm(folder, { recursive: true });
  });

  /** Runs pulumi to a good end and returns what it said. */
  async function pulumi(...words: string[]): Promise<string> {
    const { exitCode, output } = await run(...words);
    assert.equal(exitCode, 0, output);
    return output;
  }

  function run(...words: string[]) {
    const { server } = fixture;
    const env = {
      ...toolchain.env,
      PULUMI_BACKEND_URL: `file://${path.join(folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "",
      GITHUB_BASE_URL: `${server.url}/`,
      GITHUB_OWNER: org,
      GITHUB_TOKEN: server.tokens[owner] ?? "",
      FENCE: "disabled",
    };
    const flags = words[0] === "stack" ? [] : ["--stack", "test", "--config-file", path.join(folder, "test.yaml")];
    const args = [...words, ...flags, "--non-interactive", "--color", "never"];
    return runPulumi({ file: toolchain.pulumi, args, cwd: program, env });
  }

  it("creates everything", async () => {
    await pulumi("up", "--yes", "--skip-preview");
    const { repositories, organizations } = fixture.server.state;
    assert.deepEqual(organizations[0]?.rulesets.map(({ name }) => name).sort(), [
      "critical",
      "fence",
      "names",
      "push",
      "tags",
    ]);
    const created = repositories.slice(3).sort((a, b) => (a.name < b.name ? -1 : 1));
    assert.deepEqual(
      created.map(({ name, rulesets }) => [name, rulesets.length]),
      [
        ["public-site", 0],
        ["service", 2],
      ],
    );
  });

  it("previews no change afterwards, before and after a refresh that finds none", async () => {
    await pulumi("preview", "--expect-no-changes");
    await pulumi("refresh", "--yes", "--skip-preview", "--expect-no-changes");
    await pulumi("preview", "--expect-no-changes");
  });

  it("finds a ruleset that was changed behind its back", async () => {
    const octokit = fixture.as(owner);
    const { data } = await octokit.rest.repos.getOrgRulesets({ org });
    const fence = data.find(({ name }) => name === "fence");
    assert.ok(fence);
    await octokit.rest.repos.updateOrgRuleset({ org, ruleset_id: fence.id, enforcement: "active" });
    const { exitCode, output } = await run("preview", "--refresh", "--diff", "--expect-no-changes");
    assert.notEqual(exitCode, 0);
    assert.match(output, /enforcement: "active" => "disabled"/);
  });

  it("deletes everything", async () => {
    await pulumi("destroy", "--yes", "--skip-preview");
    const { repositories, organizations } = fixture.server.state;
    assert.deepEqual(organizations[0]?.rulesets, []);
    assert.deepEqual(organizations[0]?.customProperties, []);
    assert.deepEqual(
      repositories.map(({ name }) => name),
      ["docs", "ledger", "site"],
    );
  });
});
