/** Tier and tools that the organisation stack writes to repositories are those of the declaration. */
import {
  canaryProperty,
  isGovernedProperty,
  tierProperty,
  toolProperty,
  toolsProperty,
  type Placement,
} from "../../controls/properties.ts";
import { checkFindings, type Check } from "../check.ts";
import { undecidedFinding, type Finding } from "../finding.ts";
import { field, hasOnly, is, isUnknown, some, type Certainty } from "../property.ts";
import { repositoryOf } from "../repository/repositories.ts";
import { githubTypes, ofType, ownTypes, type ResourceRecord } from "../resource.ts";
import { UNKNOWN } from "../unknown.ts";

const fix = "Write what governance.yaml says, or use the OrganizationGuardrails component.";

/** What the declaration says, as plain JSON. */
export interface Placements {
  /** Repository to where it stands. */
  readonly placements: Readonly<Record<string, Placement>>;
  /** Tier of the repositories that are not listed; they admit no tool. */
  readonly defaultTier: string;
}

/** One value of a property, as a resource writes it. */
interface Written {
  readonly repository: unknown;
  readonly property: unknown;
  readonly value: unknown;
}

/** Governed properties of repositories whose written value admits more than the declared one, or may. */
export function writtenPlacementFindings(stack: readonly ResourceRecord[], facts: Placements): Finding[] {
  const placed = new Map(Object.entries(facts.placements).map(([name, place]) => [name.toLowerCase(), place]));
  const unlisted: Placement = { tier: facts.defaultTier, tools: [], canary: false };
  return ofType(stack, ownTypes.propertyValues, githubTypes.repositoryCustomProperty).flatMap((resource) =>
    writtenBy(resource, stack).flatMap(({ repository, property, value }) => {
      if (!isUnknown(property) && !isGovernedProperty(property)) return [];
      const subject = typeof repository === "string" ? repository : resource.name;
      if (typeof repository !== "string" || typeof property !== "string") {
        const message = "which property of which repository it writes is not known yet; it must be as declared.";
        return [undecidedFinding(subject, message, fix, resource.urn)];
      }
      // GitHub does not tell upper from lower case in names of repositories.
      const place = placed.get(repository.toLowerCase()) ?? unlisted;
      return checkFindings(subject, [checkOf(property, value, place)], fix, resource.urn);
    }),
  );
}

function writtenBy(resource: ResourceRecord, stack: readonly ResourceRecord[]): Written[] {
  const { type, props } = resource;
  if (type === githubTypes.repositoryCustomProperty) {
    const property = field(props, "propertyName");
    const values = field(props, "propertyValues");
    const alone = Array.isArray(values) && values.length === 1 && property !== toolsProperty;
    return [{ repository: repositoryOf(resource, stack), property, value: alone ? field(values, 0) : values }];
  }
  return entriesOf(field(props, "values")).flatMap(([repository, values]) =>
    entriesOf(values).map(([property, value]) => ({ repository, property, value })),
  );
}

function entriesOf(value: unknown): (readonly [key: unknown, value: unknown])[] {
  if (isUnknown(value)) return [[UNKNOWN, UNKNOWN]];
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function checkOf(property: string, value: unknown, { tier, tools, canary }: Placement): Check {
  const check = (answer: Certainty, must: string): Check => ({
    answer,
    what: `property ${property} has another value than declared; it must be ${must}.`,
  });
  if (property === tierProperty) return check(is(value, tier), tier);
  if (property === canaryProperty) return check(is(value, String(canary)), `"${String(canary)}"`);
  if (property === toolsProperty) return check(hasOnly(value, tools), tools.length === 0 ? "empty" : tools.join(", "));
  // A tool that is stopped may work nowhere, whatever is declared.
  const admitted = tools.some((tool) => toolProperty(tool) === property);
  const refused = is(value, "false");
  return check(admitted ? some([refused, is(value, "true")]) : refused, admitted ? '"true" or "false"' : '"false"');
}
