import assert from "node:assert/strict";
import { clientOf } from "../../../local/demo/agent.ts";
import type { LocalEnvironment } from "../../../local/environment/index.ts";
import { ownerLogin } from "../../../local/environment/seed.ts";
import { succeeded } from "../../support/engine.ts";
import { rulesThatJudged } from "../../support/policy/engine-events.ts";
import { breakGlass, everyAdministrator, exempt, foundIn, governed, ruleset } from "../../support/policy/evasion.ts";
import { startYamlEngine, yamlStack, type YamlRun, type YamlStack } from "../../support/yaml-stack.ts";

const broad = "github-ruleset-disallow-broad-bypass";
const traceless = "github-ruleset-disallow-exempt-bypass";
const update = ["up", "--yes", "--skip-preview"];

/** GitHub knows no such repository: once the ruleset is made, the update has an error. */
const failing = `  failing:
    type: github:RepositoryTopics
    properties: { repository: no-such-repository, topics: [a] }
    options: { dependsOn: ["\${administrators}"] }`;

describe("parts of updates on the real engine", function () {
  this.timeout(600_000);
  let environment: LocalEnvironment;
  let stack: YamlStack;

  before(async () => {
    environment = await startYamlEngine();
    stack = await yamlStack(environment, "parts-of-updates", "repository");
  });
  after(() => environment?.close());

  const run = (words: readonly string[], ...parts: string[]): Promise<YamlRun> =>
    stack.run([governed, ...parts].join("\n"), words);

  /** Names of the rulesets that docs has on GitHub. */
  async function inForce(): Promise<string[]> {
    const client = clientOf(environment.github, ownerLogin);
    const { data } = await client.rest.repos.getRepoRulesets({ owner: "meridian-pay", repo: "docs" });
    return data.map(({ name }) => name).sort();
  }

  describe("E03 an update without preview", () => {
    it("is stopped by rules about single resources before anything is created", async () => {
      const { exitCode, events } = await run(update, ruleset("exempt", exempt));
      assert.notEqual(exitCode, 0);
      assert.deepEqual(foundIn(events), [`mandatory ${traceless}: docs, exempt`]);
      assert.deepEqual(await inForce(), []);
    });

    it("is not judged by rules about the stack where something else fails", async () => {
      const { exitCode, events } = await run(update, ruleset("administrators", everyAdministrator), failing);
      assert.notEqual(exitCode, 0);
      assert.deepEqual(foundIn(events), []);
      assert.ok(!rulesThatJudged(events).has(broad));
      assert.deepEqual(await inForce(), ["administrators"]);
    });

    it("fails too late by rules about the stack: what they refuse is in force already", async () => {
      const { exitCode, events } = await run(
        update,
        ruleset("administrators", everyAdministrator),
        ruleset("more", everyAdministrator),
      );
      assert.notEqual(exitCode, 0);
      assert.deepEqual(foundIn(events), [`mandatory ${broad}: docs, administrators`, `mandatory ${broad}: docs, more`]);
      assert.deepEqual(await inForce(), ["administrators", "more"]);
    });

    it("is caught by the next preview", async () => {
      const { exitCode, events } = await run(["preview"], ruleset("administrators", everyAdministrator));
      assert.notEqual(exitCode, 0);
      assert.deepEqual(foundIn(events), [`mandatory ${broad}: docs, administrators`]);
    });
  });

  describe("E17 a preview of some resources only", () => {
    it("neither changes nor judges the others anew; a whole preview does", async () => {
      succeeded(await run(update, ruleset("main", breakGlass)));
      const target = "urn:pulumi:test::parts-of-updates::ai-governance:index:GovernedRepository::docs";
      const some = await run(["preview", "--target", target], ruleset("main", everyAdministrator));
      succeeded(some);
      assert.deepEqual(foundIn(some.events), []);
      assert.doesNotMatch(some.output, /RepositoryRuleset main update/);
      const whole = await run(["preview"], ruleset("main", everyAdministrator));
      assert.notEqual(whole.exitCode, 0);
      assert.deepEqual(foundIn(whole.events), [`mandatory ${broad}: docs, main`]);
      assert.match(whole.output, /RepositoryRuleset main update/);
    });
  });
});
