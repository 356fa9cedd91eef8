/** The repositories that a stack touches, and whether the declaration knows them. */
import { suggestion } from "../../suggestion.ts";
import { repositoryFenceName } from "../../tools/fences.ts";
import { undecidedFinding, violation, type Finding } from "../finding.ts";
import { managedRepositories } from "./repositories.ts";
import { githubTypes, type ResourceRecord } from "../resource.ts";

/** What the declaration says, as plain JSON. */
export interface Inventory {
  /** What kind of stack is judged: the organisation's may fence tools in a repository that another stack governs. */
  readonly role: "organization" | "repository";
  /** Repository to tier. */
  readonly inventory: Readonly<Record<string, string>>;
}

export interface DeclaredRepository {
  readonly repository: string;
  readonly tier: string;
  /** The stack's resources about it. */
  readonly resources: readonly ResourceRecord[];
  /** URN of the first of them. */
  readonly urn: string | undefined;
}

/** The repositories of a stack that stand in a tier. */
export function declaredRepositories(stack: readonly ResourceRecord[], facts: Inventory): DeclaredRepository[] {
  return [...managedRepositories(judged(stack, facts)).named].flatMap(([repository, resources]) => {
    const tier = tierOf(repository, facts);
    return tier === undefined ? [] : [{ repository, tier, resources, urn: resources[0]?.urn }];
  });
}

/** Repositories that stand in no tier, and resources about one that nobody knows yet. */
export function undeclaredFindings(stack: readonly ResourceRecord[], facts: Inventory): Finding[] {
  const { named, unnamed } = managedRepositories(judged(stack, facts));
  const undeclared = [...named].filter(([repository]) => tierOf(repository, facts) === undefined);
  return [
    ...undeclared.map(([repository, resources]) => {
      const message = `the repository is not declared; it must stand in a tier.${suggestion(repository, Object.keys(facts.inventory))}`;
      const fix = "Ask the platform team to add it to a tier in governance.yaml.";
      return violation(repository, message, fix, resources[0]?.urn);
    }),
    ...unnamed.map(({ name, urn }) => {
      const message = "which repository this is about is not known yet; it must be a declared one.";
      return undecidedFinding(name, message, "Write the repository's name as text.", urn);
    }),
  ];
}

function tierOf(repository: string, { inventory }: Inventory): string | undefined {
  if (Object.hasOwn(inventory, repository)) return inventory[repository];
  // GitHub compares names without case.
  return Object.entries(inventory).find(([name]) => name.toLowerCase() === repository.toLowerCase())?.[1];
}

function judged(stack: readonly ResourceRecord[], { role }: Inventory): readonly ResourceRecord[] {
  return role === "organization" ? stack.filter((resource) => !isFence(resource)) : stack;
}

function isFence({ type, props }: ResourceRecord): boolean {
  return type === githubTypes.repositoryRuleset && props["name"] === repositoryFenceName;
}
