import assert from "node:assert/strict";
import type { PolicyPackConfig } from "@pulumi/policy";
import type { LocalEnvironment } from "../../../local/environment/index.ts";
import { succeeded } from "../../support/engine.ts";
import { exempt, foundIn, governed, ruleset } from "../../support/policy/evasion.ts";
import { startYamlEngine, yamlStack, type YamlStack } from "../../support/yaml-stack.ts";

const broad = "github-ruleset-disallow-broad-bypass";
const traceless = "github-ruleset-disallow-exempt-bypass";

/** The mode is the last part of a branch's ref, which nobody knows before the branch exists. */
const branch = `  branch:
    type: github:Branch
    properties: { repository: docs, branch: exempt }`;
const laterExempt =
  '{ actorType: Team, actorId: 1024, bypassMode: { "fn::select": [2, { "fn::split": ["/", "${branch.ref}"] }] } }';
const hidden = [governed, branch, ruleset("a-later", laterExempt)].join("\n");

describe("unknown values on the real engine", function () {
  this.timeout(600_000);
  let environment: LocalEnvironment;
  let stack: YamlStack;

  before(async () => {
    environment = await startYamlEngine();
    stack = await yamlStack(environment, "unknown-values", "repository");
  });
  after(() => environment?.close());

  const undecided = (level: string) => [broad, traceless].map((rule) => `${level} ${rule}: Undecided: docs, a-later`);

  describe("E01 a value that the preview cannot know", () => {
    it("is told as undecided, and fails no preview by itself", async () => {
      const run = await stack.run(hidden, ["preview"]);
      succeeded(run);
      assert.deepEqual(foundIn(run.events), undecided("advisory"));
    });

    it("fails the preview where undecided is mandatory", async () => {
      const strict = (declared: PolicyPackConfig) => ({
        ...declared,
        [broad]: { ...(declared[broad] as object), undecided: "mandatory" },
        [traceless]: { undecided: "mandatory" },
      });
      const { exitCode, events } = await stack.run(hidden, ["preview"], strict);
      assert.notEqual(exitCode, 0);
      assert.deepEqual(foundIn(events), undecided("mandatory"));
    });
  });

  describe("E02 an unknown value before a violation", () => {
    it("does not hide it, nor the other way round", async () => {
      for (const name of ["a-exempt", "b-exempt"]) {
        const { exitCode, events } = await stack.run([hidden, ruleset(name, exempt)].join("\n"), ["preview"]);
        assert.notEqual(exitCode, 0);
        assert.deepEqual(foundIn(events), [...undecided("advisory"), `mandatory ${traceless}: docs, ${name}`]);
      }
    });
  });

  // Last: it makes the branch, and what was unknown is known from then on.
  describe("E01 the same in an update", () => {
    it("is judged again once the value is known, and refused before it is created", async () => {
      const { exitCode, events } = await stack.run(hidden, ["up", "--yes", "--skip-preview"]);
      assert.notEqual(exitCode, 0);
      assert.deepEqual(foundIn(events), [`mandatory ${traceless}: docs, a-later`]);
      assert.doesNotMatch((await stack.pulumi("stack", "export")).output, /RepositoryRuleset/);
    });
  });
});
