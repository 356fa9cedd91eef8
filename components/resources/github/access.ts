/** What a kind of call takes of the credential; the table of them is in handlers/accesses.ts. */
export interface Access {
  /** The calls, as GitHub's documentation writes them. */
  readonly calls: readonly string[];
  /** What the person or app must be, e.g. `administration of the organisation`. */
  readonly right: string;
  /** Scopes of a classic token, all of them; none where it is not accepted. */
  readonly scopes: readonly string[];
  /** Permission of a fine-grained token; undefined where it is not accepted. */
  readonly fineGrained?: string;
  /** Permission of a GitHub App; undefined where it is not accepted. */
  readonly app?: string;
}

/** The end of the sentence "the token needs ...". */
export function needsOf({ right, scopes, fineGrained, app }: Access): string {
  const ways = [
    ...(scopes.length > 0 ? [scopes.join(" and ")] : []),
    ...(fineGrained === undefined ? [] : [`the fine-grained permission ${fineGrained}`]),
  ];
  if (ways.length === 0) return `${right}: ${app ?? "nobody has it"}`;
  const kind = fineGrained === undefined && app === undefined ? " of a classic token, the only kind accepted" : "";
  return `${right}: ${ways.join(", or ")}${kind}`;
}

export type TokenKind = "classic" | "fine-grained" | "app" | "unknown";

/** GitHub's prefixes: https://docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github */
export function tokenKind(token: string): TokenKind {
  if (/^gh[po]_/.test(token)) return "classic";
  if (token.startsWith("github_pat_")) return "fine-grained";
  return /^gh[us]_/.test(token) ? "app" : "unknown";
}

/**
 * Why the credential cannot do it, as far as that can be known; undefined where nothing speaks against it.
 * @param scopes those that GitHub names for the token; undefined or empty where it names none, as for fine-grained ones
 */
export function objection(access: Access, kind: TokenKind, scopes: readonly string[] | undefined): string | undefined {
  const accepted = { classic: access.scopes.length > 0, "fine-grained": access.fineGrained, app: access.app };
  // An empty header comes with tokens that have no scopes by their kind, too: it proves nothing.
  const isClassic = kind === "classic" || (kind === "unknown" && (scopes ?? []).length > 0);
  if (kind !== "unknown" && accepted[kind] === undefined)
    return `the token is ${words[kind]}, which is not accepted here`;
  if (!isClassic) return undefined;
  if (!accepted.classic) return `the token is ${words.classic}, which is not accepted here`;
  if (scopes === undefined) return undefined;
  const lacking = access.scopes.filter((scope) => !covers(scopes, scope));
  if (lacking.length === 0) return undefined;
  return `the token lacks the scope ${lacking.join(" and ")}; it has ${scopes.join(", ") || "none"}`;
}

const words = { classic: "a classic one", "fine-grained": "a fine-grained one", app: "an app's" };

/** Scopes that include another one: https://docs.github.com/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps */
const broader: Readonly<Record<string, readonly string[]>> = {
  "read:org": ["write:org", "admin:org"],
  "write:org": ["admin:org"],
  public_repo: ["repo"],
};

function covers(scopes: readonly string[], needed: string): boolean {
  return [needed, ...(broader[needed] ?? [])].some((scope) => scopes.includes(scope));
}
