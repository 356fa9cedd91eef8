import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import writeFileAtomic from "write-file-atomic";
import { bundleFile } from "../bundle-file.ts";

const source = join(import.meta.dirname, "../../policypack/testing");
const target = join(import.meta.dirname, "../../cli/dist/testing");

/** The modules that the public types stand in. */
const declared = ["index", "resource", "result", "run", "values"];

/** Policies under test bring their own copy of these, and must meet it here. */
const shared = ["@pulumi/policy", "@pulumi/pulumi", "google-protobuf"];

/**
 * Builds what `ai-governance/testing` loads into `cli/dist/testing`: one CommonJS file, which programs of either module system
 * take, and declarations beside it.
 *
 * @throws Error naming the place, where a declaration cannot be made from one file alone or the source does not bundle.
 */
export async function buildTesting(): Promise<void> {
  await mkdir(target, { recursive: true });
  await Promise.all([
    bundleFile(join(source, "index.ts"), join(target, "index.js"), shared),
    // The package around it is one of ES modules.
    writeFileAtomic(join(target, "package.json"), '{ "type": "commonjs" }\n'),
    ...declared.map(writeDeclaration),
  ]);
}

async function writeDeclaration(module: string): Promise<void> {
  const file = join(source, `${module}.ts`);
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(await readFile(file, "utf8"), {
    fileName: file,
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES2023,
      isolatedDeclarations: true,
      declaration: true,
      stripInternal: true,
    },
  });
  const problems = diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  if (problems.length > 0) throw new Error(`${file}: ${problems.join("\n")}`);
  const text = outputText.replace(/(from "\.\/[\w-]+)\.ts"/g, '$1.js"');
  await writeFileAtomic(join(target, `${module}.d.ts`), text);
}
