/** The properties by which rules and fences find repositories exist, with the values of the declaration. */
import type { GovernedProperty } from "../../controls/properties.ts";
import { checkFindings, type Check } from "../check.ts";
import { undecidedFinding, violation, type Finding } from "../finding.ts";
import { every, field, hasOnly, includes, is, isUnknown, type Certainty } from "../property.ts";
import { githubTypes, isComputed, ofType, type ResourceRecord } from "../resource.ts";

const fix = "Use the OrganizationGuardrails component with the tiers and tools of governance.yaml.";

/** Governed properties that are absent, or of another kind than declared. */
export function requiredPropertyFindings(
  stack: readonly ResourceRecord[],
  wanted: readonly GovernedProperty[],
): Finding[] {
  const properties = ofType(stack, githubTypes.organizationCustomProperties);
  const mayExist = properties.some(({ props }) => isUnknown(field(props, "propertyName")));
  return wanted.flatMap((property) => {
    const own = properties.filter(({ props }) => field(props, "propertyName") === property.name);
    if (own.length > 0) {
      return own.flatMap((each) => checkFindings(property.name, checksOf(each, property), fix, each.urn));
    }
    const message = "the stack does not define the property; rules and fences reach repositories by it, so it must.";
    return [(mayExist ? undecidedFinding : violation)(property.name, message, fix)];
  });
}

function checksOf(resource: ResourceRecord, { valueType, allowedValues, defaultValue }: GovernedProperty): Check[] {
  const { props } = resource;
  const allowed = field(props, "allowedValues");
  return [
    {
      answer: is(field(props, "valueType"), valueType),
      what: `the property is of another type; it must be ${valueType}.`,
    },
    ...(allowedValues === undefined
      ? []
      : [
          {
            answer: every([hasOnly(allowed, allowedValues), ...allowedValues.map((value) => includes(allowed, value))]),
            what: `the property allows other values; they must be ${allowedValues.join(", ")}.`,
          },
        ]),
    ...(defaultValue === undefined
      ? []
      : [
          {
            answer: every([is(field(props, "required"), true), is(field(props, "defaultValue"), defaultValue)]),
            what: `a repository that nobody placed has no value; it must be required, with default ${defaultValue}.`,
          },
        ]),
    ...(valueType === "true_false"
      ? [
          {
            answer: defaultsToNo(resource),
            what: 'a repository that nobody placed may have the value "true"; the default must be left out, or "false".',
          },
        ]
      : []),
  ];
}

// The provider gives back a default that was left out: unknown before the first update, then empty.
function defaultsToNo(resource: ResourceRecord): Certainty {
  const value = field(resource.props, "defaultValue");
  if (isUnknown(value)) return isComputed(resource, "defaultValue") ? "yes" : "unknown";
  return value === undefined || value === "" || value === "false" ? "yes" : "no";
}
