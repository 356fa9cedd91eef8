/** Which repositories an organisation ruleset reaches. GitHub reads its conditions together: each one more narrows it. */
import { every, field, includes, is, isAbsent, isEmpty, onlyItem, textsOf, type Certainty } from "../property.ts";

/** A custom property and the value of it that selects repositories. */
export interface PropertyValue {
  readonly name: string;
  readonly value: string;
}

/** Whether a ruleset reaches all repositories of the organisation. */
export function reachesAll(conditions: unknown): Certainty {
  const names = field(conditions, "repositoryName");
  return every([
    includes(field(names, "includes"), "~ALL"),
    isEmpty(field(names, "excludes")),
    isAbsent(field(conditions, "repositoryProperty")),
    isAbsent(field(conditions, "repositoryIds")),
  ]);
}

/** Whether a ruleset reaches every repository with that value. */
export function reachesAllWith(conditions: unknown, wanted: PropertyValue): Certainty {
  const property = field(conditions, "repositoryProperty");
  const { item, alone } = onlyItem(field(property, "includes"));
  return every([isAboutPropertyOnly(conditions), alone, isAbout(item, wanted), isEmpty(field(property, "excludes"))]);
}

/** Whether a ruleset reaches every repository but those with that value. */
export function reachesAllWithout(conditions: unknown, left: PropertyValue): Certainty {
  const property = field(conditions, "repositoryProperty");
  const { item, alone } = onlyItem(field(property, "excludes"));
  const values = textsOf(field(item, "propertyValues"));
  const noOther = values.items.some((value) => value !== left.value) ? "no" : values.complete ? "yes" : "unknown";
  return every([
    isAboutPropertyOnly(conditions),
    isEmpty(field(property, "includes")),
    alone,
    isAbout(item, left),
    noOther,
  ]);
}

// Without a source GitHub means the organisation's own properties; "system" ones are GitHub's, whatever their name.
function isAbout(condition: unknown, { name, value }: PropertyValue): Certainty {
  return every([
    is(field(condition, "name"), name),
    is(field(condition, "source") ?? "custom", "custom"),
    includes(field(condition, "propertyValues"), value),
  ]);
}

function isAboutPropertyOnly(conditions: unknown): Certainty {
  return every([isAbsent(field(conditions, "repositoryName")), isAbsent(field(conditions, "repositoryIds"))]);
}
