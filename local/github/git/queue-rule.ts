/** Whether a branch has a merge queue, and which. */
import type { Repository, State } from "../core/state.ts";
import { rulesetsFor } from "../rules/applicable.ts";
import type { MergeMethod } from "../rules/model.ts";
import type { MergeQueueParameters } from "../rules/rule/merge-queue.ts";
import { repositoryFacts, rulesetsOf } from "./actor-facts.ts";

/** The parameters of the rule, as the API names them; `undefined` where changes need no queue. */
export function queueRule(state: State, repository: Repository, branch: string): MergeQueueParameters | undefined {
  const facts = repositoryFacts(state, repository);
  const rules = rulesetsFor(rulesetsOf(state, repository), facts, `refs/heads/${branch}`).flatMap(({ rules }) => rules);
  const parameters = rules.find((rule) => rule.type === "merge_queue")?.parameters;
  return parameters as MergeQueueParameters | undefined;
}

export const queueMethod = (rule: MergeQueueParameters): MergeMethod => rule.merge_method.toLowerCase() as MergeMethod;
