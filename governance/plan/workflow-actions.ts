/** Actions that workflows may use, and where workflows run. */
import { every, field, is, isUnknown, listOf, some, textsOf, type Certainty } from "../policy/property.ts";
import { ofType, type ResourceRecord } from "../policy/resource.ts";
import type { Permission } from "./permissions.ts";
import { nameByNumber, type PlacedRepository } from "./placement.ts";

export const actionsType = "github:index/actionsOrganizationPermissions:ActionsOrganizationPermissions";

/** Patterns that either side allows or blocks, GitHub's own actions among them. */
export function actionPatterns(resources: readonly ResourceRecord[]): string[] {
  const patterns = ofType(resources, actionsType).flatMap(({ props }) => {
    const { allowed, blocked } = listsOf(props);
    return [...allowed, ...blocked];
  });
  return [...new Set(patterns)];
}

/** One allowed more is a permission, and so is one blocked less. */
export function workflowPermissions(side: readonly ResourceRecord[], patterns: readonly string[]): Permission[] {
  return ofType(side, actionsType).flatMap(({ props }) => [
    ...patterns.map((pattern) => {
      const answer = mayUse(props, pattern);
      return { subject: "workflows", permission: `use ${pattern}`, names: [], on: () => answer };
    }),
    { subject: "workflows", permission: "run", names: [], on: (repository) => runsIn(props, repository) },
  ]);
}

// GitHub owns these organisations, and has one switch for both.
const githubOwned = ["actions/*", "github/*"];

function listsOf(props: unknown) {
  const config = field(props, "allowedActionsConfig");
  const { items, complete } = textsOf(field(config, "patternsAlloweds"));
  const owned = field(config, "githubOwnedAllowed");
  const blocked = items.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
  const allowed = [...items.filter((pattern) => !pattern.startsWith("!")), ...(owned === true ? githubOwned : [])];
  return { allowed, blocked, complete: complete && !isUnknown(owned) && !isUnknown(config) };
}

function mayUse(props: unknown, pattern: string): Certainty {
  const { allowed, blocked, complete } = listsOf(props);
  const mode = field(props, "allowedActions");
  const isListed = every([
    allowed.some((each) => covers(each, pattern)) ? "yes" : complete ? "no" : "unknown",
    blocked.some((each) => covers(each, pattern)) ? "no" : "yes",
  ]);
  return some([is(mode, "all"), every([is(mode, "selected"), isListed])]);
}

/** `*` stands for any text, so a pattern that matches another one as text covers all that it matches. */
function covers(pattern: string, other: string): boolean {
  const [first = "", ...rest] = pattern.toLowerCase().split("*");
  const text = other.toLowerCase();
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at + last.length <= text.length;
}

function runsIn(props: unknown, { id }: PlacedRepository): Certainty {
  const enabled = field(props, "enabledRepositories");
  if (enabled !== "selected") return is(enabled, "all");
  const { items, complete } = listOf(field(props, "enabledRepositoriesConfig", "repositoryIds"));
  const names = items.map(nameByNumber);
  if (id !== undefined && !isUnknown(id) && names.includes(nameByNumber(id))) return "yes";
  return complete && (id === undefined || !isUnknown(id)) ? "no" : "unknown";
}
