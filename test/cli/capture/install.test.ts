import assert from "node:assert/strict";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Repository, prompt } from "./repository.ts";

const hook = (says: string, exitCode = 0) => `#!/bin/sh\necho "${says} $*" >> "$HOME/ran"\nexit ${exitCode}\n`;

describe("ai-governance capture install", function () {
  this.timeout(60_000);
  let repository: Repository;
  beforeEach(() => (repository = new Repository()));
  afterEach(() => repository.remove());

  const ran = () =>
    existsSync(join(repository.home, "ran")) ? readFileSync(join(repository.home, "ran"), "utf8") : "";
  const withoutKey = ({ ...files }: Record<string, string>) => {
    for (const name of Object.keys(files)) if (name.startsWith("home/.config")) delete files[name];
    return files;
  };

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

  describe("in a repository that went elsewhere", () => {
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

  describe("where hooks are elsewhere", () => {
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
