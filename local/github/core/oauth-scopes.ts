/** Scopes of classic tokens in answers: https://docs.github.com/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps */
import type { Actor } from "./actors.ts";
import type { Operation } from "./description.ts";

const scope =
  /`((?:admin|read|write|manage_\w+|delete):\w+|repo|public_repo|user|delete_repo|workflow|gist|notifications|project)`/g;

/**
 * "X-OAuth-Scopes lists the scopes your token has authorized. X-Accepted-OAuth-Scopes lists the scopes that the action checks
 * for." Only classic tokens have scopes; what an operation checks for is taken from its description's sentences about them.
 */
export function scopeHeaders(actor: Actor, operation: Operation | undefined): Record<string, string> {
  if (actor.kind !== "user" || actor.isFineGrained) return {};
  return {
    "x-oauth-scopes": actor.scopes.join(", "),
    "x-accepted-oauth-scopes": acceptedScopes(operation?.text ?? "").join(", "),
  };
}

/** Each scope once, in alphabetical order, as GitHub sends them. */
export function acceptedScopes(text: string): string[] {
  const sentences = text.split(/(?<=\.)\s+/).filter((sentence) => /\bscopes?\b/.test(sentence));
  return [
    ...new Set(sentences.flatMap((sentence) => [...sentence.matchAll(scope)].map(([, name = ""]) => name))),
  ].sort();
}
