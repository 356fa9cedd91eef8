import assert from "node:assert/strict";
import { mkdtemp, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { runPulumi } from "../../../local/environment/pulumi.ts";
import { prepare } from "../../../local/setup/prepare.ts";

const root = join(import.meta.dirname, "../../..");

/** A first run on a machine builds the engine. */
export const engineMilliseconds = 900_000;

export interface ScratchStack {
  /** Runs a command that must end well, and returns its output. */
  pulumi(command: string, ...words: string[]): Promise<string>;
  /** Runs a command that must end well with more variables in its environment. */
  pulumiWith(env: Readonly<Record<string, string>>, ...words: string[]): Promise<string>;
  /** Replaces the program. */
  program(source: string): Promise<void>;
  close(): Promise<void>;
}

/** A program of its own on a file backend, for the real engine and our plugins; imports resolve as in this repository. */
export async function scratchStack(source: string, env: Readonly<Record<string, string>>): Promise<ScratchStack> {
  const toolchain = await prepare((line) => console.log(line));
  const folder = await mkdtemp(join(tmpdir(), "ai-governance-stack-"));
  const program = (text: string) => writeFile(join(folder, "index.ts"), text.replaceAll("~/", `${root}/`));
  await mkdir(join(folder, "state"));
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "scratch", type: "module" }));
  await writeFile(join(folder, "Pulumi.yaml"), stringify(project));
  await program(source);
  const all = { ...toolchain.env, ...env, PULUMI_BACKEND_URL: `file://${folder}/state`, PULUMI_CONFIG_PASSPHRASE: "" };
  const pulumiWith = async (more: Readonly<Record<string, string>>, ...args: string[]): Promise<string> => {
    const line = {
      file: toolchain.pulumi,
      args: [...args, "--non-interactive"],
      cwd: folder,
      env: { ...all, ...more },
    };
    const { exitCode, output } = await runPulumi(line);
    assert.equal(exitCode, 0, `pulumi ${args.join(" ")}\n${output}`);
    return output;
  };
  const pulumi = (...args: string[]) => pulumiWith({}, ...args);
  await pulumi("stack", "init", "dev");
  return { pulumi, pulumiWith, program, close: () => rm(folder, { recursive: true, force: true }) };
}

const project = {
  name: "scratch",
  runtime: { name: "nodejs", options: { typescript: false } },
  main: "index.ts",
  plugins: { providers: [{ name: "ai-governance", path: join(root, "components") }] },
};

/** What every resource must stand: up, an empty preview, a refresh that changes nothing, an empty preview. */
export async function settles({ pulumi }: ScratchStack): Promise<string> {
  const output = await pulumi("up", "--yes", "--skip-preview");
  await pulumi("preview", "--expect-no-changes");
  await pulumi("refresh", "--yes", "--skip-preview", "--expect-no-changes");
  await pulumi("preview", "--expect-no-changes");
  return output;
}
