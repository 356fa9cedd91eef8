/**
 * "Applying this rule will block direct pushes because the ruleset workflows run as part of the pull request and merge queue
 * experience." A run counts if it is of the named repository, path and ref and succeeded on the head commit; a check run of
 * the same name does not.
 */
import { defineRule, shortName } from "../model.ts";
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

function satisfies(run: WorkflowRunFacts, wanted: WorkflowReference): boolean {
  if (!run.successful || run.repositoryId !== wanted.repository_id || run.path !== wanted.path) return false;
  if (wanted.sha && run.workflowSha !== wanted.sha) return false;
  return wanted.ref ? run.ref === shortName(wanted.ref) : run.refIsDefaultBranch;
}
