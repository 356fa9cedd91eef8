import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa, type Options } from "execa";
import { root } from "../../../local/environment/index.ts";

const script = join(root, "local/demo/main.ts");
// Some CI systems ask for colours, which would stand between the words that are looked for.
const env = { NO_COLOR: "1" };
const settings = { cwd: root, env, all: true, reject: false, stdin: "ignore" } satisfies Options;
const demo = (...args: string[]) => execa(process.execPath, [script, ...args], settings);

/** Processes that were started with this text in their command line or environment. */
async function processesWith(text: string): Promise<string[]> {
  const { stdout } = await execa("ps", ["axeww", "-o", "pid=,command="]);
  return stdout.split("\n").filter((line) => line.includes(text) && !line.includes("axeww"));
}

const foldersLeft = async () => (await readdir(tmpdir())).filter((name) => name.startsWith("ai-governance-demo-"));

describe("npm run demo", function () {
  this.timeout(300_000);

  it("shows the main job and leaves nothing running", async () => {
    const before = await foldersLeft();
    const { exitCode, all } = await demo();
    assert.equal(exitCode, 0, all);
    const titles = all.split("\n").filter((line) => /^\d+\. /.test(line));
    assert.deepEqual(titles, [
      "1. Build the gate into its own repository, and tag it",
      "2. Preview the organisation's governance, judged by the policy pack",
      "3. Roll it out: pulumi up",
      "4. Preview again: nothing left to do",
      "5. Preview a repository stack without governance: refused",
      "6. claude[bot] pushes to its branch claude/tidy-readme: accepted",
      "7. It opens a pull request that does not say how it was made: blocked by the gate",
      "8. Model, session and prompt digest in the commit: the gate passes",
      "9. Stop claude-code: one line of governance.yaml, then pulumi up",
      "10. claude[bot] pushes again: refused by GitHub's rule",
      "11. Delete a piece of evidence from the audit bucket: refused",
    ]);
    const shown = (step: number) => all.slice(all.indexOf(`\n${step}. `)).split(/\n(?=\d+\. )/)[1] ?? "";
    assert.match(shown(5), /\[mandatory\].* github-repository-require-governance .*payments-api/);
    assert.match(shown(5), /^   exit code [1-9]/m);
    assert.match(shown(7), /^   storefront#1 is blocked: .*\[gate-commit-require-provenance\]/ms);
    assert.match(shown(8), /^   storefront#1 passes/m);
    assert.match(shown(10), /^   GitHub: Repository rule violations found .*Cannot update this protected ref/m);
    assert.match(shown(11), /^   S3: AccessDenied: .*s3:DeleteObjectVersion .* explicit deny/m);
    assert.match(all, /Shown in \d+ s/);
    assert.match(all, /Not stopped: an app with write access may still push to a branch name outside its namespace/);
    assert.deepEqual(await foldersLeft(), before);
    assert.deepEqual(await processesWith("ai-governance-demo-"), []);
  });

  it("ends its processes when it is interrupted in the middle of an update", async () => {
    const before = await foldersLeft();
    const running = demo();
    let shown = "";
    running.all.on("data", (text: Buffer) => {
      if (shown.includes("\n3. ")) return;
      shown += text.toString();
      if (!shown.includes("\n3. ")) return;
      running.kill("SIGINT");
      running.kill("SIGINT"); // as npm does
    });
    const { exitCode, all } = await running;
    assert.equal(exitCode, 130, all);
    assert.deepEqual(await foldersLeft(), before);
    assert.deepEqual(await processesWith("ai-governance-demo-"), []);
  });

  it("explains itself, and refuses arguments it does not know", async () => {
    const help = await demo("--help");
    assert.equal(help.exitCode, 0);
    assert.match(help.all, /--keep/);
    const typo = await demo("--kep");
    assert.equal(typo.exitCode, 2);
    assert.match(typo.all, /Unknown option '--kep'/);
  });
});
