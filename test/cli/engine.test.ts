import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { execa } from "execa";
import { organizationProject, type LocalEnvironment } from "../../local/environment/index.ts";
import type { LocalStack } from "../../local/environment/stack.ts";
import { clientOf } from "../../local/demo/agent.ts";
import { ownerLogin } from "../../local/environment/seed.ts";
import { startEngine, succeeded } from "../support/engine.ts";
import { aiGovernance } from "./run.ts";

describe("ai-governance plan on the real engine", function () {
  this.timeout(300_000);
  let environment: LocalEnvironment;
  let stack: LocalStack;
  let declared: string;

  before(async () => {
    environment = await startEngine();
    stack = await environment.stack(organizationProject, "test", "organization");
    declared = await readFile(environment.declarationFile, "utf8");
  });
  after(() => environment?.close());

  async function preview(...words: string[]): Promise<string> {
    const { file, args, cwd, env } = await stack.commandLine("preview", "--json", ...words);
    const { stdout } = await execa(file, args, { cwd, env, stdin: "ignore", reject: false });
    return stdout;
  }

  async function declare(...edits: readonly (readonly [from: string | RegExp, to: string])[]): Promise<void> {
    const text = edits.reduce((current, [from, to]) => current.replace(from, to), declared);
    assert.notEqual(text, declared);
    await writeFile(environment.declarationFile, text);
  }

  it("says of the first roll-out that it weakens nothing, and that it does not know what workflows may use today", async () => {
    const { exitCode, stdout } = await aiGovernance(["plan"], await preview("--show-sames"));
    assert.equal(exitCode, 2, stdout);
    assert.match(stdout, /^This change weakens nothing, strengthens \d+ safeguards and cannot be told in full\.\n/);
    const [, told = ""] = /^Cannot be told\n(.*?)\n\n/ms.exec(stdout) ?? [];
    assert.deepEqual(told.split("\n"), [
      "  whether this is weaker: ActionsOrganizationPermissions, new here, against what GitHub has now: the whole organisation",
    ]);
  });

  it("says what a change of the declaration does, for whom", async () => {
    succeeded(await stack.pulumi("up", "--yes"));
    await declare(
      [/(claude-code:[\s\S]*?state: )enabled/, "$1disabled"],
      ["approvals: 2", "approvals: 1"],
      ["repositories: [design-system]", "repositories: [design-system, ledger]"],
    );
    const words = ["plan", "--declaration", environment.declarationFile];
    const { exitCode, stdout } = await aiGovernance(words, await preview("--show-sames"));
    assert.deepEqual(
      [stdout.split("\n"), exitCode],
      [
        [
          "This change weakens 4 of 12 repositories (33 %) and strengthens one safeguard.",
          "",
          "Weakened",
          "  Approvals, 2 to 1: tier critical (identity-service, infrastructure, ledger, payments-api)",
          "  rule pullRequest.requiredReviewers: tier critical (identity-service, infrastructure, ledger, payments-api)",
          "",
          "Reach of tools",
          "  claude-code may no longer work or push claude/**/* in data-pipelines, design-system, docs, payments-api, storefront",
          "  cursor may now work or push cursor/**/* in ledger",
          "  workflows may no longer use anthropics/claude-code-action@* in every repository",
          "",
          "Strengthened",
          "  actions that are blocked: the whole organisation",
          "",
          "Resources",
          "  6 to update, 55 unchanged.",
          "  About 13 requests to GitHub and 0 to AWS.",
          "",
        ],
        1,
      ],
    );
  });

  it("cannot tell everything from a preview that leaves unchanged resources out", async () => {
    const { exitCode, stdout } = await aiGovernance(["plan", "--allow"], await preview());
    assert.equal(exitCode, 2, stdout);
    assert.match(
      stdout,
      /^ {2}54 unchanged resources are left out of the preview, and may count; preview with --show-sames$/m,
    );
  });

  it("says that nothing changes where nothing does", async () => {
    await writeFile(environment.declarationFile, declared);
    for (const words of [[], ["--refresh"]]) {
      const { exitCode, stdout } = await aiGovernance(["plan"], await preview(...words));
      assert.deepEqual([exitCode, stdout.split("\n")[0]], [0, "Nothing changes for governance."]);
    }
  });

  it("takes what GitHub has for what was before, once a refresh has read it", async () => {
    const owner = clientOf(environment.github, ownerLogin);
    const org = "meridian-pay";
    const { data: rulesets } = await owner.request("GET /orgs/{org}/rulesets", { org, per_page: 100 });
    const fence = rulesets.find(({ name }) => name === "ai-fence-codex");
    await owner.request("DELETE /orgs/{org}/rulesets/{ruleset_id}", { org, ruleset_id: fence?.id ?? 0 });
    const { exitCode, stdout } = await aiGovernance(["plan"], await preview("--refresh"));
    assert.equal(exitCode, 0, stdout);
    assert.match(stdout, /^ {2}fence of codex on codex\/\*\*\/\*: every repository but design-system, docs$/m);
  });

  it("refuses a preview that failed", async () => {
    const command = await stack.commandLine("preview", "--json");
    await writeFile(environment.declarationFile, "version: 1\n");
    const { stdout } = await execa(command.file, command.args, { cwd: command.cwd, env: command.env, reject: false });
    const { exitCode, stderr } = await aiGovernance(["plan"], stdout);
    assert.equal(exitCode, 2);
    assert.match(stderr, /^standard input: found a preview that failed: pulumi reports an error under "diagnostics"/);
  });

  it("never got an answer from local GitHub that GitHub's own description does not allow", () => {
    assert.deepEqual(environment.github.responseProblems, []);
  });
});
