/** What people have been given before an attack begins; GitHub's own page does it with a few clicks. */
import assert from "node:assert/strict";
import { userByLogin } from "../../local/github/core/actors.ts";
import type { Trial } from "./trial.ts";

/** Makes somebody an administrator of one repository. */
export function makeAdministrator({ github }: Trial, login: string, repo: string): Promise<void> {
  return github.change((state) => {
    const repository = state.repositories.find(({ name }) => name === repo);
    const user = userByLogin(state, login);
    assert.ok(repository && user);
    repository.collaborators.push({ userId: user.id, role: "admin" });
  });
}

/** Adds somebody to a team of the organisation. */
export function joinTeam({ github }: Trial, login: string, team: string): Promise<void> {
  return github.change((state) => {
    const found = state.organizations[0]?.teams.find(({ slug }) => slug === team);
    const user = userByLogin(state, login);
    assert.ok(found && user);
    found.members.push({ userId: user.id, role: "member" });
  });
}
