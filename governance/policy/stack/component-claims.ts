/** A token is a claim: what it stands for must be there. */
import { suggestion } from "../../suggestion.ts";
import { componentChildren, requiredChildren, type RulesetComponent } from "./component-children.ts";
import { violation, type Finding } from "../finding.ts";
import { awsTypes, bucketOwnership, ownTypes, type ResourceRecord } from "../resource.ts";

const ownPrefix = "ai-governance:";
const customTypes: readonly string[] = Object.values(ownTypes);
const bucketTypes: readonly string[] = [...Object.values(awsTypes).flat(), ...bucketOwnership];

/** Components without the children that their token promises, tokens that nobody knows, and resources that are none. */
export function componentClaimFindings(
  stack: readonly ResourceRecord[],
  withRulesets: readonly RulesetComponent[],
): Finding[] {
  const children = Map.groupBy(stack, ({ parent }) => parent);
  return stack.flatMap((resource) => {
    const provider = expectedProvider(resource.type);
    if (provider !== undefined) return impostorFindings(resource, provider);
    if (!resource.type.startsWith(ownPrefix)) return [];
    const required = requiredChildren(resource.type, withRulesets);
    if (required === undefined) return unknownTokenFindings(resource);
    return childFindings(resource, required, children.get(resource.urn) ?? []);
  });
}

/** The package that alone can have resources of a type on which rules rely. */
function expectedProvider(type: string): string | undefined {
  if (type.startsWith("github:")) return "github";
  if (customTypes.includes(type)) return "ai-governance";
  return bucketTypes.includes(type) ? "aws" : undefined;
}

function impostorFindings({ type, name, urn, provider }: ResourceRecord, expected: string): Finding[] {
  if (provider?.type === `pulumi:providers:${expected}`) return [];
  const what = provider === undefined ? "a component" : `a resource of ${provider.type}`;
  const message = `${what} carries the token ${type} and does not do what it says; only one of the ${expected} provider must.`;
  return [violation(name, message, `Declare ${classOf(type)} with the ${expected} provider.`, urn)];
}

function unknownTokenFindings({ type, name, urn }: ResourceRecord): Finding[] {
  const known = [...Object.keys(componentChildren), ...customTypes].map(classOf);
  const message = `ai-governance has no ${type}; a token of it must be one that it has.${suggestion(classOf(type), known)}`;
  return [violation(name, message, "Use a component of pulumi-ai-governance, or another token for your own.", urn)];
}

function childFindings(
  { type, name, urn }: ResourceRecord,
  required: readonly (readonly string[])[],
  children: readonly ResourceRecord[],
): Finding[] {
  const lacking = required.filter((types) => !children.some((child) => types.includes(child.type)));
  if (lacking.length === 0) return [];
  const named = lacking.map((types) => classOf(types[0] ?? "")).join(", ");
  const message = `calls itself ${classOf(type)} but lacks what that declares: ${named}; it must be the component of pulumi-ai-governance.`;
  return [violation(name, message, `Use ${classOf(type)} of pulumi-ai-governance with all its arguments.`, urn)];
}

const classOf = (type: string): string => type.slice(type.lastIndexOf(":") + 1);
