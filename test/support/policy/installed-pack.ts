import assert from "node:assert/strict";
import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { root, type LocalEnvironment } from "../../../local/environment/index.ts";
import { aiGovernance } from "../../cli/run.ts";

/**
 * Builds a pack, and puts beside it what `npm install` would: its two dependencies, and nothing that only this repository has.
 *
 * @param words what `ai-governance pack build` is told besides the folder
 */
export async function buildInstalledPack(folder: string, ...words: string[]): Promise<void> {
  const { exitCode, stderr } = await aiGovernance(["pack", "build", "--out", folder, ...words]);
  assert.equal(exitCode, 0, stderr);
  await mkdir(join(folder, "node_modules/@pulumi"), { recursive: true });
  for (const name of ["policy", "pulumi"]) {
    await symlink(join(root, "node_modules/@pulumi", name), join(folder, "node_modules/@pulumi", name));
  }
}

/** The declaration of a local organisation, and what the platform team would look up there. */
export function lookedUp({ declarationFile, github }: LocalEnvironment): string[] {
  const { organizations, repositories } = github.state;
  const teams = organizations.flatMap((organization) => organization.teams);
  const gate = repositories.find(({ name }) => name === "ai-governance");
  return [
    ...["--declaration", declarationFile, "--github-base-url", `${github.url}/`],
    ...["--gate-repository", String(gate?.id)],
    ...["--break-glass-team", String(teams.find(({ slug }) => slug === "break-glass")?.id)],
    ...teams.flatMap(({ slug, id }) => ["--team", `${slug}=${id}`]),
  ];
}
