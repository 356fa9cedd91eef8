import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parseDeclaration } from "../../governance/index.ts";
import { policyConfiguration } from "../../policypack/configuration.ts";
import { rules } from "../../policypack/rules/index.ts";
import type { Rule } from "../../policypack/judging/rule.ts";
import { exampleResources } from "../support/policy/example-resources.ts";
import { UNKNOWN_STRING, type SampleResource } from "../support/policy/request.ts";
import { runResourceRule, runStackRule, type Verdict } from "../support/policy/run-rule.ts";

const path = join(import.meta.dirname, "../../stacks/organization/governance.yaml");
const declaration = parseDeclaration(readFileSync(path, "utf8"), path);
const examples = exampleResources();

const configurations = (["organization", "repository"] as const).map((role) =>
  policyConfiguration(declaration, role, { breakGlassTeamId: 7 }),
);

/** What a rule says about a stack in either role. */
async function verdicts(rule: Rule, stack: readonly SampleResource[]): Promise<Verdict[]> {
  const all = configurations.map(async (configuration) => {
    const settings = (configuration[rule.name] ?? {}) as object;
    if (rule.kind === "stack") return [await runStackRule(rule, stack, settings)];
    return Promise.all(stack.map((resource) => runResourceRule(rule, resource, settings)));
  });
  return (await Promise.all(all)).flat();
}

/** Values that nobody writes on purpose, or everybody who wants a rule to stumble. */
const oddities: readonly unknown[] = [
  null,
  0,
  -1,
  true,
  "",
  "\u{fffd}\u{0}\u{202e}",
  UNKNOWN_STRING,
  [],
  [null],
  [UNKNOWN_STRING],
  {},
  { a: null },
  [[]],
  "x".repeat(5_000),
  "__proto__",
];
const odd = fc.constantFrom(...oddities);

type Path = readonly (string | number)[];

/** Every place in a value, the value itself left out. */
function places(value: unknown, at: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...at, Array.isArray(value) ? Number(key) : key];
    return [here, ...places(inner, here)];
  });
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const copy = structuredClone(value) as Record<string | number, unknown>;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

const changed = fc.constantFrom(...examples).chain((resource) =>
  fc.record({ at: fc.constantFrom(...places(resource.props)), by: odd }).map(({ at, by }) => ({
    ...resource,
    props: replaced(resource.props, at, by) as SampleResource["props"] & object,
  })),
);

/** Properties that name what a finding is about. */
const naming = new Set(["name", "propertyName", "repository", "bucket"]);
const secret = "hunter2";

function withSecrets(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => withSecrets(item));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([inner, each]) => [inner, withSecrets(each, inner)]));
  }
  return typeof value === "string" && value !== UNKNOWN_STRING && !naming.has(key) ? `${value}-${secret}` : value;
}

describe("rules under hostile input", function () {
  this.timeout(60_000);

  for (const rule of rules) {
    it(`${rule.name} judges resources with properties of any shape`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(changed, { minLength: 1, maxLength: 4 }), async (stack) => {
          await verdicts(rule, stack);
        }),
        { numRuns: 40 },
      );
    });
  }

  for (const rule of rules) {
    it(`${rule.name} judges its own examples with each property of each odd shape`, async () => {
      const own = exampleResources(rule.name);
      for (const resource of own) {
        for (const at of places(resource.props)) {
          for (const by of oddities) {
            const props = replaced(resource.props, at, by) as object;
            const stack = own.map((each) => (each === resource ? { ...resource, props } : each));
            await verdicts(rule, stack as SampleResource[]);
          }
        }
      }
    });
  }

  it("tell nothing of a property but names", async () => {
    const stack = examples.map((resource) => ({ ...resource, props: withSecrets(resource.props) as object }));
    for (const rule of rules) {
      for (const { findings } of await verdicts(rule, stack as SampleResource[])) {
        for (const { message } of findings) assert.ok(!message.includes(secret), `${rule.name}: ${message}`);
      }
    }
  });
});
