/** Which GitHub, and whose organisation there, the providers of a stack change. */
import { undecidedFinding, unverifiableFinding, violation, type Finding } from "../finding.ts";
import { field, isUnknown } from "../property.ts";
import type { ProviderRecord, ResourceRecord } from "../resource.ts";

/** Where the declaration's organisation is. */
export interface GitHubPlace {
  /** Login of the organisation. */
  readonly organization: string;
  /** Root of GitHub as the provider takes it; absent: github.com. */
  readonly githubBaseUrl?: string | undefined;
}

export const githubProviderTypes: readonly string[] = ["pulumi:providers:github", "pulumi:providers:ai-governance"];

/**
 * Providers that change another organisation than the declared one, or another GitHub. What neither program nor configuration
 * sets comes from the environment of whoever runs Pulumi, which a preview does not show: it is not held against the program.
 */
export function providerTargetFindings(stack: readonly ResourceRecord[], place: GitHubPlace): Finding[] {
  return githubProviders(stack).flatMap((provider) => [
    ...ownerFindings(provider, place),
    ...addressFindings(provider, place),
  ]);
}

/** Each once: those of the stack, and those of its resources. */
function githubProviders(stack: readonly ResourceRecord[]): ProviderRecord[] {
  const all = stack.flatMap((resource): ProviderRecord[] => [
    resource,
    ...(resource.provider ? [resource.provider] : []),
  ]);
  const providers = all.filter(({ type }) => githubProviderTypes.includes(type));
  return [...new Map(providers.map((provider) => [provider.urn, provider])).values()];
}

/** Both mean the owner; `organization` is the older name. */
const ownerSettings = ["owner", "organization"] as const;
const credentials = ["token", "appAuth"] as const;

function ownerFindings(provider: ProviderRecord, { organization }: GitHubPlace): Finding[] {
  const { name, urn, props } = provider;
  const fix = `Set owner: ${organization}, or leave it to the stack's configuration.`;
  const given = ownerSettings.filter((setting) => isGiven(field(props, setting)));
  if (given.length === 0 && credentials.some((setting) => isGiven(field(props, setting)))) {
    const message = `without an owner its credentials decide whose organisation it changes; it must be ${organization}.`;
    return [unverifiableFinding(name, message, `Set owner: ${organization}.`, urn)];
  }
  return given.flatMap((setting) => {
    const owner = field(props, setting);
    if (isSameName(owner, organization)) return [];
    if (isUnknown(owner)) {
      const message = `whose organisation it changes is not known yet; it must be ${organization}.`;
      return [undecidedFinding(name, message, fix, urn)];
    }
    const other = isLogin(owner) ? owner : "no login at all";
    const message = `its ${setting} is ${other}, but this pack is for ${organization}; it must change ${organization} only.`;
    return [violation(name, message, fix, urn)];
  });
}

function addressFindings({ name, urn, props }: ProviderRecord, place: GitHubPlace): Finding[] {
  const given = field(props, "baseUrl");
  const wanted = apiRoot(place.githubBaseUrl ?? "https://github.com/");
  if (!isGiven(given) || apiRoot(given) === wanted) return [];
  const fix = place.githubBaseUrl === undefined ? "Remove baseUrl." : `Set baseUrl: ${place.githubBaseUrl}`;
  const must = `it must be ${originOf(wanted)}, where ${place.organization} is`;
  if (isUnknown(given)) return [undecidedFinding(name, `which GitHub it changes is not known yet; ${must}.`, fix, urn)];
  return [violation(name, `its baseUrl leads to ${originOf(given)}; ${must}.`, fix, urn)];
}

/** An empty setting is taken from the environment, like one that is left out. */
const isGiven = (setting: unknown): boolean => setting !== undefined && setting !== "";

/** The root of the REST API, as the provider finds it from the settings that people write. */
function apiRoot(address: unknown): string | undefined {
  if (typeof address !== "string" || !URL.canParse(address)) return undefined;
  const { protocol, host, pathname } = new URL(address);
  const isHosted = /^(api\.)?(github\.com|[^.]+\.ghe\.com)$/.test(host);
  if (isHosted) return `${protocol}//api.${host.replace(/^api\./, "")}`;
  return `${protocol}//${host}${pathname.replace(/\/+$/, "").replace(/\/api\/v3$/, "")}`;
}

/** Without the parts of an address that may be secret. */
function originOf(address: unknown): string {
  return typeof address === "string" && URL.canParse(address) ? new URL(address).origin : "no address at all";
}

function isSameName(owner: unknown, organization: string): boolean {
  return typeof owner === "string" && owner.toLowerCase() === organization.toLowerCase();
}

/** GitHub's form of a login. A token that stands in the wrong place has another, or is longer. */
function isLogin(owner: unknown): owner is string {
  return typeof owner === "string" && /^[a-z\d]+(-[a-z\d]+)*$/i.test(owner) && owner.length <= 39;
}
