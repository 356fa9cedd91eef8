/** The rules in force for a branch, whether or not it exists: https://docs.github.com/rest/repos/rules */
import { repositoryFor } from "../core/access.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { pageOf } from "../core/pagination.ts";
import { repositoryFacts, rulesetsOf } from "../git/actor-facts.ts";
import { rulesetsFor } from "../rules/applicable.ts";

export const branchRuleHandlers: Handlers = { "repos/get-branch-rules": getBranchRules };

/** Only rules that are enforced; `evaluate` and `disabled` rulesets do not show, nor does who may bypass. */
function getBranchRules(call: Call): Reply {
  const repository = repositoryFor(call, "metadata:read");
  const ref = `refs/heads/${call.path["branch"] ?? ""}`;
  const facts = repositoryFacts(call.state, repository);
  const rules = rulesetsFor(rulesetsOf(call.state, repository), facts, ref)
    .filter((ruleset) => ruleset.target === "branch")
    .flatMap((ruleset) =>
      ruleset.rules.map((rule) => ({
        ...rule,
        ruleset_source_type: ruleset.sourceType,
        ruleset_source: ruleset.source,
        ruleset_id: ruleset.id,
      })),
    );
  const { items, headers } = pageOf(call, rules);
  return { status: 200, body: items, headers };
}
