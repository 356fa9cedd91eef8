/**
 * Who makes a call. Every account and every repository has one token, derived from its name and plainly not a secret:
 *   person       `ghp_local-<login>`          a classic token
 *                `github_pat_local-<login>`   a fine-grained token with every permission
 *   app          `ghs_local-app-<slug>`       an installation token of the app on the organisation
 *   workflow     `ghs_local-workflow-<owner>/<repository>`   GITHUB_TOKEN of a job in that repository, with every permission
 * A job that was started with permissions of its own has a token that no name gives away: core/jobs.ts.
 */
import type { App, Organization, Repository, State, User } from "./state.ts";

/** GitHub Actions posts its check runs as this app. */
export const githubActionsAppId = 15368;

export type Actor = AnonymousActor | UserActor | AppActor | WorkflowActor;

export interface AnonymousActor {
  readonly kind: "anonymous";
}

export interface UserActor {
  readonly kind: "user";
  readonly userId: number;
  readonly login: string;
  readonly scopes: readonly string[];
  /** Whether the token is fine-grained: it has permissions in place of scopes, and some calls refuse it. */
  readonly isFineGrained: boolean;
}

/** An app's installation: `Integration` in a ruleset's bypass list. */
export interface AppActor {
  readonly kind: "app";
  readonly appId: number;
  /** Its bot account. */
  readonly userId: number;
  readonly login: string;
}

/** A job of GitHub Actions, limited to the repository it runs in. */
export interface WorkflowActor {
  readonly kind: "workflow";
  readonly appId: typeof githubActionsAppId;
  readonly userId: number;
  readonly login: "github-actions[bot]";
  readonly repositoryId: number;
  /** What the job was given, as the API names it, e.g. `pull_requests`. Default: everything a job may ask for. */
  readonly permissions?: Readonly<Record<string, "read" | "write">>;
}

export const userToken = (login: string): string => `ghp_local-${login}`;
export const fineGrainedToken = (login: string): string => `github_pat_local-${login}`;
export const appToken = (slug: string): string => `ghs_local-app-${slug}`;
export const workflowToken = (owner: string, repository: string): string => `ghs_local-workflow-${owner}/${repository}`;

export const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The actor a token stands for; `undefined` where it stands for none (401 `Bad credentials`). */
export function actorOfToken(state: State, token: string): Actor | undefined {
  const person = personOfToken(state, token);
  if (person !== undefined) return person;
  const app = state.apps.find((candidate) => appToken(candidate.slug) === token);
  if (app !== undefined) {
    const login = userById(state, app.botUserId)?.login ?? `${app.slug}[bot]`;
    return { kind: "app", appId: app.id, userId: app.botUserId, login };
  }
  const home = state.repositories.find((candidate) => workflowToken(candidate.owner, candidate.name) === token);
  return home === undefined || !actionsEnabled(state, home) ? undefined : workflowActor(state, home);
}

/** What the scopes of a classic token would have to be to allow as much as every permission of a fine-grained one. */
const everyScope = ["repo", "workflow", "admin:org", "admin:org_hook", "admin:repo_hook", "delete_repo"];

function personOfToken(state: State, token: string): UserActor | undefined {
  for (const { type, id, login, tokenScopes } of state.users) {
    if (type !== "User") continue;
    const person = { kind: "user", userId: id, login } as const;
    if (userToken(login) === token) return { ...person, scopes: tokenScopes, isFineGrained: false };
    if (fineGrainedToken(login) === token) return { ...person, scopes: everyScope, isFineGrained: true };
  }
  return undefined;
}

/** Whether workflows run in a repository: neither it nor its organisation has switched Actions off. */
export function actionsEnabled(state: State, { id, owner, actions }: Repository): boolean {
  const above = organizationByLogin(state, owner)?.actions;
  if (!actions.enabled || above?.enabledRepositories === "none") return false;
  return above?.enabledRepositories !== "selected" || above.selectedRepositoryIds.includes(id);
}

/** `undefined` where the Actions app is missing. */
export function workflowActor(state: State, home: Repository): WorkflowActor | undefined {
  const app = appById(state, githubActionsAppId);
  if (app === undefined) return undefined;
  const login = "github-actions[bot]";
  return { kind: "workflow", appId: githubActionsAppId, userId: app.botUserId, login, repositoryId: home.id };
}

/** The actor behind an account that acted earlier, e.g. put a pull request into a queue. */
export function actorOfUser(state: State, userId: number): Actor {
  const app = state.apps.find((candidate) => candidate.botUserId === userId);
  const user = userById(state, userId);
  if (user === undefined) return { kind: "anonymous" };
  if (app !== undefined) return { kind: "app", appId: app.id, userId, login: user.login };
  return { kind: "user", userId, login: user.login, scopes: user.tokenScopes, isFineGrained: false };
}

export const userById = (state: State, id: number): User | undefined => state.users.find((user) => user.id === id);

export const userByLogin = (state: State, login: string): User | undefined =>
  state.users.find((user) => sameName(user.login, login));

export const appById = (state: State, id: number): App | undefined => state.apps.find((app) => app.id === id);

export const organizationByLogin = (state: State, login: string): Organization | undefined =>
  state.organizations.find((organization) => sameName(organization.login, login));

export const repositoryById = (state: State, id: number): Repository | undefined =>
  state.repositories.find((repository) => repository.id === id);

export const repositoryByName = (state: State, owner: string, name: string): Repository | undefined =>
  state.repositories.find((repository) => sameName(repository.owner, owner) && sameName(repository.name, name));

/** The account behind the actor, `undefined` for anonymous calls. */
export const actorUser = (state: State, actor: Actor): User | undefined =>
  actor.kind === "anonymous" ? undefined : userById(state, actor.userId);

/** The id of the app behind the actor, as check runs and bypass lists name it; `undefined` for people. */
export const actorAppId = (actor: Actor): number | undefined =>
  actor.kind === "app" || actor.kind === "workflow" ? actor.appId : undefined;
