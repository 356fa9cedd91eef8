/** Every rule type and what evaluates it. */
import type { RuleCheck } from "./model.ts";
import { requiredLinearHistory, requiredSignatures } from "./rule/history.ts";
import { mergeQueue } from "./rule/merge-queue.ts";
import { metadataPatterns } from "./rule/metadata-patterns.ts";
import { pullRequest } from "./rule/pull-request.ts";
import { pushedFiles } from "./rule/pushed-files.ts";
import { creation, deletion, nonFastForward, update } from "./rule/ref-restrictions.ts";
import { requiredStatusChecks } from "./rule/status-checks.ts";
import { workflows } from "./rule/workflows.ts";

export const ruleChecks: readonly RuleCheck[] = [
  creation,
  update,
  deletion,
  nonFastForward,
  requiredLinearHistory,
  requiredSignatures,
  ...metadataPatterns,
  mergeQueue,
  pullRequest,
  requiredStatusChecks,
  workflows,
  ...pushedFiles,
];

/** Asks for a review and stops nothing: "Request Copilot code review for new pull requests automatically". */
const neverBlocking = new Set(["copilot_code_review"]);

export class RuleNotEvaluated extends Error {
  constructor(type: string) {
    super(`The rule "${type}" is in force here, but it is not evaluated locally. Disable its ruleset to go on.`);
    this.name = "RuleNotEvaluated";
  }
}

/** @throws RuleNotEvaluated rather than letting a change pass that GitHub might refuse */
export function checkOf(type: string): RuleCheck | undefined {
  const found = ruleChecks.find((check) => check.type === type);
  if (found === undefined && !neverBlocking.has(type)) throw new RuleNotEvaluated(type);
  return found;
}
