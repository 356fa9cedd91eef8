import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { builtName } from "../../policypack/built/facts.ts";
import { isBuiltVersion } from "../../policypack/built/version.ts";
import { roles } from "../../policypack/judging/rule.ts";
import { refuseForeignFolder, type Manifest } from "../folder.ts";
import { InputError } from "../read-input.ts";

const names: readonly unknown[] = roles.map(builtName);

/** @throws InputError where the folder has something in it that is not a pack built before, or would not be loaded as one */
export async function refuseForeignPackFolder(folder: string): Promise<void> {
  // The engine's host loads the folder by `require`, which tries these names first.
  const before = [".js", ".json", ".node"].map((extension) => `${resolve(folder)}${extension}`).find(existsSync);
  if (before !== undefined) {
    throw new InputError(`--out ${folder} would not be loaded: Node takes ${before} in its place; name another folder`);
  }
  const isOwn = ({ name, version }: Manifest): boolean =>
    names.includes(name) && typeof version === "string" && isBuiltVersion(version);
  await refuseForeignFolder(folder, { what: "pack", isOwn });
}
