import { userInfo } from "node:os";
import { delimiter, isAbsolute, join, resolve, sep } from "node:path";

export type Environment = Readonly<Record<string, string | undefined>>;

const home = (environment: Environment): string => environment["HOME"] || userInfo().homedir;

/**
 * Where everything that is built or downloaded lives, outside of the repository: `$AI_GOVERNANCE_CACHE`, else
 * `$XDG_CACHE_HOME/pulumi-ai-governance`, else `~/.cache/pulumi-ai-governance`. The folder need not exist. A relative
 * XDG_CACHE_HOME does not count (XDG Base Directory Specification); a relative AI_GOVERNANCE_CACHE is in the current folder.
 */
export function cacheFolder(environment: Environment = process.env): string {
  const own = environment["AI_GOVERNANCE_CACHE"];
  if (own) return resolve(own);
  const shared = environment["XDG_CACHE_HOME"];
  const caches = shared && isAbsolute(shared) ? shared : join(home(environment), ".cache");
  return join(caches, "pulumi-ai-governance");
}

/** Our own PULUMI_HOME, so that the user's plugins and log-ins stay untouched; those with a stand-in are inside of it. */
export const pulumiHome = (environment: Environment): string => join(cacheFolder(environment), "home");

/** The user's PULUMI_HOME, which is only read. In a shell that uses our toolchain the variable names one of ours, and does not count. */
export function userPulumiHome(environment: Environment): string {
  const named = environment["PULUMI_HOME"];
  return named && !isInside(cacheFolder(environment), named) ? named : join(home(environment), ".pulumi");
}

/** The PATH without our own cache, which a shell that uses our toolchain has on it. */
export function pathOutsideCache(environment: Environment): string {
  const cache = cacheFolder(environment);
  const folders = (environment["PATH"] ?? "").split(delimiter);
  return folders.filter((folder) => !isInside(cache, folder)).join(delimiter);
}

export const isInside = (outer: string, folder: string): boolean => folder.startsWith(`${outer}${sep}`);
