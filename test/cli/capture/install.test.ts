import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Repository, hook, prompt, withoutKey } from "./repository.ts";

describe("ai-governance capture install", function () {
  this.timeout(60_000);
  let repository: Repository;
  beforeEach(() => (repository = new Repository()));
  afterEach(() => repository.remove());

  const ran = () =>
    existsSync(join(repository.home, "ran")) ? readFileSync(join(repository.home, "ran"), "utf8") : "";

  it("changes nothing the second time", async () => {
    assert.equal((await repository.capture("install")).exitCode, 0);
    const once = repository.snapshot();
    const again = await repository.capture("install");
    assert.deepEqual(again, { exitCode: 0, stdout: "Capture is in place already; nothing was changed.\n", stderr: "" });
    assert.deepEqual(repository.snapshot(), once);
  });

  it("makes a key that only the user may read", async () => {
    await repository.capture("install");
    const path = join(repository.home, ".config/ai-governance/capture.key");
    assert.match(readFileSync(path, "utf8"), /^[0-9a-f]{64}\n$/);
    assert.equal(statSync(path).mode & 0o777, 0o600);
  });

  it("adds nothing that git would commit", async () => {
    await repository.capture("install");
    assert.equal(repository.git("status", "--porcelain"), "");
  });

  it("is undone byte for byte", async () => {
    repository.write(".git/hooks/commit-msg", hook("own"), 0o750);
    repository.write(".git/hooks/post-commit", "no hook: it may not be executed", 0o644);
    symlinkSync("nowhere", join(repository.top, ".git/hooks/prepare-commit-msg"));
    repository.write(
      ".claude/settings.local.json",
      '{\n\t// mine\n\t"env": { "TOKEN": "secret" },\n\t"hooks": {}\n}',
      0o600,
    );
    repository.write(".cursor/hooks.json", '{ "version": 1, "hooks": { "stop": [{ "command": "x" }] } }\n');
    const before = repository.snapshot();
    assert.equal((await repository.capture("install")).exitCode, 0);
    assert.notDeepEqual(repository.snapshot(), before);
    assert.ok(!JSON.stringify(repository.read(".git/ai-governance/installation.json")).includes("secret"));
    assert.equal((await repository.capture("uninstall")).exitCode, 0);
    assert.deepEqual(withoutKey(repository.snapshot()), before);
  });

  it("is undone where there was nothing", async () => {
    const before = repository.snapshot();
    await repository.capture("install");
    await repository.capture("install", "--tool", "cursor");
    await repository.capture("uninstall");
    assert.deepEqual(withoutKey(repository.snapshot()), before);
  });

  it("leaves and tells what somebody changed since", async () => {
    await repository.capture("install");
    const path = join(repository.top, ".git/hooks/commit-msg");
    writeFileSync(path, `${readFileSync(path, "utf8")}# mine\n`);
    const settings = JSON.parse(repository.read(".claude/settings.local.json")) as object;
    repository.write(".claude/settings.local.json", JSON.stringify({ ...settings, model: "opus" }));
    const { stdout } = await repository.capture("uninstall");
    assert.ok(stdout.includes(`${path} was changed after it was installed and stays as it is\n`), stdout);
    assert.match(readFileSync(path, "utf8"), /# mine\n$/);
    assert.deepEqual(JSON.parse(repository.read(".claude/settings.local.json")), { model: "opus" });
    assert.equal(existsSync(join(repository.top, ".git/hooks/post-commit")), false);
  });

  describe("with hooks that were there", () => {
    it("runs them first, with the same words", async () => {
      for (const name of ["prepare-commit-msg", "commit-msg", "post-commit"]) {
        repository.write(`.git/hooks/${name}`, hook(name), 0o755);
      }
      await repository.capture("install");
      repository.commit("One");
      const words = [
        `prepare-commit-msg .git/COMMIT_EDITMSG message`,
        `commit-msg .git/COMMIT_EDITMSG`,
        `post-commit `,
      ];
      assert.equal(ran(), words.map((line) => `${line}\n`).join(""));
    });
    it("lets them stop a commit", async () => {
      repository.write(".git/hooks/commit-msg", hook("own", 3), 0o755);
      await repository.capture("install");
      repository.change();
      assert.equal(repository.tryGit("commit", "-m", "One").exitCode, 1);
    });
    it("does not run one that may not be executed", async () => {
      repository.write(".git/hooks/commit-msg", hook("own", 3), 0o644);
      await repository.capture("install");
      repository.commit("One");
      assert.equal(ran(), "");
    });
  });

  it("lets commits through where Node is gone, and says so", async () => {
    await repository.capture("install");
    const path = join(repository.top, ".git/hooks/post-commit");
    prompt(repository, "Do it");
    writeFileSync(path, readFileSync(path, "utf8").replaceAll(process.execPath, "/nowhere/node"));
    repository.change();
    const { exitCode, stderr } = repository.tryGit("commit", "--quiet", "-m", "One");
    const message =
      "ai-governance: Node or the command is gone, so nothing was recorded; run: ai-governance capture install\n";
    assert.deepEqual([exitCode, stderr], [0, message]);
  });

  it("lets commits through where the command fails, and says so", async () => {
    await repository.capture("install");
    const path = join(repository.top, ".git/hooks/post-commit");
    prompt(repository, "Do it");
    writeFileSync(path, readFileSync(path, "utf8").replaceAll(process.execPath, "/bin/false"));
    repository.change();
    const { exitCode, stderr } = repository.tryGit("commit", "--quiet", "-m", "One");
    assert.deepEqual([exitCode, stderr], [0, "ai-governance: capture failed in post-commit; git goes on\n"]);
  });

  describe("with something in the way", () => {
    it("names every settings file that it cannot read, and changes nothing", async () => {
      repository.write(".claude/settings.local.json", '{\n  "hooks": [\n');
      repository.write(".cursor/hooks.json", '{ "version": 2 }');
      const before = repository.snapshot();
      const { exitCode, stderr } = await repository.capture("install");
      assert.equal(exitCode, 2);
      assert.equal(
        stderr,
        `${repository.top}/.claude/settings.local.json: found JSON that is cut off or damaged in line 3\n` +
          `${repository.top}/.cursor/hooks.json: found a version that is not known; write: version 1\nNothing was changed\n`,
      );
      assert.deepEqual(repository.snapshot(), before);
    });
    it("never touches settings that git tracks", async () => {
      repository.write(".cursor/hooks.json", '{ "version": 1, "hooks": {} }');
      repository.git("add", "--all");
      const before = repository.snapshot();
      const { exitCode, stderr } = await repository.capture("install");
      assert.equal(exitCode, 2);
      assert.match(
        stderr,
        /hooks\.json: git tracks this file, so that a change would reach everybody; install with --user/,
      );
      assert.deepEqual(repository.snapshot(), before);
    });
    it("follows no link out of the worktree", async () => {
      const elsewhere = join(repository.folder, "elsewhere");
      mkdirSync(elsewhere);
      symlinkSync(elsewhere, join(repository.top, ".claude"));
      const before = repository.snapshot();
      const { exitCode, stderr } = await repository.capture("install");
      assert.equal(exitCode, 2);
      assert.match(stderr, /elsewhere\/settings\.local\.json: a link of the worktree leads here, out of it/);
      assert.deepEqual(repository.snapshot(), before);
    });
    it("refuses a key that others may read, and one that is none", async () => {
      const path = join(repository.home, "key");
      writeFileSync(path, `${"ab".repeat(32)}\n`, { mode: 0o644 });
      assert.match(
        (await repository.capture("install", "--key-file", path)).stderr,
        /other people may read the key; write: chmod 600/,
      );
      const missing = join(repository.home, "no such");
      const { stderr: none } = await repository.capture("install", "--key-file", missing);
      repository.run("sh", ["-c", /make a key: (.*)\n/.exec(none)?.[1] ?? ""]);
      assert.equal((await repository.capture("install", "--key-file", missing)).exitCode, 0);
      writeFileSync(join(repository.home, "short"), "abc", { mode: 0o600 });
      const { stderr } = await repository.capture("install", "--key-file", join(repository.home, "short"));
      assert.match(stderr, /found no key; a key is 64 hexadecimal digits, as of: openssl rand -hex 32/);
    });
    it("refuses a hook that is a folder", async () => {
      mkdirSync(join(repository.top, ".git/hooks/post-commit"));
      const { exitCode, stderr } = await repository.capture("install");
      assert.equal(exitCode, 2);
      assert.match(stderr, /post-commit is a folder; a hook is a file\. Move it away/);
    });
    it("refuses where somebody put a hook over ours, with another kept beside", async () => {
      repository.write(".git/hooks/commit-msg", hook("own"), 0o755);
      await repository.capture("install");
      repository.write(".git/hooks/commit-msg", hook("new"), 0o755);
      const { exitCode, stderr } = await repository.capture("install");
      assert.equal(exitCode, 2);
      assert.match(
        stderr,
        /commit-msg was changed by somebody after capture was installed, and commit-msg\.before-ai-governance/,
      );
    });
    it("refuses a folder that is in no worktree", async () => {
      const { exitCode, stderr } = await repository.capture("install", "--repository", repository.home);
      assert.deepEqual(
        [exitCode, stderr],
        [2, `${repository.home} is in no git worktree; go into one, or name it with --repository\n`],
      );
    });
  });

  it("changes the home folder with --user, and only where told to", async () => {
    mkdirSync(join(repository.home, ".claude"));
    writeFileSync(join(repository.home, ".claude/settings.json"), '{ "model": "opus" }\n');
    const before = repository.snapshot();
    await repository.capture("install", "--user");
    assert.ok(!existsSync(join(repository.top, ".claude")));
    assert.match(
      readFileSync(join(repository.home, ".claude/settings.json"), "utf8"),
      /ai-governance-capture claude-code/,
    );
    await repository.capture("uninstall", "--user");
    const { "home/.cursor": folder, ...after } = withoutKey(repository.snapshot());
    assert.deepEqual([after, folder], [before, "folder"]);
  });
});
