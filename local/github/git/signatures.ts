/** Names under which commits are made. */
import type { Actor } from "../core/actors.ts";
import { actorUser } from "../core/actors.ts";
import type { Signature } from "../core/git-state.ts";
import type { State, User } from "../core/state.ts";

export const wholeSeconds = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

/** Committer of everything made on the web site and of merges. */
export const webFlow = (at: Date): Signature => ({
  name: "GitHub",
  email: "noreply@github.com",
  date: wholeSeconds(at),
});

/** Address GitHub gives to those who keep theirs private. */
export const noreplyEmail = (user: User): string => `${user.id}+${user.login}@users.noreply.github.com`;

export const signatureOf = (user: User, at: Date): Signature => ({
  name: user.name ?? user.login,
  email: user.email ?? noreplyEmail(user),
  date: wholeSeconds(at),
});

export function actorSignature(state: State, actor: Actor, at: Date): Signature {
  const user = actorUser(state, actor);
  return user === undefined
    ? { name: "Anonymous", email: "noreply@localhost", date: wholeSeconds(at) }
    : signatureOf(user, at);
}

/** The account an address belongs to. */
export const accountOf = (state: State, email: string): User | undefined =>
  state.users.find((user) => user.email === email || noreplyEmail(user) === email);

/** Stands for the signature GitHub's own key makes; it verifies nothing, its presence is what counts here. */
export const webFlowSignature = [
  "-----BEGIN PGP SIGNATURE-----",
  "",
  "local-github-web-flow",
  "-----END PGP SIGNATURE-----",
].join("\n");
