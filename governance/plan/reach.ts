/** Whether an organisation ruleset reaches one repository. */
import { matchesPattern } from "../fnmatch.ts";
import { every, field, is, isAbsent, isUnknown, listOf, some, textsOf, type Certainty } from "../policy/property.ts";
import { isByNumber, unlisted, type PlacedRepository } from "./placement.ts";

/**
 * "All of these properties must match for the condition to pass." (include), "The condition will not pass if any of these
 * properties match." (exclude): GitHub's description of rulesets. No condition at all reaches nothing.
 */
export function reaches(conditions: unknown, repository: PlacedRepository): Certainty {
  if (isUnknown(conditions)) return "unknown";
  const names = field(conditions, "repositoryName");
  const ids = field(conditions, "repositoryIds");
  const properties = field(conditions, "repositoryProperty");
  // A repository that only its number stands for is judged under its name for everything else.
  if (isByNumber(repository)) return isAbsent(ids) === "yes" ? "no" : idMatches(ids, repository);
  const answers = [
    ...(isAbsent(names) === "yes" ? [] : [nameMatches(names, repository)]),
    ...(isAbsent(ids) === "yes" ? [] : [idMatches(ids, repository)]),
    ...(isAbsent(properties) === "yes" ? [] : [propertiesMatch(properties, repository)]),
  ];
  return answers.length === 0 ? "no" : every(answers);
}

function nameMatches(condition: unknown, { name }: PlacedRepository): Certainty {
  if (isUnknown(condition)) return "unknown";
  const matches = (list: unknown): Certainty => {
    const { items, complete } = textsOf(list);
    const known = items.some((pattern) => pattern === "~ALL" || (name !== unlisted && matchesPattern(pattern, name)));
    return known ? "yes" : complete ? "no" : "unknown";
  };
  return every([matches(field(condition, "includes")), not(matches(field(condition, "excludes")))]);
}

function idMatches(condition: unknown, { name, id }: PlacedRepository): Certainty {
  const { items, complete } = listOf(condition);
  if (name === unlisted || id === undefined || isUnknown(id)) return complete ? "no" : "unknown";
  return items.map(Number).includes(Number(id)) ? "yes" : complete ? "no" : "unknown";
}

function propertiesMatch(condition: unknown, repository: PlacedRepository): Certainty {
  if (isUnknown(condition)) return "unknown";
  const matches = (wanted: unknown): Certainty => propertyMatches(wanted, repository);
  const [included, excluded] = [listOf(field(condition, "includes")), listOf(field(condition, "excludes"))];
  return every([
    ...included.items.map(matches),
    included.complete ? "yes" : "unknown",
    not(some([...excluded.items.map(matches), excluded.complete ? "no" : "unknown"])),
  ]);
}

/** A value, or any value of a multi-select, is in the list. */
function propertyMatches(wanted: unknown, { properties }: PlacedRepository): Certainty {
  const name = field(wanted, "name");
  const ours = is(field(wanted, "source") ?? "custom", "custom");
  // GitHub's own properties, such as visibility, are not in a preview.
  if (ours !== "yes" || typeof name !== "string") return "unknown";
  const values = textsOf(typeof properties[name] === "string" ? [properties[name]] : properties[name]);
  const allowed = textsOf(field(wanted, "propertyValues"));
  if (values.items.some((value) => allowed.items.includes(value))) return "yes";
  return values.complete && allowed.complete ? "no" : "unknown";
}

function not(answer: Certainty): Certainty {
  return answer === "yes" ? "no" : answer === "no" ? "yes" : "unknown";
}
