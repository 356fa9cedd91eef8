import { createHash } from "node:crypto";

/** The files that a built pack consists of; what `npm install` adds is not among them. */
export const builtFileNames = ["PulumiPolicy.yaml", "facts.json", "index.cjs", "package.json"] as const;
export type BuiltFiles = Readonly<Record<(typeof builtFileNames)[number], string>>;

const mark = "-sha256-";

/** Whether a version is one that `versionOf` makes. */
export const isBuiltVersion = (version: string): boolean => /^\d+\.\d+\.\d+-sha256-[0-9a-f]{64}$/.test(version);

/**
 * The version that stands for the content of a built pack: the version of the rules' package and a digest of all files. Two of
 * them hold the version itself, so the digest is taken with the package's own in its place.
 */
export function versionOf(files: BuiltFiles, version: string): string {
  const base = version.split(mark)[0] ?? version;
  const digest = createHash("sha256");
  for (const name of builtFileNames) {
    const content = files[name].replaceAll(version, base);
    digest.update(`${name} ${Buffer.byteLength(content)}\n${content}`);
  }
  return `${base}${mark}${digest.digest("hex")}`;
}
