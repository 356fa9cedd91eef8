import assert from "node:assert/strict";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPack } from "../../../local/setup/build-pack.ts";
import { policyConfiguration } from "../../../policypack/configuration.ts";
import { levelIn, packs } from "../../../policypack/packs/pack.ts";
import { rules } from "../../../policypack/rules/index.ts";
import { edited, exampleText, parsed, waiving } from "../../governance/example.ts";
import { aiGovernance } from "../run.ts";

const whole = JSON.parse(JSON.stringify(policyConfiguration(parsed(), "repository"))) as Record<string, object>;
const governance = "github-repository-require-governance";
const exempt = "github-ruleset-disallow-exempt-bypass";

describe("ai-governance pack check", function () {
  this.timeout(30_000);
  let folder: string;
  let declaration: string;
  let pack: string;
  before(async () => {
    await buildPack();
    folder = await mkdtemp(join(tmpdir(), "ai-governance-pack-check-"));
    declaration = await file("governance.yaml", exampleText);
    pack = join(folder, "pack");
    const words = ["--declaration", declaration, "--role", "repository", "--out", pack];
    assert.equal((await aiGovernance(["pack", "build", ...words])).exitCode, 0);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function file(name: string, text: string): Promise<string> {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  }
  async function check(configuration: object, ...words: string[]) {
    return aiGovernance(["pack", "check", await file("policy.json", JSON.stringify(configuration)), ...words]);
  }

  it("prints the level of each rule, and ends with 0 where none is below the pack's", async () => {
    const { exitCode, stdout, stderr } = await check(whole, "--role", "repository");
    assert.deepEqual([exitCode, stderr], [0, ""]);
    const lines = stdout.split("\n");
    assert.deepEqual(lines.slice(0, 2), [`${rules.length} rules, none below what pack recommended has.`, ""]);
    assert.match(lines[2] ?? "", /^rule +level$/);
    assert.deepEqual(
      lines.slice(3, -1).map((line) => line.split(" ")[0]),
      rules.map(({ name }) => name),
    );
    assert.match(stdout, new RegExp(`^${exempt} +mandatory$`, "m"));
  });

  it("shows what is disabled or lowered, and ends with 1 unless that is accepted", async () => {
    const lower = {
      ...whole,
      [exempt]: "disabled",
      [governance]: { ...whole[governance], enforcementLevel: "advisory" },
    };
    const { exitCode, stdout } = await check(lower);
    assert.equal(exitCode, 1);
    assert.match(stdout, /^\d+ rules, 2 below what pack recommended has\.\n/);
    assert.match(stdout, new RegExp(`^${exempt} +disabled +pack: mandatory$`, "m"));
    assert.match(stdout, new RegExp(`^${governance} +advisory +pack: mandatory$`, "m"));
    const accepted = await check(lower, "--allow-lower");
    assert.deepEqual([accepted.exitCode, accepted.stdout], [0, stdout]);
  });

  it("compares with the pack that is named", async () => {
    const lenient = { ...whole, [exempt]: { enforcementLevel: "advisory", undecided: "advisory" } };
    const { exitCode, stdout } = await check(lenient, "--pack", "strict");
    assert.equal(exitCode, 1);
    assert.match(stdout, /^\d+ rules, 1 below what pack strict has\.\n/);
    assert.match(stdout, /^\S+ +advisory +pack: mandatory; undecided: advisory, pack: mandatory$/m);
  });

  it("prints JSON with a version", async () => {
    const { exitCode, stdout } = await check({ ...whole, [exempt]: "advisory" }, "--format", "json");
    assert.equal(exitCode, 1);
    const { rules: effective, ...others } = JSON.parse(stdout) as { rules: { rule: string }[] };
    assert.deepEqual(others, { version: 1, pack: "recommended" });
    assert.deepEqual(
      effective.find(({ rule }) => rule === exempt),
      {
        rule: exempt,
        level: "advisory",
        packLevel: "mandatory",
        undecided: "advisory",
        packUndecided: "advisory",
        isLowered: true,
      },
    );
  });

  describe("with a declaration", () => {
    it("ends with 0 where the rules are told what it says", async () => {
      const { exitCode, stdout } = await check(whole, "--role", "repository", "--declaration", declaration);
      assert.equal(exitCode, 0, stdout);
      assert.doesNotMatch(stdout, /Told/);
    });

    it("ends with 1 where they are not, and names rules and settings without what these hold", async () => {
      const other = await file("other.yaml", edited(["    approvals: 1\n", "    approvals: 2\n"]));
      const words = ["--role", "repository", "--declaration", other, "--allow-lower"];
      const { exitCode, stdout } = await check(whole, ...words);
      assert.equal(exitCode, 1);
      const [, differing = ""] = stdout.split("\nTold something else than the declaration says:\n");
      assert.match(differing, /^ {2}github-organization-require-baseline: baseline$/m);
      assert.match(differing, /^( {2}[a-z-]+: [a-zA-Z, ]+\n)+$/);
      const { outOfDate } = JSON.parse((await check(whole, ...words, "--format", "json")).stdout);
      const baseline = { rule: "github-organization-require-baseline", settings: ["baseline"] };
      assert.deepEqual(
        outOfDate.find(({ rule }: { rule: string }) => rule === baseline.rule),
        baseline,
      );
    });

    it("compares the break-glass team with the one that is passed", async () => {
      const withTeam = JSON.parse(
        JSON.stringify(policyConfiguration(parsed(), "repository", { breakGlassTeamId: 12 })),
      ) as object;
      const words = ["--role", "repository", "--declaration", declaration];
      assert.equal((await check(withTeam, ...words, "--break-glass-team", "12")).exitCode, 0);
      const { exitCode, stdout } = await check(withTeam, ...words, "--break-glass-team", "13");
      assert.equal(exitCode, 1);
      assert.match(stdout, /^ {2}github-ruleset-disallow-broad-bypass: breakGlassTeamId$/m);
    });

    it("takes no id and no URL unchecked, and says which flag to pass", async () => {
      const lookedUp = { breakGlassTeamId: 666, gateRepositoryId: 42, githubBaseUrl: "https://evil.example.com/" };
      const told = JSON.parse(JSON.stringify(policyConfiguration(parsed(), "organization", lookedUp))) as object;
      const words = ["--role", "organization", "--declaration", declaration, "--gate-repository", "42"];
      const { exitCode, stdout } = await check(told, ...words);
      assert.equal(exitCode, 1);
      assert.deepEqual(stdout.trimEnd().split("\n").slice(-2), [
        "Told breakGlassTeamId, which nobody checked: pass --break-glass-team <id>",
        "Told githubBaseUrl, which nobody checked: pass --github-base-url <url>",
      ]);
      assert.doesNotMatch(stdout, /evil|666|something else/);
      const { unchecked, outOfDate } = JSON.parse((await check(told, ...words, "--format", "json")).stdout);
      assert.deepEqual(outOfDate, []);
      assert.deepEqual(unchecked, [
        { setting: "breakGlassTeamId", pass: "--break-glass-team <id>" },
        { setting: "githubBaseUrl", pass: "--github-base-url <url>" },
      ]);
      const all = ["--break-glass-team", "666", "--github-base-url", lookedUp.githubBaseUrl];
      assert.equal((await check(told, ...words, ...all)).exitCode, 0);
    });

    it("refuses an end of validity, which only a built pack has", async () => {
      const validity = "pulumi-waiver-require-validity";
      const endless = { ...whole, [validity]: { ...whole[validity], validUntil: "9999-12-31" } };
      const { exitCode, stdout } = await check(endless, "--role", "repository", "--declaration", declaration);
      assert.equal(exitCode, 1);
      assert.match(stdout, /^ {2}pulumi-waiver-require-validity: validUntil$/m);
    });

    it("takes no id of a built pack unchecked", async () => {
      const out = join(folder, "with-team");
      const words = ["--declaration", declaration, "--role", "repository", "--break-glass-team", "12", "--out", out];
      assert.equal((await aiGovernance(["pack", "build", ...words])).exitCode, 0);
      const checked = ["--built", out, "--declaration", declaration];
      const { exitCode, stdout } = await check({ all: "mandatory" }, ...checked);
      assert.equal(exitCode, 1);
      assert.match(stdout, /^Told breakGlassTeamId, which nobody checked: pass --break-glass-team <id>$/m);
      assert.equal((await check({ all: "mandatory" }, ...checked, "--break-glass-team", "12")).exitCode, 0);
    });

    it("compares the facts of a built pack", async () => {
      const words = ["--built", pack, "--declaration"];
      assert.equal((await check({ all: "mandatory" }, ...words, declaration)).exitCode, 0);
      const other = await file("other.yaml", edited(["    approvals: 1\n", "    approvals: 2\n"]));
      const { exitCode, stdout } = await check({ all: "mandatory" }, ...words, other);
      assert.equal(exitCode, 1);
      assert.match(stdout, /^ {2}github-organization-require-baseline: baseline$/m);
    });
  });

  describe("for a built pack", () => {
    it("allows levels", async () => {
      const { exitCode, stdout } = await check({ all: "advisory" }, "--built", pack);
      assert.equal(exitCode, 1);
      const refusing = rules.filter(({ name }) => levelIn(packs.recommended, name) === "mandatory").length;
      assert.match(stdout, new RegExp(`^${rules.length} rules, ${refusing} below what pack recommended has`));
    });

    it("refuses what is built in", async () => {
      const { exitCode, stderr } = await check({ [governance]: { inventory: {} } }, "--built", pack);
      assert.equal(exitCode, 2);
      assert.deepEqual(stderr.trim().split("\n"), [
        `${join(folder, "policy.json")}: ${governance}: "inventory" is built into this pack.`,
        `A file for a built pack holds levels and "undecided" only: {"all": "mandatory"}`,
      ]);
    });

    it("refuses one with a damaged package.json, by name", async () => {
      const damaged = join(folder, "damaged");
      await cp(pack, damaged, { recursive: true });
      await writeFile(join(damaged, "package.json"), "{}");
      const { exitCode, stderr } = await check({ all: "mandatory" }, "--built", damaged);
      const message = "is not as it was built. Build the pack anew: ai-governance pack build";
      assert.deepEqual([exitCode, stderr], [2, `${join(damaged, "package.json")}: ${message}\n`]);
    });

    it("refuses a folder that is none", async () => {
      const { exitCode, stderr } = await check({ all: "mandatory" }, "--built", folder);
      assert.equal(exitCode, 2);
      assert.match(stderr, /PulumiPolicy\.yaml is missing/);
    });
  });

  describe("ends with 2, and says so, for", () => {
    it("every problem of the file at once", async () => {
      const { exitCode, stdout, stderr } = await check(
        { ...whole, all: "on", "github-x": "mandatory" },
        "--role",
        "repository",
      );
      assert.deepEqual([exitCode, stdout], [2, ""]);
      const path = join(folder, "policy.json");
      assert.deepEqual(stderr.trim().split("\n"), [
        `${path}: all: there is no level "on"; it must be disabled, advisory, mandatory.`,
        `${path}: github-x: no rule has this id.`,
        "Make the file from the declaration: ai-governance pack configure --role repository",
      ]);
    });

    for (const [what, text, message] of [
      ["an empty file", "", /policy\.json: it is empty, so that the engine takes the pack as it is without a word\.\n/],
      ["damaged JSON", "{", /policy\.json: it is no JSON\.\n/],
    ] as const) {
      it(what, async () => {
        const { exitCode, stderr } = await aiGovernance(["pack", "check", await file("policy.json", text)]);
        assert.equal(exitCode, 2);
        assert.match(stderr, message);
      });
    }

    it("a file for the other role", async () => {
      const { exitCode, stderr } = await check(whole, "--role", "organization");
      assert.equal(exitCode, 2);
      assert.match(stderr, /at role: found "repository"; it must be organization, as --role says\./);
      assert.match(stderr, /pack configure --role organization\n$/);
    });

    for (const [what, words, message] of [
      ["no file", [], /^error: missing required argument 'policy-config\.json'/],
      ["no such file", ["/nowhere.json"], /^\/nowhere\.json cannot be read: there is no such file\n$/],
      ["an unknown pack", ["x", "--pack", "all"], /Allowed choices are recommended, strict\./],
      ["a misspelt flag", ["x", "--alow-lower"], /\(Did you mean --allow-lower\?\)/],
      ["an unknown format", ["x", "--format", "yaml"], /Allowed choices are text, json\./],
      [
        "a built pack and a role",
        ["x", "--built", "y", "--role", "repository"],
        /'--built <folder>' cannot be used with option '--role <role>'/,
      ],
      ["two files", ["x", "y"], /too many arguments for 'check'/],
    ] as const) {
      it(what, async () => {
        const { exitCode, stdout, stderr } = await aiGovernance(["pack", "check", ...words]);
        assert.deepEqual([exitCode, stdout], [2, ""]);
        assert.match(stderr, message);
      });
    }

    it("a declaration without a role", async () => {
      const { exitCode, stderr } = await check(whole, "--declaration", declaration);
      assert.deepEqual([exitCode, stderr], [2, "--declaration needs --role: what rules are told depends on it\n"]);
    });

    it("a declaration with mistakes", async () => {
      const bad = await file("bad.yaml", "version: 1\n");
      const { exitCode, stderr } = await check(whole, "--role", "repository", "--declaration", bad);
      assert.equal(exitCode, 2);
      assert.match(stderr, /bad\.yaml:1:1: at organization: missing/);
    });

    it("a declaration with a waiver of a rule that does not exist", async () => {
      const bad = await file("waivers.yaml", waiving("aws-x"));
      const { exitCode, stdout, stderr } = await check(whole, "--role", "repository", "--declaration", bad);
      const problem = 'at waivers[0].rule: found "aws-x", allowed: a rule of the policy pack.';
      assert.deepEqual([exitCode, stdout, stderr], [2, "", `${bad}: ${problem}\n`]);
    });
  });

  it("explains itself", async () => {
    const { exitCode, stdout } = await aiGovernance(["pack", "check", "--help"]);
    assert.equal(exitCode, 0);
    assert.match(stdout, /Exit codes:\n {2}0 {2}every rule judges as the pack has it, or stricter/);
  });
});
