/** The gate's judgement of a change. */
import type { Declaration } from "../declaration/schema.ts";
import { isMissing, type Change } from "./change.ts";
import { approvalFindings, ownerFindings } from "./approval-rules.ts";
import {
  declaredRepository,
  gateFactsOf,
  originsOf,
  type Circumstances,
  type GateFacts,
  type Origins,
} from "./facts.ts";
import { fileRuleFindings } from "./file-rules.ts";
import { leftRules } from "./left.ts";
import { modelFindings } from "./model-rules.ts";
import { pathFindings } from "./path-rules.ts";
import { provenanceFindings } from "./provenance-rules.ts";
import type { GateFinding, GateReport, GateVerdict } from "./report.ts";
import { sizeFindings } from "./size-rules.ts";
import { summaryOf } from "./summary.ts";
import { admissionFindings, declarationFindings, trustFindings } from "./tool-rules.ts";
import { withWaivers } from "./waiving.ts";

/** In the order in which the rules are listed. */
const ruleGroups: readonly ((facts: GateFacts) => GateFinding[])[] = [
  declarationFindings,
  trustFindings,
  admissionFindings,
  provenanceFindings,
  modelFindings,
  sizeFindings,
  pathFindings,
  fileRuleFindings,
  ownerFindings,
  approvalFindings,
];

/**
 * Judges a change by the declaration. A tier on trial is judged like any other: whether a verdict is enforced is GitHub's to say.
 * Forks, drafts, backports and old commits are judged like anything else: whatever could exempt a change, whoever makes it could claim.
 */
export function judge(change: Change, declaration: Declaration, circumstances: Circumstances): GateReport {
  return judgeOrigins(change, originsOf(change, declaration), declaration, circumstances);
}

/** The same, with what the commits and the pull request say given. */
export function judgeOrigins(
  given: Change,
  origins: Origins,
  declaration: Declaration,
  { today, document, overlay }: Circumstances,
): GateReport {
  const change = { ...given, repository: declaredRepository(given.repository, declaration) };
  const facts = gateFactsOf(change, declaration, origins, overlay);
  const found = ruleGroups.flatMap((rules) => rules(facts));
  const findings = withWaivers(found, declaration.waivers, change.repository, today);
  return {
    repository: change.repository,
    ...(change.pull && { pull: change.pull.number }),
    trigger: change.trigger,
    head: change.head,
    tier: facts.tierName,
    document,
    verdict: verdictOf(findings),
    ...summaryOf(facts),
    commits: isMissing(change.commits) ? undefined : change.commits.length,
    findings,
    left: leftRules(facts),
  };
}

function verdictOf(findings: readonly GateFinding[]): GateVerdict {
  const blocking = findings.filter(({ waiver }) => !waiver);
  if (blocking.some(({ outcome }) => outcome === "violation")) return "blocked";
  return blocking.length > 0 ? "undecided" : "pass";
}
