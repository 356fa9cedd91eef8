import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { contextFiles, isObeyed } from "../../../cli/capture/context.ts";
import { aiPaths } from "../../../governance/ai-paths/catalogue.ts";
import { Repository } from "./repository.ts";

describe("the context of a commit", function () {
  this.timeout(20_000);
  let repository: Repository;
  beforeEach(() => (repository = new Repository()));
  afterEach(() => repository.remove());

  it("is the files that tools obey, tracked or new, as they lie in the worktree", () => {
    for (const path of ["AGENTS.md", "a b/é\n/CLAUDE.md", ".claude/commands/x/y.md", ".mcp.json"])
      repository.change(path);
    repository.write("AGENTS.md", "changed\r\n");
    repository.write("docs/.cursor/rules/new.mdc", "new");
    for (const path of ["README.md", "my-AGENTS.md", ".github/workflows/x.yml", ".aiignore"]) repository.change(path);
    repository.write(".gitignore", "CLAUDE.local.md\n");
    repository.write("CLAUDE.local.md", "ignored");
    repository.git("rm", "--quiet", "--force", ".mcp.json");
    symlinkSync("AGENTS.md", join(repository.top, "GEMINI.md"));
    repository.git("config", "core.autocrlf", "input");
    const files = contextFiles(repository.top);
    const paths = [
      ".claude/commands/x/y.md",
      "AGENTS.md",
      "GEMINI.md",
      "a b/é\n/CLAUDE.md",
      "docs/.cursor/rules/new.mdc",
    ];
    assert.deepEqual(files.map(({ path }) => path).toSorted(), paths);
    for (const { path, blob } of files.filter(({ path }) => path !== "GEMINI.md")) {
      assert.equal(blob, repository.git("hash-object", "--no-filters", "--", path));
    }
    const link = repository.run("git", ["hash-object", "--stdin"], { input: "AGENTS.md" }).stdout.trim();
    assert.equal(files.find(({ path }) => path === "GEMINI.md")?.blob, link);
  });

  it("has every instruction and setting of the catalogue", () => {
    const obeyed = aiPaths.filter(({ kind }) => kind === "instructions" || kind === "settings");
    const samples = obeyed.map(({ path }) => path.replace(/^\//, "").replaceAll("*", "x"));
    assert.deepEqual(
      samples.filter((path) => !isObeyed(path)),
      [],
    );
    assert.ok(samples.length > 50);
  });

  it("is nothing where there is none", () => {
    repository.change("README.md");
    assert.deepEqual(contextFiles(repository.top), []);
  });
});
