import { withoutEndedTrials } from "../../../governance/index.ts";
import type { Role } from "../../../policypack/judging/rule.ts";
import type { Known, LookedUp } from "../../../policypack/known.ts";
import { reviewedByPeople, parsed, type Edit } from "../../governance/example.ts";

/** What rules are told from: a declaration whose tiers have reviewers, as it holds on the first day of 2027. */
export function knownOf(role: Role, lookedUp: LookedUp = {}, ...edits: readonly Edit[]): Known {
  return { ...lookedUp, role, declaration: withoutEndedTrials(parsed(...reviewedByPeople, ...edits), "2027-01-01") };
}
