/** Each account and app is one tool or one automation, and none of them owns AI paths. */
import { isSameAccount } from "../../tools/agents.ts";
import { pathText, shown, type Problem } from "../problem.ts";
import { actorsOf, textAt, textsAt, type Actor, type Mention } from "./mentions.ts";

export function identityProblems(declaration: unknown): Problem[] {
  const actors = actorsOf(declaration);
  const logins = actors.flatMap((actor) => actor.logins.map((mention) => ({ actor, mention })));
  const appIds = actors.flatMap((actor) => (actor.appId ? [{ actor, mention: actor.appId }] : []));
  return [...sharedBy(logins, "a login"), ...sharedBy(appIds, "an app id"), ...ownerProblems(declaration, actors)];
}

interface Claim {
  readonly actor: Actor;
  readonly mention: Mention<string | number>;
}

function sharedBy(claims: readonly Claim[], what: string): Problem[] {
  const first = new Map<string, Claim>();
  return claims.flatMap((claim) => {
    const key = String(claim.mention.value).toLowerCase();
    const earlier = first.get(key);
    if (!earlier) {
      first.set(key, claim);
      return [];
    }
    const message = `found ${shown(claim.mention.value)}, which is also at ${pathText(earlier.mention.path)}; ${what} belongs to one tool or one automation, once`;
    return [{ path: claim.mention.path, message }];
  });
}

function ownerProblems(declaration: unknown, actors: readonly Actor[]): Problem[] {
  const organization = textAt(declaration, ["organization", "login"])?.value.toLowerCase();
  return textsAt(declaration, ["aiPaths", "owners"]).flatMap(({ value, path }) => {
    const message = ownerMistake(value, organization, actors);
    return message === undefined ? [] : [{ path, message: `found ${shown(value)}, ${message}` }];
  });
}

function ownerMistake(owner: string, organization: string | undefined, actors: readonly Actor[]): string | undefined {
  const [account = "", team] = owner.replace(/^@/, "").toLowerCase().split("/");
  if (team !== undefined) {
    if (organization === undefined || account === organization) return undefined;
    return `a team of another organisation; allowed: a team of ${organization}, or a person`;
  }
  const actor = actorNamed(account, actors);
  if (actor)
    return `an account of ${pathText(actor.path)}; allowed: teams and people, since agents must not approve what agents obey`;
  return account.endsWith("[bot]")
    ? "a bot; allowed: teams and people, since bots must not approve what agents obey"
    : undefined;
}

/** The tool or automation that an account belongs to. */
export function actorNamed(account: string, actors: readonly Actor[]): Actor | undefined {
  return actors.find(({ logins }) => logins.some(({ value }) => isSameAccount(value, account)));
}
