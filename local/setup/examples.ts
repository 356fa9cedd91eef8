/** The executed examples of the rules: two small YAML programs each. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { waiverSchema, type Waiver } from "../../governance/waivers/waiver.ts";
import { roles, type Role } from "../../policypack/judging/rule.ts";

const folder = join(import.meta.dirname, "../../policypack/examples");

/** `bad` has a finding of the rule, `good` has none. */
export type ExampleKind = "bad" | "good";

export interface Example {
  /** What kind of stack it is. */
  readonly role: Role;
  /** The program, without its first line, which says the role. */
  readonly program: string;
  /** A waiver that governance.yaml has besides, from a second line `# Waiver: {...}`. */
  readonly waiver?: Waiver;
}

/** @throws Error if the file is missing, or does not say what kind of stack it is. */
export async function readExample(rule: string, kind: ExampleKind): Promise<Example> {
  const file = join(folder, rule, `${kind}.yaml`);
  return parseExample(await readFile(file, "utf8"), file);
}

/** @throws Error, naming the file, if the text does not say what kind of stack it is. */
export function parseExample(text: string, file: string): Example {
  const [first = "", ...lines] = text.split("\n");
  const role = roles.find((each) => first === `# Stack role: ${each}`);
  const waiver = /^# Waiver: (.*)$/.exec(lines[0] ?? "")?.[1];
  if (role !== undefined) {
    return { role, program: lines.join("\n"), ...(waiver && { waiver: waiverSchema.parse(parse(waiver)) }) };
  }
  const allowed = roles.map((each) => `"# Stack role: ${each}"`).join(" or ");
  throw new Error(`${file}: found ${JSON.stringify(first)} as first line; it must be ${allowed}`);
}
