/** What must hold of a resource, as findings where it does not. */
import { undecidedFinding, violation, type Finding } from "./finding.ts";
import type { Certainty } from "./property.ts";

export interface Check {
  readonly answer: Certainty;
  /** What is wrong when the answer is "no": what is, then what must be. */
  readonly what: string;
}

export function checkFindings(subject: string, checks: readonly Check[], fix: string, urn?: string): Finding[] {
  return checks.flatMap(({ answer, what }) => {
    if (answer === "yes") return [];
    if (answer === "no") return [violation(subject, what, fix, urn)];
    return [undecidedFinding(subject, `not known yet: ${what}`, fix, urn)];
  });
}
