import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { clientOf } from "../../../local/demo/agent.ts";
import { policyPack, type LocalEnvironment } from "../../../local/environment/index.ts";
import { ownerLogin } from "../../../local/environment/seed.ts";
import { succeeded } from "../../support/engine.ts";
import { everyAdministrator, exempt, foundIn, governed, ruleset, breakGlass } from "../../support/policy/evasion.ts";
import { printedFindings } from "../../support/policy/printed-findings.ts";
import { startYamlEngine, yamlStack, type YamlStack } from "../../support/yaml-stack.ts";

const broad = "github-ruleset-disallow-broad-bypass";
const traceless = "github-ruleset-disallow-exempt-bypass";
const docs = { owner: "meridian-pay", repo: "docs" };
const type = "github:index/repositoryRuleset:RepositoryRuleset";

describe("what is done beside programs, on the real engine", function () {
  this.timeout(600_000);
  let environment: LocalEnvironment;
  let stack: YamlStack;

  before(async () => {
    environment = await startYamlEngine();
    stack = await yamlStack(environment, "beside-programs", "repository");
  });
  after(() => environment?.close());

  /** A ruleset made by hand on GitHub. */
  async function byHand(
    name: string,
    actor_type: "RepositoryRole" | "Team",
    actor_id: number,
    bypass_mode: string,
  ): Promise<number> {
    const bypass_actors = [{ actor_type, actor_id, bypass_mode: bypass_mode as "always" }];
    const conditions = { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } };
    const body = {
      ...docs,
      name,
      target: "branch" as const,
      enforcement: "active" as const,
      conditions,
      bypass_actors,
    };
    const client = clientOf(environment.github, ownerLogin);
    return (await client.rest.repos.createRepoRuleset({ ...body, rules: [{ type: "deletion" }] })).data.id;
  }

  /** Rules with a finding about a state, by resource. */
  async function analyze(file?: string): Promise<string[]> {
    const { output } = await stack.analyze(file);
    return printedFindings(output)
      .map(({ rule, resource }) => `${rule}: ${resource.split(": ")[1]}`)
      .sort();
  }

  async function stateOf(of: YamlStack): Promise<{ deployment: { resources: { urn: string }[] } }> {
    return JSON.parse(succeeded(await of.pulumi("stack", "export"))) as {
      deployment: { resources: { urn: string }[] };
    };
  }

  describe("E04 a resource that is read, not declared", () => {
    it("is seen by no preview and no update; `policy analyze` judges it by rules about the stack", async () => {
      const read = (name: string, id: number) => `  ${name}:
    type: github:RepositoryRuleset
    get: { id: "${id}", state: { repository: docs } }`;
      const program = [
        governed,
        read("read-administrators", await byHand("read-administrators", "RepositoryRole", 5, "always")),
        read("read-exempt", await byHand("read-exempt", "RepositoryRole", 5, "exempt")),
      ].join("\n");
      for (const words of [["preview"], ["up", "--yes", "--skip-preview"]]) {
        const run = await stack.run(program, words);
        succeeded(run);
        assert.deepEqual(foundIn(run.events), []);
      }
      // Rules about single resources judge inputs, and what is read has none but its id.
      assert.deepEqual(await analyze(), [`${broad}: read-administrators`]);
    });

    it("does not stand in for one that must be declared", async () => {
      const program = `resources:
  docs:
    type: github:Repository
    get: { id: docs }
  topics:
    type: github:RepositoryTopics
    properties: { repository: "\${docs.name}", topics: [a] }`;
      const { exitCode, events } = await stack.run(program, ["preview"]);
      assert.notEqual(exitCode, 0);
      assert.deepEqual(foundIn(events), ["mandatory github-repository-require-governance: docs"]);
    });
  });

  describe("E05 import, refresh, state edits and destroy", () => {
    it("run no rules and take no pack; `policy analyze` and the next preview find what they left", async () => {
      succeeded(await stack.run(governed, ["up", "--yes", "--skip-preview"]));
      const id = await byHand("imported", "RepositoryRole", 5, "exempt");
      const named = [
        type,
        "imported",
        `docs:${id}`,
        "--yes",
        "--skip-preview",
        "--generate-code=false",
        "--protect=false",
      ];
      succeeded(await stack.pulumi("import", ...named));
      succeeded(await stack.pulumi("refresh", "--yes", "--skip-preview"));
      for (const command of ["import", "refresh", "destroy"]) {
        const { output } = await stack.pulumi(command, "--policy-pack", policyPack);
        assert.match(output, /unknown flag: --policy-pack/);
      }
      assert.deepEqual(await analyze(), [`${traceless}: imported`]);
      const { exitCode, events } = await stack.run([governed, ruleset("imported", exempt)].join("\n"), ["preview"]);
      assert.notEqual(exitCode, 0);
      assert.deepEqual(foundIn(events), [`mandatory ${traceless}: docs, imported`]);
      const urn = `urn:pulumi:test::beside-programs::${type}::imported`;
      succeeded(await stack.pulumi("state", "delete", urn, "--yes"));
      assert.deepEqual(await analyze(), []);
      succeeded(await stack.pulumi("destroy", "--yes", "--skip-preview"));
    });
  });

  describe("E06 another stack", () => {
    it("is judged when it is run under the pack; over both states together `policy analyze` sees both", async () => {
      const other = await yamlStack(environment, "another-stack", "repository");
      const lenient = `resources:\n${ruleset("lenient", everyAdministrator)}`;
      succeeded(await stack.run(governed, ["up", "--yes", "--skip-preview"]));
      succeeded(await other.run(lenient, ["up", "--yes", "--skip-preview"], "no pack"));
      const run = await stack.run(governed, ["preview"]);
      succeeded(run);
      assert.deepEqual(foundIn(run.events), []);
      const judged = await other.run(lenient, ["preview"]);
      assert.ok(foundIn(judged.events).includes(`mandatory ${broad}: docs, lenient`), judged.output);
      const [first, second] = [await stateOf(stack), await stateOf(other)];
      first.deployment.resources.push(...second.deployment.resources);
      const file = join(environment.folder, "both.json");
      await writeFile(file, JSON.stringify(first));
      assert.deepEqual(await analyze(file), [`${broad}: lenient`]);
    });

    it("that is empty passes an analysis, in which nothing is judged", async () => {
      const { deployment, ...head } = await stateOf(stack);
      const file = join(environment.folder, "empty.json");
      await writeFile(file, JSON.stringify({ ...head, deployment: { ...deployment, resources: [] } }));
      assert.match(succeeded(await stack.analyze(file)), /has no resources; nothing to analyze/);
    });
  });

  describe("E16 a change by hand on GitHub", () => {
    it("is seen by no preview of the program; `refresh` finds it, and `policy analyze` judges it then", async () => {
      const program = [governed, ruleset("main", breakGlass)].join("\n");
      succeeded(await stack.run(program, ["up", "--yes", "--skip-preview"]));
      const client = clientOf(environment.github, ownerLogin);
      const { data } = await client.rest.repos.getRepoRulesets(docs);
      const ruleset_id = data.find(({ name }) => name === "main")?.id ?? 0;
      const bypass_actors = [{ actor_type: "RepositoryRole" as const, actor_id: 5, bypass_mode: "always" as const }];
      await client.rest.repos.updateRepoRuleset({ ...docs, ruleset_id, bypass_actors });
      const run = await stack.run(program, ["preview", "--expect-no-changes"]);
      succeeded(run);
      assert.deepEqual(foundIn(run.events), []);
      const refreshed = await stack.pulumi("refresh", "--preview-only", "--expect-no-changes");
      assert.notEqual(refreshed.exitCode, 0, refreshed.output);
      assert.match(refreshed.output, /RepositoryRuleset main update .*bypassActors/);
      succeeded(await stack.pulumi("refresh", "--yes", "--skip-preview"));
      assert.deepEqual(await analyze(), [`${broad}: main`]);
    });
  });
});
