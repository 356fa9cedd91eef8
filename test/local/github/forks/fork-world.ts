/** Somebody outside the organisation with a fork of its public repository. */
import { seed, startWorld } from "../world.ts";
import type { World } from "../world.ts";

export const outsider = "una";
export const open = { owner: "acme", repo: "open" };
export const fork = { owner: outsider, repo: "open" };

export interface Place {
  readonly owner: string;
  readonly repo: string;
}

export async function startForkWorld(): Promise<World> {
  const world = await startWorld({ users: [...seed.users, { login: outsider, role: "none" }] });
  await world.as(outsider).rest.repos.createFork(open);
  return world;
}

/** The tip of a branch. */
export function tipOf(world: World, { owner, repo }: Place, branch = "main"): string {
  const found = world.server.state.repositories.find((one) => one.owner === owner && one.name === repo);
  return found?.git.refs[`refs/heads/${branch}`] ?? "";
}

/** Commits a new file to a branch, which is made from main if it does not exist; returns the commit. */
export async function commitTo(
  world: World,
  login: string,
  place: Place,
  branch: string,
  path: string,
): Promise<string> {
  const { rest } = world.as(login);
  const sha = tipOf(world, place);
  if (tipOf(world, place, branch) === "") await rest.git.createRef({ ...place, ref: `refs/heads/${branch}`, sha });
  const content = Buffer.from(path).toString("base64");
  const file = { ...place, path, branch, message: `Write ${path}`, content };
  return (await rest.repos.createOrUpdateFileContents(file)).data.commit.sha ?? "";
}

/** A pull request of one commit from the fork into main. */
export async function openFromFork(world: World, branch = "fix", more: object = {}): Promise<number> {
  await commitTo(world, outsider, fork, branch, `${branch}.txt`);
  const wish = { ...open, head: `${outsider}:${branch}`, base: "main", title: "Fix", ...more };
  return (await world.as(outsider).rest.pulls.create(wish)).data.number;
}
