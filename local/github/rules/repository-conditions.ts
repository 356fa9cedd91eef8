/** Which repositories an organisation's ruleset targets. */
import type { NamePatterns, PropertyCondition, RulesetConditions } from "../core/state.ts";
import { fnmatch } from "./fnmatch.ts";
import type { RepositoryFacts } from "./model.ts";

export function repositoryMatches(conditions: RulesetConditions, repository: RepositoryFacts): boolean {
  const { repository_name: names, repository_id: ids, repository_property: properties } = conditions;
  if (names !== undefined) return nameMatches(names, repository.name);
  if (ids !== undefined) return ids.repository_ids.includes(repository.id);
  return properties !== undefined && propertiesMatch(properties, repository);
}

/** "Array of repository names or patterns to include. One of these patterns must match for the condition to pass." */
function nameMatches(condition: NamePatterns, name: string): boolean {
  const matches = (pattern: string): boolean => pattern === "~ALL" || fnmatch(pattern, name);
  return condition.include.some(matches) && !condition.exclude.some(matches);
}

/**
 * "All of these properties must match for the condition to pass." (include), "The condition will not pass if any of these
 * properties match." (exclude). An empty include therefore targets every repository that exclude does not name.
 */
function propertiesMatch(
  condition: { include: readonly PropertyCondition[]; exclude: readonly PropertyCondition[] },
  repository: RepositoryFacts,
): boolean {
  const matches = (wanted: PropertyCondition): boolean => propertyMatches(wanted, repository);
  return (condition.include ?? []).every(matches) && !(condition.exclude ?? []).some(matches);
}

/** A value, or any value of a multi-select, is in the list. */
function propertyMatches(wanted: PropertyCondition, repository: RepositoryFacts): boolean {
  const value = wanted.source === "system" ? systemValue(wanted.name, repository) : repository.properties[wanted.name];
  const values = typeof value === "string" ? [value] : (value ?? []);
  return values.some((one) => wanted.property_values.includes(one));
}

function systemValue(name: string, repository: RepositoryFacts): string | undefined {
  if (name === "visibility") return repository.visibility;
  throw new RangeError(`System property "${name}" is not evaluated; evaluated is: visibility.`);
}
