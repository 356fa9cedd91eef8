/**
 * "Applying this rule will block direct pushes because the ruleset workflows run as part of the pull request and merge queue
 * experience." A run counts if it is of the named repository, path and ref and succeeded on the head commit; a check run of
 * the same name does not.
 */
import type { Rule } from "../../core/state.ts";
import { defineRule, parametersOf, shortName } from "../model.ts";
import type { WorkflowRunFacts } from "../model.ts";

interface WorkflowReference {
  readonly repository_id: number;
  readonly path: string;
  /** Branch or tag of the workflow file; the default branch of its repository if absent. */
  readonly ref?: string;
  readonly sha?: string;
}

interface WorkflowsParameters {
  readonly workflows: readonly WorkflowReference[];
  readonly do_not_enforce_on_create?: boolean;
}

export const workflows = defineRule<WorkflowsParameters>("workflows", (parameters, change) => {
  const applying = parameters.filter((one) => !(change.kind === "create" && one.do_not_enforce_on_create));
  if (change.kind === "delete") return [];
  const runs = change.pull === undefined ? [] : change.workflowRuns;
  const open = applying.flatMap((one) => one.workflows).filter((wanted) => !runs.some((run) => satisfies(run, wanted)));
  return open.map((wanted) => `Required workflow '${wanted.path}' is not satisfied`);
});

const satisfies = (run: WorkflowRunFacts, wanted: WorkflowReference): boolean => run.successful && isOf(run, wanted);

function isOf(run: WorkflowRunFacts, wanted: WorkflowReference): boolean {
  if (run.repositoryId !== wanted.repository_id || run.path !== wanted.path) return false;
  if (wanted.sha && run.workflowSha !== wanted.sha) return false;
  return wanted.ref ? run.ref === shortName(wanted.ref) : run.refIsDefaultBranch;
}

/** The runs as if those under way succeeded, and a successful one of each required workflow that has not run yet. */
export function assumedRuns(rules: readonly Rule[], runs: readonly WorkflowRunFacts[]): WorkflowRunFacts[] {
  const required = rules
    .filter((rule) => rule.type === "workflows")
    .flatMap((rule) => (parametersOf(rule) as WorkflowsParameters).workflows);
  const missing = required.filter((wanted) => !runs.some((run) => isOf(run, wanted)));
  const assumed = missing.map(({ repository_id: repositoryId, path, ref, sha }) => ({
    ...{ repositoryId, path, ref: shortName(ref ?? ""), refIsDefaultBranch: true, workflowSha: sha, successful: true },
  }));
  return [...runs.map((run) => (run.unfinished === true ? { ...run, successful: true } : run)), ...assumed];
}
