/**
 * Writes the files that are made from code. `--check` writes nothing and ends with 1 if one of them is out of date.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { gateRulesPage } from "../../governance/gate/index.ts";
import { filesPage } from "../../governance/gate/files/index.ts";
import { attacksPage, declarationJsonSchema } from "../../governance/index.ts";
import { provenancePage } from "../../governance/provenance/page.ts";
import { configurationJsonSchema } from "../../policypack/configuration-file/schema.ts";
import { controlsPage } from "./controls-page.ts";
import { credentialsPage } from "./credentials-page.ts";
import { packageSchema } from "./package-schema.ts";
import { rulesPage } from "./rules-page.ts";

const root = join(import.meta.dirname, "../..");
const generated: Record<string, () => string | Promise<string>> = {
  "components/schema.json": packageSchema,
  "docs/attacks.md": attacksPage,
  "docs/controls.md": controlsPage,
  "docs/credentials.md": credentialsPage,
  "docs/gate-rules.md": gateRulesPage,
  "docs/provenance.md": provenancePage,
  "docs/gate-files.md": filesPage,
  "docs/rules.md": rulesPage,
  "policypack/configuration.schema.json": () => JSON.stringify(configurationJsonSchema()),
  "stacks/organization/governance.schema.json": () => JSON.stringify(declarationJsonSchema()),
};

const check = process.argv.includes("--check");
for (const [file, make] of Object.entries(generated)) {
  const path = join(root, file);
  const wanted = await format(await make(), { ...(await resolveConfig(path)), filepath: path });
  const found = await readFile(path, "utf8").catch(() => undefined);
  if (found === wanted) continue;
  if (check) {
    console.error(`${file} is out of date: run \`npm run generate\` and commit the result`);
    process.exitCode = 1;
  } else {
    await writeFile(path, wanted);
    console.log(`wrote ${file}`);
  }
}
