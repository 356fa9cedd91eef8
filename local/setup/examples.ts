/** The executed examples of the rules: two small YAML programs each. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import type { Plan } from "../../governance/declaration/schema.ts";
import { waiverSchema, type Waiver } from "../../governance/waivers/waiver.ts";
import { roles, type Role } from "../../policypack/judging/rule.ts";

const folder = join(import.meta.dirname, "../../policypack/examples");

/** `bad` has a finding of the rule, `good` has none. */
export type ExampleKind = "bad" | "good";

export interface Example {
  /** What kind of stack it is. */
  readonly role: Role;
  /** The program, without the lines at its head that say under what it runs. */
  readonly program: string;
  /** What governance.yaml says instead of the example declaration. Default: the same. */
  readonly plan?: Plan;
  /** A waiver that governance.yaml has besides. */
  readonly waiver?: Waiver;
}

/** @throws Error if the file is missing, or does not say what kind of stack it is. */
export async function readExample(rule: string, kind: ExampleKind): Promise<Example> {
  const file = join(folder, rule, `${kind}.yaml`);
  return parseExample(await readFile(file, "utf8"), file);
}

/**
 * Reads `# Stack role: repository` and, below it, what governance.yaml has besides: `# Plan: free`, `# Waiver: {...}`.
 *
 * @throws Error, naming the file, if the text does not say what kind of stack it is.
 */
export function parseExample(text: string, file: string): Example {
  const [, head = "", program = ""] = /^((?:# (?:Stack role|Plan|Waiver): .*\n)*)([^]*)$/.exec(text) ?? [];
  const {
    "Stack role": found = text.split("\n")[0],
    Plan: plan,
    Waiver: waiver,
  } = parse(head.replaceAll(/^# /gm, "")) ?? {};
  const role = roles.find((each) => each === found);
  if (role === undefined) {
    const allowed = roles.map((each) => `"# Stack role: ${each}"`).join(" or ");
    throw new Error(`${file}: found ${JSON.stringify(found)} as first line; it must be ${allowed}`);
  }
  return { role, program, ...(plan && { plan }), ...(waiver && { waiver: waiverSchema.parse(waiver) }) };
}
