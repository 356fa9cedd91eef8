import { withoutEndedTrials } from "../../../governance/index.ts";
import type { Known, Role } from "../../../policypack/judging/rule.ts";
import type { LookedUp } from "../../../policypack/looked-up.ts";
import { parsed, reviewedByPeople, type Edit } from "../../governance/example.ts";

/** What rules are told from: the example declaration, edited. */
export function knownOf(role: Role, more: Partial<Known> = {}, ...edits: readonly Edit[]): Known {
  return { declaration: parsed(...edits), role, ...more };
}

/** The same where people review each tier, as it holds on the first day of 2027. */
export function reviewedKnownOf(role: Role, lookedUp: LookedUp = {}, ...edits: readonly Edit[]): Known {
  return { ...lookedUp, role, declaration: withoutEndedTrials(parsed(...reviewedByPeople, ...edits), "2027-01-01") };
}
