/**
 * "Additionally, push rulesets apply to the "Create a blob", "Create a tree", and "Create or update file contents" endpoints in
 * the REST API." (docs.github.com, "Troubleshooting rules"). "Push rules apply to the entire fork network for a repository", with
 * the bypass list that they have there.
 */
import type { Repository } from "../core/state.ts";
import { rulesetViolations } from "../rules/evaluate.ts";
import type { FileFacts } from "../rules/model.ts";
import { actorFacts, repositoryFacts, rulesetsOf } from "./actor-facts.ts";
import type { Pusher } from "./judge.ts";
import { Refusal } from "./judge.ts";
import { sourceOf } from "./network.ts";

/** @throws Refusal if a push ruleset forbids one of the files */
export function judgeFiles({ state, actor, now }: Pusher, repository: Repository, files: readonly FileFacts[]): void {
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
  const source = sourceOf(state, repository);
  if (source !== undefined) judgeFiles({ state, actor, now }, source, files);
}
