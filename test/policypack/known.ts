import type { Role } from "../../policypack/judging/rule.ts";
import type { Known } from "../../policypack/known.ts";
import { parsed } from "../governance/example.ts";

/** What rules are told from in tests: the example declaration. */
export function knownOf(role: Role, more: Partial<Known> = {}): Known {
  return { declaration: parsed(), role, ...more };
}
