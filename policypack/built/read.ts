import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { builtFacts, type BuiltFacts } from "./facts.ts";
import { builtFileNames, versionOf, type BuiltFiles } from "./version.ts";

/**
 * The facts of a built pack's folder.
 *
 * @throws Error where a file is missing, or is not as it was built: then the version that previews show would be a lie.
 */
export function readBuiltFacts(folder: string): BuiltFacts {
  const files = Object.fromEntries(builtFileNames.map((name) => [name, read(folder, name)])) as BuiltFiles;
  const { version } = parsed(folder, "package.json", files, z.object({ version: z.string() }));
  const found = versionOf(files, version);
  if (found !== version) {
    throw new Error(`${folder}: its files are not those of version ${version}, but make ${found}. ${wayOut}`);
  }
  return parsed(folder, "facts.json", files, builtFacts);
}

const wayOut = "Build the pack anew: ai-governance pack build";

function parsed<T>(folder: string, name: keyof BuiltFiles, files: BuiltFiles, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(files[name]));
  } catch {
    throw new Error(`${join(folder, name)}: is not as it was built. ${wayOut}`);
  }
}

function read(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), "utf8");
  } catch {
    throw new Error(`${join(folder, name)} is missing; without it the pack has no rules to apply. ${wayOut}`);
  }
}
