/** The gate runs from one repository, at a ref that nobody moves: who could, would write the verdicts. */
import { workflowName } from "../../controls/control.ts";
import { checkFindings, type Check } from "../check.ts";
import type { Finding } from "../finding.ts";
import {
  every,
  field,
  is,
  isAbsent,
  isEmpty,
  isUnknown,
  listOf,
  numberOf,
  onlyItem,
  type Certainty,
} from "../property.ts";
import { githubTypes, ofType, type ResourceRecord } from "../resource.ts";
import { requiredWorkflow } from "./ruleset-controls.ts";

/** The gate's workflow, as tiers require it. */
export interface GateSource {
  readonly workflow: string;
  /** Full ref, e.g. `refs/tags/gate-v1`. */
  readonly ref: string;
  /** The repository it is in. Absent: nobody looked it up. */
  readonly repositoryId?: number | undefined;
}

/** Name of the ruleset that locks the ref. */
export const gateRuleset = "ai-gate";
const fix = "Use the OrganizationGuardrails component with the gate of governance.yaml.";

/** What lets someone exchange the gate: a ref without lock, or a workflow of the same name in another repository. */
export function gateLockFindings(stack: readonly ResourceRecord[], gate: GateSource): Finding[] {
  const rulesets = ofType(stack, githubTypes.organizationRuleset);
  const lock = rulesets.find(({ props }) => field(props, "name") === gateRuleset);
  const checks = [
    ...(lock ? lockChecks(lock.props, gate) : [absent(rulesets, gate)]),
    sameRepository(rulesets, lock, gate),
  ];
  return checkFindings(gateRuleset, checks, fix, lock?.urn);
}

function absent(rulesets: readonly ResourceRecord[], { ref }: GateSource): Check {
  const mayExist = rulesets.some(({ props }) => isUnknown(field(props, "name")));
  const what = `no organisation ruleset ${gateRuleset}; one must lock ${ref}, from which the gate runs.`;
  return { answer: mayExist ? "unknown" : "no", what };
}

function lockChecks(lock: unknown, { ref }: GateSource): Check[] {
  const [conditions, rules] = [field(lock, "conditions"), field(lock, "rules")];
  const refs = field(conditions, "refName");
  const included = listOf(field(refs, "includes"));
  const has = included.items.includes(ref) ? "yes" : included.complete ? "no" : "unknown";
  const locked = ["creation", "update", "deletion", "nonFastForward"].map((rule) => is(field(rules, rule), true));
  const target = ref.startsWith("refs/tags/") ? "tag" : "branch";
  return [
    { answer: is(field(lock, "enforcement"), "active"), what: "the ruleset is not active; it must be." },
    {
      answer: every([is(field(lock, "target"), target), has, isEmpty(field(refs, "excludes"))]),
      what: `the ruleset does not cover ${ref}, from which the gate runs; it must.`,
    },
    {
      answer: every(locked),
      what: `${ref} could be moved; creation, update, deletion and force pushes must be blocked.`,
    },
    { answer: isEmpty(field(lock, "bypassActors")), what: "the ruleset has a bypass; the lock must have none." },
  ];
}

// Ids are not in the declaration: only a look-up knows them. But the lock and all tiers must mean the same repository.
function sameRepository(
  rulesets: readonly ResourceRecord[],
  lock: ResourceRecord | undefined,
  gate: GateSource,
): Check {
  const conditions = field(lock?.props, "conditions");
  const { item, alone } = onlyItem(field(conditions, "repositoryIds"));
  const narrowed = [isAbsent(field(conditions, "repositoryName")), isAbsent(field(conditions, "repositoryProperty"))];
  const declared = gate.repositoryId === undefined ? [] : [gate.repositoryId];
  const ids = [...declared, ...workflowIds(rulesets, gate), ...(lock ? [item] : [])];
  const known = new Set(ids.filter((id) => !isUnknown(id)).map(numberOf));
  const same: Certainty = known.size > 1 ? "no" : ids.some(isUnknown) ? "unknown" : "yes";
  return {
    answer: every([same, ...(lock ? [alone, ...narrowed] : [])]),
    what:
      declared.length > 0
        ? "a tier takes the gate's workflow from, or the ruleset locks, another repository than the gate's; both must name that one."
        : "the tiers take the gate's workflow from a repository that the ruleset does not lock; it must be one and the same.",
  };
}

/** Repository ids of all required workflows that are, or may be, the gate. */
function workflowIds(rulesets: readonly ResourceRecord[], { workflow, ref }: GateSource): unknown[] {
  const wanted = workflowName(workflow, ref);
  return rulesets
    .flatMap(({ props }) => listOf(field(props, "rules", "requiredWorkflows", "requiredWorkflows")).items)
    .filter((item) => (requiredWorkflow(item) ?? wanted) === wanted)
    .map((item) => field(item, "repositoryId"));
}
