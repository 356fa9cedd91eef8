/** The executed examples of the rules: two small YAML programs each. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { roles, type Role } from "../../policypack/judging/rule.ts";

const folder = join(import.meta.dirname, "../../policypack/examples");

/** `bad` has a finding of the rule, `good` has none. */
export type ExampleKind = "bad" | "good";

export interface Example {
  /** What kind of stack it is. */
  readonly role: Role;
  /** The program, without its first line, which says the role. */
  readonly program: string;
}

/** @throws Error if the file is missing, or does not say what kind of stack it is. */
export async function readExample(rule: string, kind: ExampleKind): Promise<Example> {
  const file = join(folder, rule, `${kind}.yaml`);
  const [, role, program] = /^# Stack role: (\S+)\n([^]*)$/.exec(await readFile(file, "utf8")) ?? [];
  const known = roles.find((each) => each === role);
  if (known === undefined || program === undefined) {
    throw new Error(`${file}: the first line must be "# Stack role: ${roles.join('" or "# Stack role: ')}"`);
  }
  return { role: known, program };
}
