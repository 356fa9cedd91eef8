import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runPulumi } from "../../../../local/environment/pulumi.ts";
import { prepareToolchain, type Toolchain } from "../../../../local/toolchain/index.ts";
import { org, owner, seed, startFixture, type Fixture } from "../fixture.ts";

const program = path.join(import.meta.dirname, "reach-program");
const wide = {
  ...seed,
  apps: [{ id: 1236702, slug: "claude", installationId: 77, repositories: ["docs", "ledger", "site"] }],
  secrets: [{ name: "CLAUDE_KEY", repositories: ["docs", "ledger", "site"] }],
};

describe("what a tool reaches, by the real GitHub provider and https", function () {
  this.timeout(900_000);
  let fixture: Fixture;
  let folder: string;
  let toolchain: Toolchain;
  let reached = "docs ledger";

  before(async () => {
    toolchain = await prepareToolchain((line) => void process.stderr.write(`${line}\n`));
    folder = await mkdtemp(path.join(tmpdir(), "local-github-reach-"));
    await mkdir(path.join(folder, "state"));
    // Go takes certificates from SSL_CERT_FILE on Linux only.
    fixture = await startFixture({ seed: wide, https: process.platform === "linux" });
    await pulumi("stack", "init", "test");
  });
  after(async () => {
    await fixture.end();
    await rm(folder, { recursive: true });
  });

  function run(...words: string[]) {
    const env = {
      ...toolchain.env,
      PULUMI_BACKEND_URL: `file://${path.join(folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "",
      SSL_CERT_FILE: fixture.server.caFile ?? "",
      GITHUB_BASE_URL: `${fixture.server.url}/`,
      GITHUB_OWNER: org,
      GITHUB_TOKEN: fixture.server.tokens[owner] ?? "",
      REACHED: reached,
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

  /** The names that the app, the secret that was there and the secret that was made reach. */
  function reach() {
    const { organizations, repositories } = fixture.server.state;
    const [{ installations = [], secrets = [] } = {}] = organizations;
    const name = (id: number) => repositories.find((one) => one.id === id)?.name ?? String(id);
    const lists = [
      ...installations.map((one) => one.repositoryIds),
      ...secrets.map((one) => one.selectedRepositoryIds),
    ];
    return lists.map((ids) => ids.map(name).sort().join(" "));
  }

  it("is narrowed", async () => {
    await pulumi("up", "--yes", "--skip-preview");
    assert.deepEqual(reach(), ["docs ledger", "docs ledger", "docs ledger"]);
  });

  it("previews no change afterwards, before and after a refresh that finds none", async () => {
    await pulumi("preview", "--expect-no-changes");
    await pulumi("refresh", "--yes", "--skip-preview", "--expect-no-changes");
    await pulumi("preview", "--expect-no-changes");
  });

  it("is found wider by a refresh where somebody widened it", async () => {
    await fixture.server.change(({ organizations: [organization], repositories }) => {
      const ids = repositories.map(({ id }) => id);
      for (const one of organization?.installations ?? []) one.repositoryIds = ids;
      for (const one of organization?.secrets ?? []) one.selectedRepositoryIds = ids;
    });
    const { exitCode, output } = await run("preview", "--refresh", "--diff", "--expect-no-changes");
    assert.notEqual(exitCode, 0);
    assert.match(output, /- \[\d\]: "site"/);
  });

  it("is moved to other repositories", async () => {
    reached = "site";
    await pulumi("up", "--yes", "--skip-preview", "--refresh");
    assert.deepEqual(reach(), ["site", "site", "site"]);
    await pulumi("preview", "--refresh", "--expect-no-changes");
  });

  it("is given up, but for the app's last repository", async () => {
    await pulumi("destroy", "--yes", "--skip-preview");
    assert.deepEqual(reach(), ["site", ""]);
  });
});
