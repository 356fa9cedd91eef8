import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../environment/index.ts";

/** A pack without a rule, made in that folder: what Pulumi itself costs. Returns the pack's folder. */
export async function makeEmptyPack(folder: string): Promise<string> {
  const pack = join(folder, "empty-pack");
  await mkdir(pack, { recursive: true });
  await symlink(join(root, "node_modules"), join(pack, "node_modules"));
  await writeFile(join(pack, "PulumiPolicy.yaml"), "runtime: nodejs\ndescription: No rule at all\n");
  await writeFile(join(pack, "package.json"), JSON.stringify({ name: "empty", version: "0.0.1", main: "index.cjs" }));
  const program = 'new (require("@pulumi/policy").PolicyPack)("empty", { policies: [] });\n';
  await writeFile(join(pack, "index.cjs"), `// @ts-nocheck\n${program}`);
  return pack;
}
