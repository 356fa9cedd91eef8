import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { policyConfiguration } from "../../../policypack/configuration.ts";
import { exampleText, parsed, waiving } from "../../governance/example.ts";
import { aiGovernance } from "../run.ts";

describe("ai-governance pack configure", () => {
  let folder: string;
  let declaration: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "ai-governance-pack-configure-"));
    declaration = join(folder, "governance.yaml");
    await writeFile(declaration, exampleText);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const configure = (...words: string[]) => aiGovernance(["pack", "configure", ...words]);

  for (const role of ["organization", "repository"] as const) {
    it(`prints what the rules are told in stacks of role ${role}`, async () => {
      const { exitCode, stdout, stderr } = await configure("--role", role, "--declaration", declaration);
      assert.deepEqual([exitCode, stderr], [0, ""]);
      assert.equal(stdout, `${JSON.stringify(policyConfiguration(parsed(), role), null, 2)}\n`);
    });
  }

  it("tells the rules which team is the break-glass team", async () => {
    const team = ["--break-glass-team", "12"];
    const { stdout } = await configure("--role", "repository", "--declaration", declaration, ...team);
    assert.deepEqual(
      JSON.parse(stdout),
      JSON.parse(JSON.stringify(policyConfiguration(parsed(), "repository", { breakGlassTeamId: 12 }))),
    );
  });

  it("tells the rules all that was looked up", async () => {
    const teams = ["--team", "engineers=7", "--team", "platform-engineering=8"];
    const others = ["--gate-repository", "42", "--github-base-url", "https://github.example.com/api/v3/"];
    const { stdout } = await configure("--role", "organization", "--declaration", declaration, ...teams, ...others);
    const lookedUp = {
      teamIds: { engineers: 7, "platform-engineering": 8 },
      gateRepositoryId: 42,
      githubBaseUrl: "https://github.example.com/api/v3/",
    };
    assert.deepEqual(
      JSON.parse(stdout),
      JSON.parse(JSON.stringify(policyConfiguration(parsed(), "organization", lookedUp))),
    );
  });

  it("reads stacks/organization/governance.yaml where no declaration is named", async () => {
    const { stdout } = await configure("--help");
    assert.match(stdout, /\(default:\s+"stacks\/organization\/governance\.yaml"\)/);
    assert.match(stdout, /Exit codes:\n {2}0 {2}printed\n {2}2 {2}wrong input\n/);
  });

  for (const [what, words, message] of [
    ["no role", [], /^error: required option '--role <role>' not specified/],
    [
      "an unknown role",
      ["--role", "team"],
      /argument 'team' is invalid\. Allowed choices are organization, repository\./,
    ],
    ["a team by name", ["--role", "repository", "--break-glass-team", "x"], /It must be a numeric id/],
    [
      "a team without an id",
      ["--role", "repository", "--team", "x"],
      /It must be slug=id, such as engineers=4181023\./,
    ],
    ["a team with id 0", ["--role", "repository", "--team", "x=0"], /It must be slug=id/],
    ["a repository by name", ["--role", "repository", "--gate-repository", "x"], /It must be a numeric id/],
    ["no URL", ["--role", "repository", "--github-base-url", "github.com"], /It must be a URL, such as/],
    ["another kind of URL", ["--role", "repository", "--github-base-url", "file:///x"], /It must be a URL/],
    ["half a URL", ["--role", "repository", "--github-base-url", "https://"], /It must be a URL/],
    ["no such file", ["--role", "repository", "--declaration", "/nowhere.yaml"], /^\/nowhere\.yaml cannot be read/],
    ["a misspelt flag", ["--role", "repository", "--declaraton", "x"], /\(Did you mean --declaration\?\)/],
    ["a stray word", ["--role", "repository", "x"], /too many arguments for 'configure'/],
  ] as const) {
    it(`ends with 2 for ${what}`, async () => {
      const { exitCode, stdout, stderr } = await configure(...words);
      assert.deepEqual([exitCode, stdout], [2, ""]);
      assert.match(stderr, message);
    });
  }

  it("shows all problems of a declaration", async () => {
    const bad = join(folder, "bad.yaml");
    await writeFile(bad, "version: 1\ntiers: 3\n");
    const { exitCode, stdout, stderr } = await configure("--role", "repository", "--declaration", bad);
    assert.deepEqual([exitCode, stdout], [2, ""]);
    assert.match(stderr, /bad\.yaml:1:1: at organization: missing/);
    assert.match(stderr, /bad\.yaml:2:8: at tiers: found 3/);
  });

  it("names each waiver of a rule that does not exist, and the file", async () => {
    const bad = join(folder, "waivers.yaml");
    await writeFile(bad, waiving("aws-x", "github-y"));
    const { exitCode, stdout, stderr } = await configure("--role", "repository", "--declaration", bad);
    assert.deepEqual([exitCode, stdout], [2, ""]);
    assert.deepEqual(stderr.trim().split("\n"), [
      `${bad}: at waivers[0].rule: found "aws-x", allowed: a rule of the policy pack.`,
      `${bad}: at waivers[1].rule: found "github-y", allowed: a rule of the policy pack.`,
    ]);
  });
});
