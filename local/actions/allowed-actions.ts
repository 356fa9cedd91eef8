/** Which actions may be used: docs.github.com, "Managing GitHub Actions permissions for your organization". */
import { organizationByLogin } from "../github/core/actors.ts";
import type { ActionsPermissions, State } from "../github/core/state.ts";
import { literal } from "./literal.ts";
import { repositoryNamed } from "./source.ts";

/**
 * @param uses what the steps of a workflow name, e.g. `octo/tool/path@v1`
 * @returns why GitHub does not start the run, in its own words; `undefined` where everything is allowed
 */
export function refusalOf(state: State, fullName: string, uses: readonly string[]): string | undefined {
  const repository = repositoryNamed(state, fullName);
  if (repository === undefined) return undefined;
  const above = organizationByLogin(state, repository.owner)?.actions;
  const policies = [...(above === undefined ? [] : [above]), repository.actions];
  const foreign = uses.filter((one) => ownerOf(one).toLowerCase() !== repository.owner.toLowerCase());
  const reasons = policies.flatMap((policy) => [
    ...notAllowed(policy, foreign, repository.owner),
    ...(policy.shaPinningRequired ? notPinned(uses) : []),
  ]);
  const [first] = reasons;
  return first === undefined ? undefined : message(first, fullName);
}

interface Reason {
  readonly uses: readonly string[];
  readonly must: string;
}

function notAllowed(policy: ActionsPermissions, uses: readonly string[], owner: string): Reason[] {
  if (policy.allowedActions === "all") return [];
  const { githubOwnedAllowed, patternsAllowed } = policy.selectedActions;
  const isLocal = policy.allowedActions === "local_only";
  const refused = uses.filter((one) => isLocal || !isSelected(one, githubOwnedAllowed, patternsAllowed));
  const sources = [
    `from a repository owned by ${owner}`,
    ...(!isLocal && githubOwnedAllowed ? ["created by GitHub"] : []),
    ...(!isLocal && patternsAllowed.length > 0 ? [`match one of the patterns: ${patternsAllowed.join(", ")}`] : []),
  ];
  return refused.length === 0 ? [] : [{ uses: refused, must: `be ${sources.join(", or ")}` }];
}

/** Entries that begin with `!` block, whatever the others allow. */
function isSelected(uses: string, githubOwned: boolean, patterns: readonly string[]): boolean {
  const matches = (pattern: string): boolean => patternMatches(pattern, uses);
  if (patterns.some((pattern) => pattern.startsWith("!") && matches(pattern.slice(1)))) return false;
  if (githubOwned && ["actions", "github"].includes(ownerOf(uses).toLowerCase())) return true;
  return patterns.some((pattern) => !pattern.startsWith("!") && matches(pattern));
}

/** "You can use the `*` wildcard character to match patterns", e.g. `space-org*\/*`, `octo/tool@*`, which is not `octo/tool/path@v1`. */
function patternMatches(pattern: string, uses: string): boolean {
  const parts = pattern.split("*").map((part) => literal(part));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(uses);
}

const ownerOf = (uses: string): string => uses.split("/")[0] ?? "";

const notPinned = (uses: readonly string[]): Reason[] => {
  const loose = uses.filter((one) => !/@[0-9a-f]{40}$/.test(one));
  return loose.length === 0 ? [] : [{ uses: loose, must: "be pinned to a full-length commit SHA" }];
};

function message({ uses, must }: Reason, fullName: string): string {
  const what = uses.length === 1 ? `The action ${uses[0]} is` : `The actions ${uses.join(", ")} are`;
  return `${what} not allowed in ${fullName} because all actions must ${must}.`;
}
