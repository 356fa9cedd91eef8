/**
 * Versions that belong together. `builtEngine` is the newest `pkg/v3` that the Go module proxy serves; `github` and `aws` equal the
 * npm packages in the root package.json, because the engine looks for a plugin of exactly the SDK's version.
 */
export const versions = {
  /** Oldest installed `pulumi` that is used. */
  oldestEngine: "3.251.0",
  /** The engine as it is built from Go modules (local/toolchain/go/go.mod). */
  builtEngine: "3.259.0",
  /** The engine as it is downloaded: the one released with the Node.js SDK. */
  releasedEngine: "3.270.0",
  /** The host of YAML programs (local/toolchain/go/language-yaml/go.mod). */
  yaml: "1.38.1",
  github: "6.15.0",
  aws: "7.48.0",
} as const;

/** The first `major.minor.patch` in a text such as `v3.259.0` or `go version go1.26.8 linux/amd64`. */
export function versionIn(text: string): string | undefined {
  return /\d+\.\d+(\.\d+)?/.exec(text)?.[0];
}

/** Compares `major.minor.patch` numerically; what is missing counts as 0. */
export function isAtLeast(found: string, wanted: string): boolean {
  const [left, right] = [found.split(".").map(Number), wanted.split(".").map(Number)];
  for (let part = 0; part < 3; part++) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
