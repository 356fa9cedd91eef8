import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import type { ResourceRecord } from "../../governance/policy/resource.ts";
import { UNKNOWN } from "../../governance/policy/unknown.ts";
import { UnknownValueError } from "../sdk/unknown-value.ts";

/**
 * A resource as the predicates take it: plain values, and `UNKNOWN` where preview cannot know one. This is the only place
 * that meets the SDK's UnknownValueError, so that one unknown value never hides the rest of a resource, or other resources.
 */
export function plainRecord(resource: ResourceValidationArgs | PolicyResource): ResourceRecord {
  const { type, name, urn, props, opts, provider } = resource;
  const parent = opts.parent ?? ("parent" in resource ? resource.parent?.urn : undefined);
  return {
    type,
    name,
    urn,
    props: plainProperties(props),
    isProtected: opts.protect,
    ignoreChanges: opts.ignoreChanges,
    ...(parent !== undefined && parent !== "" && { parent }),
    ...(provider && { provider: { ...provider, props: plainProperties(provider.props) } }),
    ...("propertyDependencies" in resource && { origins: originsOf(resource) }),
  };
}

function plainProperties(properties: Record<string, unknown>): Record<string, unknown> {
  return plain(properties) as Record<string, unknown>;
}

function originsOf({ propertyDependencies }: PolicyResource): Record<string, string[]> {
  const origins = Object.entries(propertyDependencies);
  return Object.fromEntries(origins.map(([property, resources]) => [property, resources.map(({ urn }) => urn)]));
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return Array.from({ length: value.length }, (_, index) => read(() => value[index]));
  if (typeof value !== "object" || value === null) return value;
  const properties = value as Record<string, unknown>;
  return Object.fromEntries(Object.keys(properties).map((key) => [key, read(() => properties[key])]));
}

function read(property: () => unknown): unknown {
  try {
    return plain(property());
  } catch (error) {
    if (error instanceof UnknownValueError) return UNKNOWN;
    throw error;
  }
}
