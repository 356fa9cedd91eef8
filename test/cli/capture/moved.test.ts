import assert from "node:assert/strict";
import { cpSync, existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Repository, hook, withoutKey } from "./repository.ts";

describe("capture in a repository that went elsewhere", function () {
  this.timeout(60_000);
  let repository: Repository;
  beforeEach(() => (repository = new Repository()));
  afterEach(() => repository.remove());

  it("is undone where it is now", async () => {
    const before = repository.snapshot();
    await repository.capture("install");
    const elsewhere = join(repository.folder, "elsewhere");
    renameSync(repository.top, elsewhere);
    assert.deepEqual(await repository.capture("uninstall", "--repository", elsewhere), {
      exitCode: 0,
      stdout: `Capture is gone.\n${join(repository.home, ".config/ai-governance/capture.key")} stays: without it nobody can verify the digests of commits that exist\n`,
      stderr: "",
    });
    renameSync(elsewhere, repository.top);
    assert.deepEqual(withoutKey(repository.snapshot()), before);
  });
  it("takes its own hooks for its own", async () => {
    await repository.capture("install");
    const elsewhere = join(repository.folder, "elsewhere");
    renameSync(repository.top, elsewhere);
    assert.equal((await repository.capture("status", "--repository", elsewhere)).exitCode, 0);
    await repository.capture("install", "--repository", elsewhere);
    assert.deepEqual(
      readdirSync(join(elsewhere, ".git/hooks")).filter((name) => !name.endsWith(".sample")),
      ["commit-msg", "post-commit", "prepare-commit-msg"],
    );
  });
  it("leaves the repository alone that it was copied from", async () => {
    await repository.capture("install");
    const before = repository.snapshot();
    const copy = join(repository.folder, "copy");
    cpSync(repository.top, copy, { recursive: true });
    await repository.capture("uninstall", "--repository", copy);
    assert.equal(existsSync(join(copy, ".git/hooks/commit-msg")), false);
    rmSync(copy, { recursive: true });
    assert.deepEqual(repository.snapshot(), before);
  });

  it("knows its own hooks where it lost what it wrote down", async () => {
    repository.write(".git/hooks/commit-msg", hook("own"), 0o755);
    const before = repository.snapshot();
    await repository.capture("install");
    repository.write(".git/ai-governance/installation.json", "{");
    const { stderr } = await repository.capture("install");
    assert.match(stderr, /installation\.json is damaged; remove it, then: ai-governance capture install/);
    rmSync(join(repository.top, ".git/ai-governance/installation.json"));
    await repository.capture("install");
    await repository.capture("uninstall");
    const hooks = (files: Record<string, string>) => Object.entries(files).filter(([name]) => name.includes("/hooks/"));
    assert.deepEqual(hooks(repository.snapshot()), hooks(before));
  });
});
