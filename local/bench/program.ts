import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { inventoryOf, parseDeclaration } from "../../governance/index.ts";
import { root, startEnvironment, type LocalEnvironment } from "../environment/index.ts";
import { runPulumi, type CommandLine } from "../environment/pulumi.ts";
import type { LocalStack } from "../environment/stack.ts";
import type { Toolchain } from "../toolchain/index.ts";
import { declarationOf } from "./declaration.ts";
import { succeeded } from "./run.ts";

/** Folder of a Pulumi program of its own, whose imports resolve as in this repository. */
export async function makeProgram(folder: string, name: string, source: string): Promise<string> {
  const project = join(folder, "programs", name);
  await mkdir(project, { recursive: true });
  await symlink(join(root, "node_modules"), join(project, "node_modules"));
  await writeFile(join(project, "package.json"), JSON.stringify({ name, type: "module" }));
  await writeFile(join(project, "index.ts"), source);
  const plugins = { providers: [{ name: "ai-governance", path: join(root, "components") }] };
  const runtime = { name: "nodejs", options: { typescript: false } };
  await writeFile(join(project, "Pulumi.yaml"), stringify({ name, runtime, main: "index.ts", plugins }));
  return project;
}

/** What makes previews of our programs fast; see stacks/organization/index.ts. */
export const fastErrors = 'Reflect.deleteProperty(Error, "prepareStackTrace");';

/** A program that governs every repository of a declaration, as one stack. */
export function governsAll(declaration: string): string {
  const parsed = parseDeclaration(declaration, "governance.yaml");
  const repositories = Object.keys(inventoryOf(parsed));
  return `import { GovernedRepository } from "pulumi-ai-governance";
${fastErrors}
for (const repository of ${JSON.stringify(repositories)})
  new GovernedRepository(repository, { repository, aiPathOwners: ${JSON.stringify(parsed.aiPaths.owners)} });
`;
}

/** Seconds of a preview judged by the pack in that folder; `undefined`: by none, `"own"`: by ours, with its configuration. */
export async function previewSeconds(
  stack: LocalStack,
  pack: string | undefined,
  signal: AbortSignal | undefined,
): Promise<number> {
  const line = judgedBy(await stack.commandLine("preview"), pack);
  const started = performance.now();
  succeeded("preview", await runPulumi(line, signal));
  return (performance.now() - started) / 1000;
}

function judgedBy(line: CommandLine, pack: string | undefined): CommandLine {
  if (pack === "own") return line;
  const at = line.args.indexOf("--policy-pack");
  // The pack and its configuration: four words.
  const others = line.args.toSpliced(at, 4);
  return { ...line, args: pack === undefined ? others : [...others, "--policy-pack", pack] };
}

/** Lets `use` work with local servers for an organisation of so many repositories, and removes all afterwards. */
export async function withGovernedOrganization<T>(
  args: { readonly toolchain: Toolchain; readonly signal?: AbortSignal | undefined },
  repositories: number,
  use: (environment: LocalEnvironment, declaration: string) => Promise<T>,
): Promise<T> {
  const example = await readFile(join(root, "stacks/organization/governance.yaml"), "utf8");
  const declaration = declarationOf(example, repositories);
  const folder = await mkdtemp(join(tmpdir(), "ai-governance-bench-"));
  try {
    const environment = await startEnvironment({ ...args, folder, declaration });
    try {
      return await use(environment, declaration);
    } finally {
      await environment.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
