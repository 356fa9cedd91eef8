import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";

const root = join(import.meta.dirname, "../..");

describe("the commands around the commit trail in README.md", function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "ai-governance-documented-"));
    const here = join(folder, "pulumi-ai-governance");
    await mkdir(here);
    for (const name of ["node_modules", "stacks"]) await symlink(join(root, name), join(here, name));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("run as they stand, one after another, in a repository beside this one", async () => {
    const repository = join(folder, "storefront");
    await mkdir(repository);
    const git = (...words: string[]) =>
      execa("git", ["-c", "user.name=Tom", "-c", "user.email=tom@meridian.example", ...words], { cwd: repository });
    await git("init", "--initial-branch", "main");
    await git("commit", "--allow-empty", "--message", "Begin");
    await git("tag", "v1.0");
    await writeFile(join(repository, "prices.txt"), "1\n");
    await git("add", ".");
    await git("commit", "--message", "Add prices");

    const text = await readFile(join(root, "README.md"), "utf8");
    const section = text.slice(text.indexOf("## The commit trail"), text.indexOf("## The policy pack"));
    const commands = [...section.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block).join("");
    assert.equal(commands.match(/ai-governance (provenance|capture|gate) /g)?.length, 5);
    const { exitCode, all } = await execa("bash", ["-e", "-c", commands], {
      cwd: join(folder, "pulumi-ai-governance"),
      env: { HOME: folder, PATH: `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}` },
      extendEnv: false,
      all: true,
      reject: false,
    });
    assert.equal(exitCode, 0, all);
  });
});
