/**
 * "Additionally, push rulesets apply to the "Create a blob", "Create a tree", and "Create or update file contents" endpoints in
 * the REST API." (docs.github.com, "Troubleshooting rules")
 */
import type { Repository } from "../core/state.ts";
import { rulesetViolations } from "../rules/evaluate.ts";
import type { FileFacts } from "../rules/model.ts";
import { actorFacts, repositoryFacts, rulesetsOf } from "./actor-facts.ts";
import type { Pusher } from "./judge.ts";
import { Refusal } from "./judge.ts";

/** @throws Refusal if a push ruleset forbids one of the files */
export function judgeFiles({ state, actor }: Pusher, repository: Repository, files: readonly FileFacts[]): void {
  const pushRulesets = rulesetsOf(state, repository).filter((ruleset) => ruleset.target === "push");
  const messages = rulesetViolations(pushRulesets, {
    kind: "update",
    ref: "",
    actor: actorFacts(state, actor, repository),
    repository: repositoryFacts(state, repository),
    fastForward: true,
    commits: [],
    files,
    checks: [],
    workflowRuns: [],
  });
  if (messages.length > 0) throw new Refusal(messages, []);
}
