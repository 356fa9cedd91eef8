/** What local GitHub starts with: one organisation, its people, teams, apps and repositories. */
import { appToken, userByLogin, userToken, workflowToken } from "./actors.ts";
import { newOrganization, newRepository, newTeam } from "./defaults.ts";
import type { OrganizationSecret, SecretStore } from "./secret-state.ts";
import { createInitialCommit } from "../git/initial-commit.ts";
import type { Organization, Plan, Repository, RepositoryRole, State, User, Visibility } from "./state.ts";
import { takeId } from "./state.ts";

export interface Seed {
  readonly organization: { readonly login: string; readonly name?: string; readonly plan: Plan };
  readonly users: readonly SeedUser[];
  readonly teams?: readonly SeedTeam[];
  readonly apps?: readonly SeedApp[];
  readonly repositories?: readonly SeedRepository[];
  /** Secrets of the organisation. */
  readonly secrets?: readonly SeedSecret[];
}

export interface SeedUser {
  readonly login: string;
  /** Default: the login. */
  readonly name?: string;
  /** Default: `<login>@users.noreply.localhost`. */
  readonly email?: string;
  /** Default `member`; `none` is somebody outside the organisation. */
  readonly role?: "owner" | "member" | "none";
  /** Scopes of the person's classic token. Default: `repo`, `workflow`, `admin:org`, `delete_repo`. */
  readonly scopes?: readonly string[];
}

export interface SeedTeam {
  readonly slug: string;
  /** Default: the slug. */
  readonly name?: string;
  /** Logins; a team may be empty. */
  readonly members: readonly string[];
  /** Repository name to role. */
  readonly repositories?: Readonly<Record<string, RepositoryRole>>;
}

/** An app installed on the organisation. */
export interface SeedApp {
  readonly id: number;
  readonly slug: string;
  /** Default: the slug. */
  readonly name?: string;
  /** Its bot account. Default: `<slug>[bot]`. */
  readonly login?: string;
  /** Permission to level. Default: write for contents, pull_requests, issues, checks, statuses; read for metadata. */
  readonly permissions?: Readonly<Record<string, "read" | "write" | "admin">>;
  /** Names of repositories it is installed on. Default `all`. */
  readonly repositories?: "all" | readonly string[];
  /** Id of its installation. Default: the next number. */
  readonly installationId?: number;
  /** The public half of its key, in PEM: whoever has the other half can have installation tokens made. */
  readonly publicKey?: string;
}

/** Secrets have no value here. */
export interface SeedSecret {
  readonly name: string;
  /** Default `actions`. */
  readonly store?: SecretStore;
  /** Default `selected` where `repositories` are named, else `all`. */
  readonly visibility?: OrganizationSecret["visibility"];
  /** Names of repositories that may use it. */
  readonly repositories?: readonly string[];
}

export interface SeedRepository {
  readonly name: string;
  readonly description?: string;
  /** Default `private`. */
  readonly visibility?: Visibility;
  /** Default `main`. */
  readonly defaultBranch?: string;
  /** Path to text; the first commit holds them. Default: a README.md. */
  readonly files?: Readonly<Record<string, string>>;
  /** Tags on the first commit. Default none. */
  readonly tags?: readonly string[];
  /** Login to role, on top of teams. */
  readonly collaborators?: Readonly<Record<string, RepositoryRole>>;
  /** Names of the repository's own Actions secrets. */
  readonly secrets?: readonly string[];
  /** Tags of releases, the oldest first; each is of the first commit. */
  readonly releases?: readonly string[];
}

/** The app that check runs of GitHub Actions come from; every state has it. */
const githubActions: SeedApp = { id: 15368, slug: "github-actions", name: "GitHub Actions", repositories: [] };

const defaultScopes = ["repo", "workflow", "admin:org", "delete_repo"];
const defaultPermissions = {
  checks: "write",
  contents: "write",
  issues: "write",
  metadata: "read",
  pull_requests: "write",
  statuses: "write",
} as const;

/**
 * The first state.
 * @throws Error naming every login or repository that the seed refers to and does not define
 */
export function stateFromSeed(seed: Seed, now: Date): State {
  refuseUnknownNames(seed);
  const state: State = { version: 1, nextId: 1000, users: [], apps: [], organizations: [], repositories: [] };
  const at = now.toISOString();
  const organization = newOrganization(takeId(state), seed.organization.login, seed.organization.plan, at);
  organization.name = seed.organization.name ?? null;
  state.organizations.push(organization);
  for (const user of seed.users) addUser(state, organization, user, at);
  for (const repository of seed.repositories ?? []) addRepository(state, organization, repository, now);
  for (const team of seed.teams ?? []) addTeam(state, organization, team, at);
  addApp(state, githubActions, at);
  for (const app of seed.apps ?? []) {
    addApp(state, app, at);
    install(state, organization, app, at);
  }
  for (const secret of seed.secrets ?? []) addSecret(state, organization, secret, at);
  return state;
}

/** Every actor's token: people and bots by login, workflows as `workflow:<repository>`, in forks `workflow:<owner>/<repository>`. */
export function tokensOf(state: State): Record<string, string> {
  const people = state.users.filter((user) => user.type === "User").map((user) => [user.login, userToken(user.login)]);
  const bots = state.apps.map((app) => [loginOf(state, app.botUserId), appToken(app.slug)]);
  const workflows = state.repositories.map(({ owner, name, fork }) => {
    return [`workflow:${fork === null ? name : `${owner}/${name}`}`, workflowToken(owner, name)];
  });
  return Object.fromEntries([...people, ...bots, ...workflows]) as Record<string, string>;
}

const loginOf = (state: State, id: number): string => state.users.find((user) => user.id === id)?.login ?? String(id);

function refuseUnknownNames(seed: Seed): void {
  const logins = new Set(seed.users.map((user) => user.login));
  const names = new Set((seed.repositories ?? []).map((repository) => repository.name));
  const problems: string[] = [];
  const check = (known: Set<string>, what: string, where: string, found: readonly string[]): void => {
    for (const name of found) if (!known.has(name)) problems.push(`${where}: no ${what} ${name}`);
  };
  for (const team of seed.teams ?? []) {
    check(logins, "user", `team ${team.slug}`, team.members);
    check(names, "repository", `team ${team.slug}`, Object.keys(team.repositories ?? {}));
  }
  for (const app of seed.apps ?? []) {
    if (app.repositories !== "all") check(names, "repository", `app ${app.slug}`, app.repositories ?? []);
  }
  for (const secret of seed.secrets ?? []) {
    check(names, "repository", `secret ${secret.name}`, secret.repositories ?? []);
  }
  for (const repository of seed.repositories ?? []) {
    check(logins, "user", `repository ${repository.name}`, Object.keys(repository.collaborators ?? {}));
  }
  if (problems.length > 0) throw new Error(`The seed refers to what it does not define:\n  ${problems.join("\n  ")}`);
}

function addUser(state: State, organization: Organization, seed: SeedUser, createdAt: string): void {
  const { login, name = login, email = `${login}@users.noreply.localhost`, role = "member" } = seed;
  const id = takeId(state);
  state.users.push({
    id,
    login,
    name,
    email,
    type: "User",
    tokenScopes: [...(seed.scopes ?? defaultScopes)],
    createdAt,
  });
  if (role !== "none") organization.members.push({ userId: id, role: role === "owner" ? "admin" : "member" });
}

function addApp(state: State, seed: SeedApp, createdAt: string): void {
  const { id, slug, name = slug, login = `${slug}[bot]`, permissions = defaultPermissions, publicKey } = seed;
  const bot: User = { id: takeId(state), login, name: null, email: null, type: "Bot", tokenScopes: [], createdAt };
  state.users.push(bot);
  const key = publicKey === undefined ? {} : { publicKey };
  state.apps.push({ id, slug, name, botUserId: bot.id, permissions: { ...permissions }, ...key, createdAt });
}

function install(state: State, organization: Organization, seed: SeedApp, at: string): void {
  const selected = seed.repositories ?? "all";
  organization.installations.push({
    id: seed.installationId ?? takeId(state),
    appId: seed.id,
    permissions: { ...(seed.permissions ?? defaultPermissions) },
    repositorySelection: selected === "all" ? "all" : "selected",
    repositoryIds: selected === "all" ? [] : selected.map((name) => repositoryId(state, name)),
    suspendedAt: null,
    createdAt: at,
    updatedAt: at,
  });
}

function addSecret(state: State, organization: Organization, seed: SeedSecret, at: string): void {
  const { name, store = "actions", repositories = [] } = seed;
  organization.secrets.push({
    ...{ store, name: name.toUpperCase(), createdAt: at, updatedAt: at },
    visibility: seed.visibility ?? (seed.repositories === undefined ? "all" : "selected"),
    selectedRepositoryIds: repositories.map((repository) => repositoryId(state, repository)),
  });
}

function addTeam(state: State, organization: Organization, seed: SeedTeam, at: string): void {
  const team = newTeam(takeId(state), seed.slug, seed.name ?? seed.slug, at);
  team.members = seed.members.map((login) => ({ userId: userByLogin(state, login)?.id ?? 0, role: "member" }));
  team.repositories = Object.entries(seed.repositories ?? {}).map(([name, role]) => ({
    repositoryId: repositoryId(state, name),
    role,
  }));
  organization.teams.push(team);
}

function addRepository(state: State, organization: Organization, seed: SeedRepository, now: Date): void {
  const { name, visibility = "private", defaultBranch = "main", files = { "README.md": `# ${name}\n` } } = seed;
  const repository = newRepository(takeId(state), organization.login, name, visibility, now.toISOString());
  repository.description = seed.description ?? null;
  repository.defaultBranch = defaultBranch;
  repository.collaborators = Object.entries(seed.collaborators ?? {}).map(([login, role]) => ({
    userId: userByLogin(state, login)?.id ?? 0,
    role,
  }));
  const at = now.toISOString();
  repository.secrets = (seed.secrets ?? []).map((secret) => {
    return { store: "actions", name: secret.toUpperCase(), createdAt: at, updatedAt: at };
  });
  state.repositories.push(repository);
  const author = {
    name: organization.name ?? organization.login,
    email: `${organization.login}@users.noreply.localhost`,
  };
  const commit = createInitialCommit(state, repository, files, { author, now });
  for (const tag of seed.tags ?? []) repository.git.refs[`refs/tags/${tag}`] = commit;
  for (const tag of seed.releases ?? []) addRelease(state, organization, repository, tag, at);
}

function addRelease(state: State, organization: Organization, repository: Repository, tag: string, at: string): void {
  const { git, defaultBranch } = repository;
  const authorId = organization.members.find(({ role }) => role === "admin")?.userId;
  if (authorId === undefined) throw new Error(`repository ${repository.name}: its release ${tag} needs an owner.`);
  git.refs[`refs/tags/${tag}`] = git.refs[`refs/heads/${defaultBranch}`] ?? "";
  const made = { name: tag, body: null, prerelease: false, target: defaultBranch, authorId, createdAt: at };
  repository.releases.push({ id: takeId(state), tag, ...made });
}

function repositoryId(state: State, name: string): number {
  return state.repositories.find((repository) => repository.name === name)?.id ?? 0;
}
