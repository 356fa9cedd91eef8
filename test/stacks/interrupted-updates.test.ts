import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { execa } from "execa";
import { fencesOf, parseDeclaration } from "../../governance/index.ts";
import { clientOf } from "../../local/demo/agent.ts";
import { organizationProject, type LocalEnvironment } from "../../local/environment/index.ts";
import type { LocalStack } from "../../local/environment/stack.ts";
import { startEngine, succeeded } from "../support/engine.ts";

interface Exported {
  readonly deployment: { readonly resources: readonly { readonly urn: string }[] };
}

describe("an update of the organisation stack that meets trouble", function () {
  this.timeout(300_000);
  let environment: LocalEnvironment;
  let stack: LocalStack;

  beforeEach(async () => {
    environment = await startEngine();
    stack = await environment.stack(organizationProject, "test", "organization");
  });
  afterEach(() => environment?.close());

  async function rulesetNames(): Promise<string[]> {
    const { data } = await clientOf(environment.github, "ada-owner").request("GET /orgs/{org}/rulesets", {
      org: "meridian-pay",
      per_page: 100,
    });
    return data.map(({ name }) => name).sort();
  }

  async function declaredNames(): Promise<string[]> {
    const declaration = parseDeclaration(await readFile(environment.declarationFile, "utf8"), "governance.yaml");
    const tiers = Object.keys(declaration.tiers).flatMap((tier) => [`ai-paths-${tier}`, `ai-tier-${tier}`]);
    return ["ai-gate", ...tiers, ...fencesOf(declaration).map(({ name }) => name)].sort();
  }

  /** The first of the resources with these names that the state knows. */
  async function firstOf(names: readonly string[]): Promise<string | undefined> {
    const { deployment } = JSON.parse(succeeded(await stack.pulumi("stack", "export"))) as Exported;
    return deployment.resources.map(({ urn }) => urn).find((urn) => names.includes(urn.split("::").at(-1) ?? ""));
  }

  /** The state and the server say the same, and each ruleset exists once. */
  async function assertAgreement(): Promise<void> {
    assert.deepEqual(await rulesetNames(), await declaredNames());
    succeeded(await stack.pulumi("refresh", "--yes", "--expect-no-changes"));
    succeeded(await stack.pulumi("preview", "--expect-no-changes"));
  }

  it("goes through when GitHub says to wait, fails for a moment and drops a connection", async () => {
    const { faults } = environment.github;
    faults.add({ route: "POST /orgs/{org}/rulesets", status: 429, headers: { "retry-after": "1" }, times: 1 });
    faults.add({ route: "PUT /orgs/{org}/actions/permissions", status: 502, times: 1 });
    faults.add({ route: "PATCH /orgs/{org}/properties/values", reset: true, times: 1 });
    succeeded(await stack.pulumi("up", "--yes"));
    assert.equal(faults.pending, 0, "every fault was met");
    await assertAgreement();
  });

  it("is taken up by the next one after `kill -9`, with nothing made twice", async () => {
    const route = "POST /orgs/{org}/rulesets";
    // The fourth ruleset is made, but its answer does not come before the engine dies.
    environment.github.faults.add({ route, after: 3, answerLost: true, delayMs: 60_000 });
    const { file, args, cwd, env } = await stack.commandLine("up", "--yes");
    const update = execa(file, args, { cwd, env, reject: false, stdin: "ignore" });
    while ((await rulesetNames()).length < 4) await wait(50);
    update.kill("SIGKILL");
    await update;
    const state = await readdir(join(environment.folder, "pulumi"), { recursive: true });
    assert.deepEqual(
      state.filter((name) => name.endsWith(".attrs")),
      [],
      "no file that is written in place",
    );

    succeeded(await stack.pulumi("cancel", "--yes"));
    succeeded(await stack.pulumi("up", "--yes"));
    await assertAgreement();
  });

  it("takes up what AWS made for an update that died before its state said so", async () => {
    succeeded(await stack.pulumi("up", "--yes"));
    const made = ["audit-log", "audit-bucket", "audit-writer", "github-actions"];
    for (let urn = await firstOf(made); urn !== undefined; urn = await firstOf(made)) {
      succeeded(await stack.pulumi("state", "delete", urn, "--yes", "--target-dependents"));
    }
    succeeded(await stack.pulumi("up", "--yes"));
    await assertAgreement();
  });
});
