/** The custom properties an organisation defines for its repositories. */
import { organizationForMembers, ownedOrganization } from "../core/access.ts";
import { sameName } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { notFound, unprocessable } from "../core/errors.ts";
import type { CustomProperty, Organization } from "../core/state.ts";
import { valueProblem } from "./custom-property-checks.ts";

export const customPropertySchemaHandlers: Handlers = {
  "orgs/custom-properties-for-repos-get-organization-definitions": (call) => {
    const organization = organizationForMembers(call);
    return { status: 200, body: organization.customProperties.map((item) => body(call, organization, item)) };
  },
  "orgs/custom-properties-for-repos-get-organization-definition": getOne,
  "orgs/custom-properties-for-repos-create-or-update-organization-definitions": putMany,
  "orgs/custom-properties-for-repos-create-or-update-organization-definition": putOne,
  "orgs/custom-properties-for-repos-delete-organization-definition": remove,
};

/** A definition as it is sent. */
interface Definition {
  readonly property_name: string;
  readonly value_type: CustomProperty["valueType"];
  readonly required?: boolean;
  readonly default_value?: string | string[] | null;
  readonly description?: string | null;
  readonly allowed_values?: string[] | null;
  readonly values_editable_by?: CustomProperty["valuesEditableBy"] | null;
  readonly require_explicit_values?: boolean;
}

const mostProperties = 100;
const mostAllowedValues = 200;

function getOne(call: Call): Reply {
  const organization = organizationForMembers(call);
  return { status: 200, body: body(call, organization, propertyOfPath(call, organization)) };
}

function putOne(call: Call): Reply {
  const organization = owned(call);
  const definition = { ...call.body, property_name: call.path["custom_property_name"] } as Definition;
  return { status: 200, body: body(call, organization, put(organization, definition)) };
}

function putMany(call: Call): Reply {
  const organization = owned(call);
  const definitions = call.body["properties"] as Definition[];
  return { status: 200, body: definitions.map((item) => body(call, organization, put(organization, item))) };
}

function remove(call: Call): Reply {
  const organization = owned(call);
  const property = propertyOfPath(call, organization);
  organization.customProperties = organization.customProperties.filter((item) => item !== property);
  for (const repository of call.state.repositories) {
    if (!sameName(repository.owner, organization.login)) continue;
    delete repository.customPropertyValues[property.propertyName];
  }
  return { status: 204 };
}

function put(organization: Organization, definition: Definition): CustomProperty {
  const property = fromDefinition(definition);
  const index = organization.customProperties.findIndex((item) => item.propertyName === property.propertyName);
  const earlier = organization.customProperties[index];
  const problems = definitionProblems(property, earlier);
  if (earlier === undefined && organization.customProperties.length >= mostProperties) {
    problems.push(`An organization can have at most ${String(mostProperties)} custom properties`);
  }
  if (problems.length > 0) throw unprocessable(`Validation failed: ${problems.join(", ")}`);
  if (index === -1) organization.customProperties.push(property);
  else organization.customProperties[index] = property;
  return property;
}

/** "Missing optional values will fall back to default values, previous values will be overwritten." */
function fromDefinition(definition: Definition): CustomProperty {
  const { default_value: defaultValue } = definition;
  return {
    propertyName: definition.property_name,
    valueType: definition.value_type,
    required: definition.required ?? false,
    defaultValue: defaultValue === undefined || defaultValue === "" ? null : defaultValue,
    description: definition.description ?? null,
    allowedValues: definition.allowed_values ?? null,
    valuesEditableBy: definition.values_editable_by ?? "org_actors",
    requireExplicitValues: definition.require_explicit_values ?? false,
  };
}

function definitionProblems(property: CustomProperty, earlier: CustomProperty | undefined): string[] {
  const { propertyName, valueType, allowedValues, defaultValue, required } = property;
  const problems: string[] = [];
  const isSelect = valueType === "single_select" || valueType === "multi_select";
  if (!/^[\w$#-]{1,75}$/.test(propertyName)) {
    problems.push("Property name can only contain letters, numbers and the characters _ - $ #, at most 75 of them");
  }
  if (earlier !== undefined && earlier.valueType !== valueType) problems.push("Value type cannot be changed");
  if (isSelect && (allowedValues ?? []).length === 0) problems.push("Allowed values must be present");
  if (!isSelect && (allowedValues ?? []).length > 0) problems.push("Allowed values must be blank");
  if ((allowedValues ?? []).length > mostAllowedValues) {
    problems.push(`Allowed values must be at most ${String(mostAllowedValues)}`);
  }
  if (required && defaultValue === null) problems.push("Default value must be present");
  const misfit = defaultValue === null ? undefined : valueProblem(property, defaultValue);
  return misfit === undefined ? problems : [...problems, `Default value ${misfit}`];
}

function body(call: Call, organization: Organization, property: CustomProperty) {
  return {
    property_name: property.propertyName,
    url: `${call.apiUrl}/orgs/${organization.login}/properties/schema/${property.propertyName}`,
    source_type: "organization",
    value_type: property.valueType,
    required: property.required,
    default_value: property.defaultValue,
    description: property.description,
    allowed_values: property.allowedValues,
    values_editable_by: property.valuesEditableBy,
    require_explicit_values: property.requireExplicitValues,
  };
}

const owned = (call: Call): Organization =>
  ownedOrganization(call, { permission: "organization_custom_properties:admin" });

function propertyOfPath(call: Call, organization: Organization): CustomProperty {
  const name = call.path["custom_property_name"];
  const property = organization.customProperties.find((item) => item.propertyName === name);
  if (property === undefined) throw notFound();
  return property;
}
