import { ToolchainError } from "./error.ts";
import { isInside } from "./folders.ts";

/** The error for the user if `error` says that the cache folder cannot be written: no permission, read-only, or full. */
export function unwritableCache(error: unknown, cache: string): ToolchainError | undefined {
  const { code, path, message } = error as NodeJS.ErrnoException;
  // A failed `write` names no path; everything that the toolchain writes is in the cache.
  const within = path === undefined || path === cache || isInside(cache, path);
  if (!within || !["EACCES", "EROFS", "ENOSPC"].includes(code ?? "")) return undefined;
  const here = code === "ENOSPC" ? "make room on its file system" : "make it writable for this user";
  return new ToolchainError(
    `the cache folder ${cache} cannot be written (${message}): ${here}, or set AI_GOVERNANCE_CACHE to a folder that can be written`,
  );
}
