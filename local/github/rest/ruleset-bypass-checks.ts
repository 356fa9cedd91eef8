/** Who a ruleset's bypass list may name, and how. */
import type { BypassActor, Ruleset } from "../core/state.ts";
import { githubActionsAppId } from "../core/actors.ts";
import type { RulesetHome } from "./ruleset-checks.ts";

/** Built-in roles that may bypass: maintain, write and admin. */
const bypassRoles = new Set([2, 4, 5]);

export function bypassProblems(home: RulesetHome, { target, bypassActors }: Ruleset): string[] {
  const repeated = bypassActors.filter(
    (actor, index) => bypassActors.findIndex((item) => isSame(item, actor)) !== index,
  );
  return [
    ...repeated.map((actor) => `Actor ${nameOf(actor)} has already been added to this ruleset`),
    ...bypassActors.flatMap((actor) => identityProblem(home, actor) ?? []),
    ...bypassActors.flatMap((actor) => modeProblem(target, actor) ?? []),
  ];
}

const isSame = (a: BypassActor, b: BypassActor): boolean => a.actor_type === b.actor_type && a.actor_id === b.actor_id;
const nameOf = ({ actor_type: type, actor_id: id }: BypassActor): string =>
  id === null ? type : `${type} ${String(id)}`;

function identityProblem(home: RulesetHome, actor: BypassActor): string | undefined {
  const { organization, state } = home;
  const id = actor.actor_id ?? 0;
  switch (actor.actor_type) {
    case "OrganizationAdmin":
      return organization === undefined ? "Actor organization admin needs an organization" : undefined;
    case "RepositoryRole":
      return bypassRoles.has(id) ? undefined : `Actor repository role ${String(id)} is not a role that can bypass`;
    case "Team":
      if (organization?.teams.some((team) => team.id === id) === true) return undefined;
      return "Actor team must be part of the ruleset source or owner organization";
    case "Integration":
      return integrationProblem(home, id);
    case "User":
      if (home.kind === "organization") return "Actor user is not allowed in an organization ruleset";
      return state.users.some((user) => user.id === id) ? undefined : "Actor user must have access to the repository";
    case "DeployKey":
      return undefined;
  }
}

function integrationProblem({ organization, state }: RulesetHome, id: number): string | undefined {
  const isInstalled = organization?.installations.some((installation) => installation.appId === id) === true;
  if (isInstalled || id === githubActionsAppId) return undefined;
  const name = state.apps.find((app) => app.id === id)?.name ?? String(id);
  return `Actor ${name} integration must be part of the ruleset source or owner organization`;
}

/** "`pull_request` is only applicable to branch rulesets", and "not applicable for the `DeployKey` actor type". */
function modeProblem(target: Ruleset["target"], actor: BypassActor): string | undefined {
  if (actor.bypass_mode !== "pull_request") return undefined;
  if (actor.actor_type === "DeployKey") return "Bypass mode pull_request is not applicable for deploy keys";
  return target === "branch" ? undefined : "Bypass mode pull_request is only applicable to branch rulesets";
}
