import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PolicyPackConfig } from "@pulumi/policy";
import { root, type LocalEnvironment } from "../../local/environment/index.ts";
import { readExample, type ExampleKind } from "../../local/setup/examples.ts";
import type { Plan } from "../../governance/declaration/schema.ts";
import type { Waiver } from "../../governance/waivers/waiver.ts";
import type { Role, Rule } from "../../policypack/judging/rule.ts";
import { recommended } from "../../policypack/packs/recommended.ts";
import { rules } from "../../policypack/rules/index.ts";
import { errorsIn, rulesThatJudged, rulesThatWereAsked, typesIn } from "../support/policy/engine-events.ts";
import { printedFindings, type PrintedFinding } from "../support/policy/printed-findings.ts";
import { startYamlEngine, yamlStack, type YamlRun, type YamlStack } from "../support/yaml-stack.ts";

/** Local servers for one declaration, and a stack of each role. */
interface Organization {
  readonly environment: LocalEnvironment;
  readonly stacks: Readonly<Record<Role, YamlStack>>;
}

async function organization(declaration: string): Promise<Organization> {
  const environment = await startYamlEngine({ declaration });
  return {
    environment,
    stacks: {
      organization: await yamlStack(environment, "organization-examples", "organization"),
      repository: await yamlStack(environment, "repository-examples", "repository"),
    },
  };
}

const mostLines = 4;
const fix = /(^|\. )Fix: ./;

describe("examples of rules", function () {
  this.timeout(600_000);
  const organizations = new Map<Plan, Organization>();

  before(async () => {
    const text = await readFile(join(root, "stacks/organization/governance.yaml"), "utf8");
    for (const plan of ["enterprise", "free"] as const) {
      organizations.set(plan, await organization(text.replace("plan: enterprise", `plan: ${plan}`)));
    }
  });
  after(
    async () => void (await Promise.all([...organizations.values()].map(({ environment }) => environment.close()))),
  );

  async function preview({ name }: Rule, kind: ExampleKind): Promise<YamlRun> {
    const { role, program, plan = "enterprise", waiver } = await readExample(name, kind);
    const stack = organizations.get(plan)?.stacks[role];
    assert.ok(stack, `no example runs on plan ${plan} yet`);
    return stack.run(program, ["preview"], (declared) => (waiver ? withWaiver(declared, waiver) : declared));
  }

  /** As if governance.yaml had it. */
  function withWaiver(declared: PolicyPackConfig, waiver: Waiver): object {
    const validity = "pulumi-waiver-require-validity";
    return {
      ...declared,
      [waiver.rule]: { ...(declared[waiver.rule] as object), waivers: [waiver] },
      [validity]: { ...(declared[validity] as object), allWaivers: [waiver] },
    };
  }

  it("are there for each rule, and for no other", async () => {
    const folders = await readdir(join(root, "policypack/examples"));
    assert.deepEqual(
      folders.sort(),
      rules.map(({ name }) => name),
    );
  });

  for (const rule of rules) {
    it(`${rule.name}: the bad one is refused, the good one is not`, async () => {
      const [bad, good] = await Promise.all([preview(rule, "bad"), preview(rule, "good")]);
      assertJudged(rule, bad);
      assertJudged(rule, good);
      const violations = findingsOf(rule, bad).filter(({ lines }) => !lines[2]?.startsWith("Undecided: "));
      const level = recommended.find(({ name }) => name === rule.name)?.enforcementLevel;
      assert.ok(violations.length > 0 && violations.every((violation) => violation.level === level), bad.output);
      assert.ok(level !== "mandatory" || bad.exitCode !== 0, bad.output);
      assert.deepEqual(findingsOf(rule, good), []);
    });
  }

  /** Silence proves nothing: the rule must have judged a resource or the stack, and the program must have run to its end. */
  function assertJudged(rule: Rule, { events, output }: YamlRun): void {
    assert.deepEqual(
      errorsIn(events).filter((error) => error !== "preview failed\n"),
      [],
      output,
    );
    const concerned = rule.kind === "stack" || rule.types.some((type) => typesIn(events).has(type));
    const judged = concerned ? rulesThatJudged(events) : rulesThatWereAsked(events);
    assert.ok(judged.has(rule.name), `${rule.name} has not judged:\n${output}`);
  }

  function findingsOf({ name }: Rule, { output }: YamlRun): PrintedFinding[] {
    const findings = printedFindings(output);
    for (const { lines } of findings) {
      assert.ok(lines.length <= mostLines && fix.test(lines.at(-1) ?? ""), lines.join("\n"));
    }
    return findings.filter(({ rule }) => rule === name);
  }
});
