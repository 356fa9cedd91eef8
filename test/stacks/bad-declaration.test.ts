import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import { organizationProject, type LocalEnvironment } from "../../local/environment/index.ts";
import { runPulumi, type CommandLine } from "../../local/environment/pulumi.ts";
import { developerLogin } from "../../local/environment/seed.ts";
import { startEngine } from "../support/engine.ts";

describe("the organisation stack with a bad declaration", function () {
  this.timeout(120_000);
  let environment: LocalEnvironment;
  let preview: CommandLine;
  let example: string;

  before(async () => {
    environment = await startEngine();
    const stack = await environment.stack(organizationProject, "test", "organization");
    preview = await stack.commandLine("preview");
    example = await readFile(environment.declarationFile, "utf8");
  });
  after(() => environment?.close());

  async function refusal(declaration: string | undefined): Promise<string> {
    if (declaration === undefined) await rm(environment.declarationFile);
    else await writeFile(environment.declarationFile, declaration);
    environment.github.requests.reset();
    const { exitCode, output } = await runPulumi(preview);
    assert.notEqual(exitCode, 0, output);
    const changing = Object.keys(environment.github.requests.byRoute).filter((route) => !route.startsWith("GET "));
    assert.deepEqual(changing, []);
    return output;
  }

  it("names the state that does not exist, its line, and the ones that do", async () => {
    const output = await refusal(example.replace("state: quarantined", "state: stopped"));
    assert.match(
      output,
      /governance\.yaml:\d+:\d+: at tools\.devin\.state: found "stopped", allowed: enabled, constrained, quarantined, disabled/,
    );
    assert.doesNotMatch(output, /\n\s+at .*\.ts:\d+/, "no stack trace");
  });

  it("names the repository that stands in two tiers, and both places", async () => {
    const output = await refusal(example.replace("repositories: [card-vault, ", "repositories: [card-vault, ledger, "));
    assert.match(
      output,
      /governance\.yaml:\d+:\d+: at tiers\.restricted\.repositories\[1\]: .*ledger.*tiers\.critical\.repositories\[1\]/,
    );
  });

  it("names at once every team and repository that the roll-out needs and GitHub does not have", async () => {
    const output = await refusal(
      example
        .replace("breakGlassTeam: break-glass", "breakGlassTeam: brake-glass")
        .replace('"@meridian-pay/platform-engineering"', '"@meridian-pay/platform"')
        .replace("repositories: [card-vault, ai-governance]", "repositories: [card-vault, governance-gate]")
        .replaceAll("repository: ai-governance", "repository: governance-gate"),
    );
    for (const [field, name] of [
      ["organization.breakGlassTeam", "@meridian-pay/brake-glass"],
      ["aiPaths.owners", "@meridian-pay/platform"],
      ["gate.repository", "meridian-pay/governance-gate"],
      ["audit.writer.repository", "meridian-pay/governance-gate"],
    ]) {
      assert.ok(output.includes(`governance.yaml, ${field}: GitHub shows no ${name} to this token.`), field);
    }
  });

  it("refuses to lock a tag of the gate that does not exist yet", async () => {
    const output = await refusal(example.replace("refs/tags/gate-v1", "refs/tags/gate-v2"));
    assert.match(
      output,
      /governance\.yaml, gate\.ref: ai-governance has no refs\/tags\/gate-v2, which the roll-out locks for everyone/,
    );
  });

  it("says which permission the token lacks", async () => {
    const token = environment.github.tokens[developerLogin] ?? "";
    await writeFile(environment.declarationFile, example);
    const { exitCode, output } = await runPulumi({ ...preview, env: { ...preview.env, GITHUB_TOKEN: token } });
    assert.notEqual(exitCode, 0);
    assert.match(
      output,
      /GitHub does not answer GET orgs\/meridian-pay\/\w+\. The token needs "Administration" of the organisation/,
    );
    assert.ok(!output.includes(token), "no token in the output");
  });

  it("warns of repositories that were renamed or archived, and of teams that may not write", async () => {
    const { state } = environment.github;
    const platform = state.organizations[0]?.teams.find(({ slug }) => slug === "platform-engineering")?.id;
    await environment.github.change((draft) => {
      for (const repository of draft.repositories) if (repository.name === "ledger") repository.archived = true;
      const team = draft.organizations[0]?.teams.find(({ id }) => id === platform);
      if (team) team.repositories = team.repositories.slice(1);
    });
    await writeFile(environment.declarationFile, example);
    const { output } = await runPulumi(preview);
    assert.match(output, /warning: tiers\.critical\.repositories: ledger is archived: unarchive it, or take it out/);
    assert.match(output, /warning: aiPaths\.owners: team platform-engineering may not write to docs,/);
  });

  it("says where it looked when there is no declaration", async () => {
    const output = await refusal(undefined);
    assert.match(output, /The declaration .*governance\.yaml cannot be read: there is no such file\./);
  });
});
