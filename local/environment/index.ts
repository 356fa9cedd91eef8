import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDeclaration, type Declaration } from "../../governance/index.ts";
import { policyConfiguration } from "../../policypack/configuration.ts";
import { startLocalAws, type LocalAws } from "../aws/index.ts";
import type { Seed } from "../github/core/seed.ts";
import { startLocalGitHub, type LocalGitHub } from "../github/server.ts";
import type { Toolchain } from "../toolchain/index.ts";
import { runPulumi } from "./pulumi.ts";
import { ownerLogin, seedOf } from "./seed.ts";
import { addSettings, projectInName, type LocalStack } from "./stack.ts";

export const root = join(import.meta.dirname, "../..");
export const organizationProject = root;
export const repositoryProject = join(root, "stacks/repository");
export const policyPack = join(root, "policypack");

/** Local servers and a Pulumi backend for the organisation of one declaration; everything it writes is in one folder. */
export interface LocalEnvironment {
  readonly folder: string;
  readonly github: LocalGitHub;
  readonly aws: LocalAws;
  /** What the declaration said at the start. */
  readonly declaration: Declaration;
  /** A copy of the declaration that may be changed freely. */
  readonly declarationFile: string;
  /** What a shell needs to run `pulumi` by hand against the servers. */
  readonly env: Readonly<Record<string, string>>;
  /** Makes the stack `name` of a project; its previews and updates are judged by the policy pack in that role. */
  stack(project: string, name: string, role: "organization" | "repository"): Promise<LocalStack>;
  /** Ends the servers. What they wrote stays in the folder. */
  close(): Promise<void>;
}

export interface EnvironmentArgs {
  readonly toolchain: Toolchain;
  /** Empty or missing folder. */
  readonly folder: string;
  /** Text of the declaration. Default: the example, `stacks/organization/governance.yaml`. */
  readonly declaration?: string;
  /** Changes what local GitHub starts with. Default: as the declaration has it. */
  readonly seed?: (seed: Seed, declaration: Declaration) => Seed;
  /** Ends every running `pulumi` command. */
  readonly signal?: AbortSignal;
}

export async function startEnvironment(args: EnvironmentArgs): Promise<LocalEnvironment> {
  const { toolchain, folder, signal, seed = (given) => given } = args;
  const declarationFile = join(folder, "governance.yaml");
  const text = args.declaration ?? (await readFile(join(root, "stacks/organization/governance.yaml"), "utf8"));
  const declaration = parseDeclaration(text, declarationFile);
  await mkdir(join(folder, "pulumi"), { recursive: true });
  await writeFile(declarationFile, text);
  const github = await startLocalGitHub({
    stateFile: join(folder, "github.json"),
    seed: seed(seedOf(declaration), declaration),
  });
  const aws = await startLocalAws().catch(async (error: unknown) => {
    await github.close();
    throw error;
  });
  const env = environmentOf(folder, declaration, github, aws);
  return {
    folder,
    github,
    aws,
    declaration,
    declarationFile,
    env,
    stack: (project, name, role) =>
      createStack({ toolchain, folder, declarationFile, env, signal, project, name, role, github }),
    close: async () => void (await Promise.all([github.close(), aws.close()])),
  };
}

function environmentOf(folder: string, declaration: Declaration, github: LocalGitHub, aws: LocalAws) {
  return {
    ...aws.env,
    GITHUB_BASE_URL: `${github.url}/`,
    GITHUB_OWNER: declaration.organization.login,
    GITHUB_TOKEN: github.tokens[ownerLogin] ?? "",
    // Without `metadata=skip`, each file of the state has a second one with its attributes, which an engine that is killed
    // while it writes leaves empty ("failed to load checkpoint: EOF").
    PULUMI_BACKEND_URL: `file://${join(folder, "pulumi")}?metadata=skip`,
    PULUMI_CONFIG_PASSPHRASE: "",
  };
}

interface StackArgs {
  readonly toolchain: Toolchain;
  readonly folder: string;
  readonly declarationFile: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly project: string;
  readonly name: string;
  readonly role: "organization" | "repository";
  readonly github: LocalGitHub;
}

/** Commands that read the settings of a stack, and so take the file they are in. */
const readsSettings = new Set(["preview", "up", "refresh", "destroy", "import"]);

async function createStack(args: StackArgs): Promise<LocalStack> {
  const { toolchain, folder, project, name, role, signal } = args;
  const env = { ...toolchain.env, ...args.env };
  const shadow = await projectInName(folder, project);
  const flags = ["--non-interactive", "--color", "never"];
  const init = { file: toolchain.pulumi, args: ["stack", "init", name, ...flags], cwd: shadow, env };
  const { exitCode, output } = await runPulumi(init, signal);
  if (exitCode !== 0) throw new Error(`pulumi stack init ${name} failed:\n${output}`);
  const settings = role === "organization" ? { "ai-governance-organization:declaration": args.declarationFile } : {};
  const configFile = await addSettings(shadow, name, settings);
  const commandLine = async (command: string, ...words: string[]) => {
    const judged = command === "preview" || command === "up" ? await policyArgs(args) : [];
    const configured = readsSettings.has(command) ? ["--config-file", configFile] : [];
    const all = [command, "--stack", name, ...configured, ...judged, ...words, ...flags];
    return { file: toolchain.pulumi, args: all, cwd: project, env };
  };
  return {
    project,
    configFile,
    commandLine,
    pulumi: async (command, ...words) => runPulumi(await commandLine(command, ...words), signal),
  };
}

/** The pack's configuration is made from the declaration as it stands now, like the platform team's own would be. */
async function policyArgs({ folder, declarationFile, role, github }: StackArgs): Promise<string[]> {
  const declaration = parseDeclaration(await readFile(declarationFile, "utf8"), declarationFile);
  const teams = github.state.organizations.flatMap((organization) => organization.teams);
  const teamIds = Object.fromEntries(teams.map(({ slug, id }) => [slug, id]));
  const breakGlassTeamId = teamIds[declaration.organization.breakGlassTeam];
  const gateRepositoryId = github.state.repositories.find(({ name }) => name === declaration.gate.repository)?.id;
  const lookedUp = { breakGlassTeamId, teamIds, gateRepositoryId, githubBaseUrl: `${github.url}/` };
  const file = join(folder, `policy-${role}.json`);
  await writeFile(file, JSON.stringify(policyConfiguration(declaration, role, lookedUp), null, 2));
  return ["--policy-pack", policyPack, "--policy-pack-config", file];
}
