import * as pulumi from "@pulumi/pulumi";

/** Name of an organisation ruleset to its numeric id, as text. */
export interface RulesetIdsArgs {
  [name: string]: string;
}

/**
 * Options that take over the ruleset of that name where GitHub already has it. A name is unique in an organisation, so
 * after an update that was killed between GitHub's answer and the state, creating it again would fail for ever. For a
 * ruleset that the state knows, the import id equals its own and changes nothing.
 */
export function adopt(
  opts: pulumi.CustomResourceOptions,
  name: string,
  existing: RulesetIdsArgs | undefined,
): pulumi.CustomResourceOptions {
  const id = existing?.[name];
  return id === undefined ? opts : pulumi.mergeOptions(opts, { import: id });
}

/** The arguments without what GitHub happens to have now: only what the program declares belongs in the state. */
export function declared<T extends { existingRulesets?: RulesetIdsArgs }>({ existingRulesets, ...args }: T) {
  return args;
}
