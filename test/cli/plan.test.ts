import assert from "node:assert/strict";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { rules, tierRuleset } from "../governance/policy/records.ts";
import { exampleText } from "../governance/example.ts";
import { changed, organization, placement, previewText, values } from "../governance/plan/previews.ts";
import { aiGovernance } from "./run.ts";

const weaker = changed({ critical: tierRuleset("critical", { rules: { ...rules, deletion: false } }) });
const weakened = previewText(organization, weaker);
const same = previewText(organization, organization);
const hidden = previewText(organization, changed({ critical: tierRuleset("critical", { bypassActors: "[secret]" }) }));

describe("ai-governance plan", function () {
  this.timeout(60_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "ai-governance-plan-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function file(name: string, text: string): Promise<string> {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  }

  for (const [says, words, input, exitCode] of [
    ["ends with 0 where nothing is weakened", [], same, 0],
    ["ends with 1 where any repository is", [], weakened, 1],
    ["ends with 1 where more are than may be", ["--max-weakened-share", "0.49"], weakened, 1],
    ["ends with 0 where no more are than may be", ["--max-weakened-share", "0.5"], weakened, 0],
    ["ends with 0 where all may be", ["--allow"], weakened, 0],
    ["ends with 2 where it cannot tell", [], hidden, 2],
    ["ends with 2 where it cannot tell, whatever is allowed", ["--allow", "--max-weakened-share", "1"], hidden, 2],
  ] as const) {
    it(says, async () => assert.equal((await aiGovernance(["plan", ...words], input)).exitCode, exitCode));
  }

  it("reads a file, and - as standard input", async () => {
    const path = await file("preview.json", weakened);
    const [fromFile, fromInput] = [await aiGovernance(["plan", path]), await aiGovernance(["plan", "-"], weakened)];
    assert.deepEqual(fromFile, fromInput);
    assert.match(fromFile.stdout, /^This change weakens 2 of 4 repositories \(50 %\)\.\n/);
  });

  it("prints JSON with a version", async () => {
    const { stdout } = await aiGovernance(["plan", "--format", "json"], weakened);
    const report = JSON.parse(stdout) as Record<string, unknown>;
    assert.deepEqual(Object.keys(report), [
      "version",
      "repositories",
      "weakened",
      "permissions",
      "safeguards",
      "lockOuts",
      "undecided",
      "resources",
      "requests",
    ]);
    assert.deepEqual([report["version"], report["weakened"]], [1, { repositories: 2, of: 4, share: 0.5 }]);
  });

  it("prints Markdown that names cannot break out of", async () => {
    const hostile = { "ai-tier": "critical", "ai-tools": ["x`|</details>\n@all"] };
    const preview = previewText(organization, changed({ placement: placement({ ...values, ledger: hostile }) }));
    const { stdout } = await aiGovernance(["plan", "--format", "markdown"], preview);
    assert.match(stdout, /^- `x\?\|<\/details>\?@all` may now `work` in `ledger`$/m);
    assert.match(stdout, /^\| `x\?\\\|<\/details>\?@all` \| `work` \| none \| `ledger` \|$/m);
  });

  it("prints in one line of Markdown what it cannot tell of a ruleset with a hostile name", async () => {
    const name = "x\n\n# Approved\n`@all` [link](https://example.com)";
    const hostile = tierRuleset("critical", { name, bypassActors: "[secret]" });
    const preview = previewText(organization, changed({ critical: hostile }));
    const { stdout } = await aiGovernance(["plan", "--format", "markdown"], preview);
    assert.doesNotMatch(stdout, /^# Approved/m);
    const who = "who may pass x??# Approved??@all? [link](https://example.com)";
    const where = "tier critical (ledger, payments-api)";
    assert.ok(stdout.includes(`\n- \`whether this is weaker: ${who}: ${where}\`\n`), stdout);
  });

  it("says who is locked out by the declaration", async () => {
    const pattern = { operator: "ends_with", pattern: "@meridian-pay.example" };
    const strict = tierRuleset("critical", { rules: { ...rules, commitAuthorEmailPattern: pattern } });
    const preview = previewText(organization, changed({ critical: strict }));
    const declaration = await file("governance.yaml", exampleText);
    const { stdout, exitCode } = await aiGovernance(["plan", "--declaration", declaration], preview);
    assert.equal(exitCode, 0);
    assert.match(stdout, /^ {2}claude-code is locked out by commitAuthorEmailPattern of ai-tier-critical: its author/m);
  });

  describe("with --run, as a process", () => {
    const main = join(import.meta.dirname, "../../cli/main.ts");
    const run = async (path: string, ...words: string[]) => {
      const result = await execa(process.execPath, [main, "plan", "--run", ...words], {
        reject: false,
        env: { PATH: path },
      });
      return [result.exitCode, result.stderr];
    };
    const pulumi = async (script: string): Promise<string> => {
      await chmod(await file("pulumi", `#!/bin/sh\n${script}\n`), 0o755);
      return `${folder}:${process.env["PATH"]}`;
    };
    it("previews with the arguments after --", async () => {
      const [preview, words] = [await file("run.json", same), join(folder, "words")];
      const path = await pulumi(`echo "$@" > "${words}"; cat "${preview}"`);
      assert.deepEqual(await run(path, "--", "--stack", "production"), [0, ""]);
      assert.equal(await readFile(words, "utf8"), "preview --json --show-sames --non-interactive --stack production\n");
    });
    it("says that the preview failed", async () => {
      const message = "pulumi preview ended with exit code 255; run it without --json to see why";
      assert.deepEqual(await run(await pulumi("exit 255")), [2, message]);
    });
    it("says that there is no pulumi", async () => {
      const message = "pulumi is not on the PATH; install it, or give the output of `pulumi preview --json`";
      assert.deepEqual(await run("/nowhere"), [2, message]);
    });
  });

  describe("used wrongly", () => {
    for (const [says, words, input, message] of [
      [
        "nothing at all",
        ["plan"],
        undefined,
        "no preview: name a file, pipe one in, or let --run make one (ai-governance plan --help)",
      ],
      [
        "no such file",
        ["plan", "/nowhere/preview.json"],
        "",
        "/nowhere/preview.json cannot be read: there is no such file",
      ],
      ["a folder", ["plan", "/"], "", "/ cannot be read: it is a folder"],
      [
        "no declaration",
        ["plan", "--declaration", "/nowhere.yaml"],
        same,
        "/nowhere.yaml cannot be read: there is no such file",
      ],
      ["two files", ["plan", "a", "b"], "", "found 2 files; give one preview, or --run to pass arguments to pulumi"],
      [
        "damaged JSON",
        ["plan"],
        '{"steps": [',
        "standard input: found JSON that is cut off or damaged. Write one with: pulumi preview --json --show-sames > preview.json",
      ],
      [
        "an unknown format",
        ["plan", "--format", "html"],
        "",
        "error: option '--format <format>' argument 'html' is invalid. Allowed choices are text, markdown, json.",
      ],
      [
        "a wrong share",
        ["plan", "--max-weakened-share", "10%"],
        "",
        "error: option '--max-weakened-share <share>' argument '10%' is invalid. It must be a number from 0 to 1, such as 0.1.",
      ],
      ["a misspelt option", ["plan", "--alow"], "", "error: unknown option '--alow'\n(Did you mean --allow?)"],
      ["a misspelt command", ["plam"], "", "error: unknown command 'plam'\n(Did you mean plan?)"],
    ] as const) {
      it(`ends with 2 for ${says}`, async () => {
        const { exitCode, stdout, stderr } = await aiGovernance(words, input);
        assert.deepEqual([exitCode, stdout], [2, ""]);
        assert.equal(stderr.replace(/\n\(ai-governance --help .*$/s, "").trim(), message);
      });
    }
    it("shows all problems of a declaration", async () => {
      const declaration = await file("bad.yaml", "version: 1\ntiers: 3\n");
      const { exitCode, stderr } = await aiGovernance(["plan", "--declaration", declaration], same);
      assert.equal(exitCode, 2);
      assert.match(stderr, /bad\.yaml:1:1: at organization: missing/);
      assert.match(stderr, /bad\.yaml:2:8: at tiers: found 3/);
    });
  });

  it("explains itself", async () => {
    const [all, one] = [await aiGovernance(["--help"]), await aiGovernance(["plan", "--help"])];
    assert.deepEqual([all.exitCode, one.exitCode], [0, 0]);
    assert.match(all.stdout, /^ {2}plan \[options\] \[preview\] \[pulumi\.\.\.\] +says what a preview changes/m);
    assert.match(one.stdout, /Exit codes:\n {2}0 {2}nothing is weakened/);
  });
});
