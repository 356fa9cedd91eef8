import assert from "node:assert/strict";
import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { Repository, hook, prompt, withoutKey } from "./repository.ts";

describe("capture where hooks are elsewhere", function () {
  this.timeout(60_000);
  let repository: Repository;
  beforeEach(() => (repository = new Repository()));
  afterEach(() => repository.remove());

  it("uses a relative folder of the worktree", async () => {
    repository.git("config", "core.hooksPath", ".my hooks");
    await repository.capture("install", "--tool", "claude-code");
    assert.ok(existsSync(join(repository.top, ".my hooks/commit-msg")));
    prompt(repository, "Say hello");
    assert.match(repository.commit("One"), /^Assisted-by: claude-code$/m);
  });
  it("hides there what it wrote from git, and not what was there", async () => {
    repository.git("config", "core.hooksPath", ".my hooks");
    repository.write(".my hooks/commit-msg", hook("own"), 0o755);
    const before = repository.snapshot();
    await repository.capture("install");
    const own = '?? ".my hooks/commit-msg.before-ai-governance"';
    assert.equal(repository.git("status", "--porcelain", "--untracked-files=all"), own);
    await repository.capture("uninstall");
    assert.deepEqual(withoutKey(repository.snapshot()), before);
  });
  it("uses an absolute folder in the git folder", async () => {
    repository.git("config", "core.hooksPath", join(repository.top, ".git/other"));
    await repository.capture("install");
    prompt(repository, "Say hello");
    assert.match(repository.commit("One"), /^Assisted-by: claude-code$/m);
  });
  it("refuses a folder that other repositories share", async () => {
    repository.git("config", "--global", "core.hooksPath", join(repository.home, "hooks"));
    const before = repository.snapshot();
    const { exitCode, stderr } = await repository.capture("install");
    assert.equal(exitCode, 2);
    assert.match(
      stderr,
      /home\/hooks \(core\.hooksPath\) is outside this repository.*git config --local core\.hooksPath/,
    );
    assert.deepEqual(repository.snapshot(), before);
  });
  it("refuses a folder that is tracked", async () => {
    repository.write("githooks/pre-commit", hook("own"), 0o755);
    repository.git("add", "--all");
    repository.git("config", "core.hooksPath", "githooks");
    const { exitCode, stderr } = await repository.capture("install");
    assert.equal(exitCode, 2);
    assert.match(
      stderr,
      /githooks is tracked in the repository; nothing was changed\. Write into githooks\/prepare-commit-msg,/,
    );
  });
  it("refuses a link to a tracked folder", async () => {
    repository.write("githooks/pre-commit", hook("own"), 0o755);
    repository.git("add", "--all");
    symlinkSync("githooks", join(repository.top, "linked"));
    repository.git("config", "core.hooksPath", "linked");
    assert.match((await repository.capture("install")).stderr, /githooks is tracked in the repository/);
  });
  it("refuses husky's folder, and leaves git's hooks to it", async () => {
    repository.write(".husky/_/h", "");
    repository.git("config", "core.hooksPath", ".husky/_");
    const { exitCode, stderr } = await repository.capture("install");
    assert.equal(exitCode, 2);
    assert.match(
      stderr,
      /\.husky\/_ is written by husky; nothing was changed\. Write into \.husky\/prepare-commit-msg/,
    );
    const line = /own name: (.*) prepare-commit-msg "\$@" \|\| true/.exec(stderr)?.[1] ?? "";
    assert.equal((await repository.capture("install", "--no-git-hooks")).exitCode, 0);
    repository.write(".husky/_/prepare-commit-msg", `#!/bin/sh\n${line} prepare-commit-msg "$@" || true\n`, 0o755);
    prompt(repository, "Say hello");
    assert.match(repository.commit("One"), /^Assisted-by: claude-code$/m);
  });
});
