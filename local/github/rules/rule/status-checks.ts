/**
 * "After enabling required status checks, all required status checks must pass before collaborators can merge changes into
 * the branch or tag." A check without an app may come from anyone with write access; with one, "If the status is set by any
 * other person or integration, merging won't be allowed."
 */
import type { Rule } from "../../core/state.ts";
import { defineRule, parametersOf } from "../model.ts";
import type { Change, CheckFacts } from "../model.ts";

interface RequiredCheck {
  readonly context: string;
  readonly integration_id?: number | null;
}

export interface StatusCheckParameters {
  readonly required_status_checks: readonly RequiredCheck[];
  /** "The topic branch **must** be up to date with the base branch before merging." */
  readonly strict_required_status_checks_policy: boolean;
  readonly do_not_enforce_on_create?: boolean;
}

export const requiredStatusChecks = defineRule<StatusCheckParameters>(
  "required_status_checks",
  (parameters, change) => {
    const applying = parameters.filter((one) => !(change.kind === "create" && one.do_not_enforce_on_create));
    if (change.kind === "delete") return [];
    const strict = applying.some((one) => one.strict_required_status_checks_policy);
    const required = distinct(applying.flatMap((one) => one.required_status_checks));
    // GitHub tells nothing of being behind: the checks of the old head no longer count, so they are expected again.
    const checks = strict && change.pull?.upToDate === false ? [] : change.checks;
    return messages(required, checks);
  },
);

function distinct(required: readonly RequiredCheck[]): RequiredCheck[] {
  const pinned = new Set(required.filter((one) => one.integration_id).map((one) => one.context));
  const stricter = required.filter((one) => one.integration_id || !pinned.has(one.context));
  return [...new Map(stricter.map((one) => [`${one.context} ${one.integration_id ?? ""}`, one])).values()];
}

type Verdict = "expected" | CheckFacts["outcome"];

const isOf = (check: CheckFacts, required: RequiredCheck): boolean =>
  check.name === required.context && (!required.integration_id || check.appId === required.integration_id);

/** Checks of one name from several apps must all pass; those of other apps than the pinned one do not count. */
function verdict(required: RequiredCheck, checks: Change["checks"]): Verdict {
  const matching = checks.filter((check) => isOf(check, required));
  const worst = (["failing", "in progress", "passing"] as const).find((outcome) =>
    matching.some((check) => check.outcome === outcome),
  );
  return worst ?? "expected";
}

function messages(required: readonly RequiredCheck[], checks: Change["checks"]): string[] {
  const open = required
    .map((one) => ({ name: one.context, verdict: verdict(one, checks) }))
    .filter((one) => one.verdict !== "passing");
  const [first] = open;
  if (first === undefined) return [];
  if (open.length === 1) return [`Required status check "${first.name}" is ${first.verdict}.`];
  const share = `${open.length} of ${required.length} required status checks`;
  if (open.every((one) => one.verdict === "expected")) return [`${share} are expected.`];
  return [`${share} have not succeeded: ${tally(open.map((one) => one.verdict))}.`];
}

function tally(verdicts: readonly Verdict[]): string {
  const kinds: readonly Verdict[] = ["expected", "in progress", "failing"];
  const parts = kinds.flatMap((kind) => {
    const count = verdicts.filter((one) => one === kind).length;
    return count > 0 ? [`${count} ${kind}`] : [];
  });
  return parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}` : parts.join("");
}

/** The checks as they would be if each required one that has not concluded yet passed. */
export function assumedChecks(rules: readonly Rule[], checks: readonly CheckFacts[]): CheckFacts[] {
  const required = rules
    .filter((rule) => rule.type === "required_status_checks")
    .flatMap((rule) => (parametersOf(rule) as StatusCheckParameters).required_status_checks);
  const missing = required.filter((one) => !checks.some((check) => isOf(check, one)));
  return [
    ...checks.map((check) => ({
      ...check,
      outcome: check.outcome === "failing" ? check.outcome : ("passing" as const),
    })),
    ...missing.map((one) => ({
      name: one.context,
      appId: one.integration_id ?? undefined,
      outcome: "passing" as const,
    })),
  ];
}
