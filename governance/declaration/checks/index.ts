/** Relations between fields, which a schema cannot express. */
import type { Problem } from "../problem.ts";
import { branchProblems } from "./branches.ts";
import { captureProblems } from "./capture.ts";
import { identityProblems } from "./identities.ts";
import { planProblems } from "./plan.ts";
import { reachProblems } from "./reach.ts";
import { repositoryProblems } from "./repositories.ts";
import { stateProblems } from "./states.ts";
import { waiverProblems } from "./waivers.ts";

/** All problems in the relations of a declaration's plain value. Never throws. */
export function relationProblems(declaration: unknown): Problem[] {
  const checks = [
    repositoryProblems,
    stateProblems,
    identityProblems,
    branchProblems,
    reachProblems,
    planProblems,
    captureProblems,
    waiverProblems,
  ];
  return checks.flatMap((check) => check(declaration));
}
