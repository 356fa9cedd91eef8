/**
 * The rulesets in force for a ref: "A ruleset does not have a priority. Instead, if multiple rulesets target the same branch
 * or tag in a repository, the rules in each of these rulesets are aggregated." (docs.github.com, "About rulesets").
 */
import { refKind } from "./model.ts";
import type { RepositoryFacts, SourcedRuleset } from "./model.ts";
import { refNameMatches } from "./ref-name.ts";
import { repositoryMatches } from "./repository-conditions.ts";

/** @returns those with enforcement `active`; `evaluate` and `disabled` ones block nothing */
export function rulesetsFor(
  rulesets: readonly SourcedRuleset[],
  repository: RepositoryFacts,
  ref: string,
): SourcedRuleset[] {
  return rulesets.filter(
    (ruleset) => ruleset.enforcement === "active" && targets(ruleset, repository, ref) && reaches(ruleset, repository),
  );
}

function targets(ruleset: SourcedRuleset, repository: RepositoryFacts, ref: string): boolean {
  if (ruleset.target === "push") return repository.visibility !== "public";
  if (ruleset.target !== refKind(ref)) return false;
  return refNameMatches(ruleset.conditions.ref_name, ref, repository.defaultBranch);
}

function reaches(ruleset: SourcedRuleset, repository: RepositoryFacts): boolean {
  return ruleset.sourceType === "Repository" || repositoryMatches(ruleset.conditions, repository);
}
