import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PolicyPackConfig } from "@pulumi/policy";
import { policyPack, root, type EnvironmentArgs, type LocalEnvironment } from "../../local/environment/index.ts";
import { runPulumi, type PulumiResult } from "../../local/environment/pulumi.ts";
import { addYamlHost, prepareToolchain } from "../../local/toolchain/index.ts";
import type { Role } from "../../policypack/judging/rule.ts";
import { startEngine } from "./engine.ts";
import { readEvents, type EngineEvent } from "./policy/engine-events.ts";

/** How a command ended, and what the engine said of policies on the way. */
export interface YamlRun extends PulumiResult {
  readonly events: readonly EngineEvent[];
}

/** What the pack is told instead of what the declaration says. */
export type Configured = "no pack" | ((declared: PolicyPackConfig) => object);

/** One stack whose program may be another one at each command. */
export interface YamlStack {
  /** Runs a command that takes the policy pack, such as `preview`, on a program: YAML without name and runtime. */
  run(program: string, words: readonly string[], configured?: Configured): Promise<YamlRun>;
  /** Runs `pulumi policy analyze` on the stack's state, or on a file with exported state. */
  analyze(file?: string): Promise<PulumiResult>;
  /** Runs any other command, such as `refresh`. */
  pulumi(command: string, ...words: string[]): Promise<PulumiResult>;
}

const asDeclared: Configured = (declared) => declared;

/** Local servers and the real engine, with a host for YAML programs. */
export async function startYamlEngine(args: Partial<EnvironmentArgs> = {}): Promise<LocalEnvironment> {
  const say = (line: string) => console.log(line);
  await addYamlHost(await prepareToolchain(say), say);
  return startEngine(args);
}

/** A stack of that name, judged in that role. */
export async function yamlStack(environment: LocalEnvironment, name: string, role: Role): Promise<YamlStack> {
  const folder = join(environment.folder, `programs-of-${name}`);
  const stack = await environment.stack(await writeProgram(folder, name, "resources: {}"), "test", role);
  const line = await stack.commandLine("preview");
  const at = line.args.indexOf("--policy-pack");
  const flags = [...line.args.slice(1, at), ...line.args.slice(at + 4)];
  const declared = JSON.parse(await readFile(line.args[at + 3] ?? "", "utf8")) as PolicyPackConfig;
  let runs = 0;
  return {
    run: async (program, words, configured = asDeclared) => {
      const cwd = await writeProgram(join(folder, String(++runs)), name, program);
      const log = join(cwd, "events.json");
      const pack = configured === "no pack" ? [] : await packWords(configured(declared), cwd);
      // The flag for the event log is hidden behind this variable.
      const env = { ...line.env, PULUMI_DEBUG_COMMANDS: "true" };
      const result = await runPulumi({ ...line, args: [...words, ...flags, ...pack, "--event-log", log], cwd, env });
      return { ...result, events: await readEvents(log) };
    },
    analyze: async (file) => {
      const state = file === undefined ? ["--stack", "test"] : ["--file", file];
      const args = ["policy", "analyze", ...state, ...line.args.slice(at)];
      return runPulumi({ ...line, args });
    },
    pulumi: (command, ...words) => stack.pulumi(command, ...words),
  };
}

const pluginFolders = {
  "ai-governance": join(root, "components"),
  command: join(root, "test/fixtures/plugins/command"),
};

async function writeProgram(folder: string, name: string, program: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const plugins = Object.entries(pluginFolders).map(([plugin, path]) => `    - { name: ${plugin}, path: ${path} }\n`);
  const header = `name: ${name}\nruntime: yaml\nplugins:\n  providers:\n${plugins.join("")}`;
  await writeFile(join(folder, "Pulumi.yaml"), `${header}${program}\n`);
  return folder;
}

async function packWords(configuration: object, folder: string): Promise<string[]> {
  const file = join(folder, "policies.json");
  await writeFile(file, JSON.stringify(configuration));
  return ["--policy-pack", policyPack, "--policy-pack-config", file];
}
