import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { CommandLine, PulumiResult } from "./pulumi.ts";

/** Settings of the providers that only a server on loopback wants: no pauses between requests, path-style buckets. */
const loopbackSettings = {
  "aws:region": "eu-central-1",
  "aws:s3UsePathStyle": true,
  "aws:skipCredentialsValidation": true,
  "aws:skipMetadataApiCheck": true,
  "github:legacyClient": false,
  "github:readDelayMs": 0,
  "github:writeDelayMs": 0,
};

/** One Pulumi stack in local mode. */
export interface LocalStack {
  /** Folder of its Pulumi.yaml. */
  readonly project: string;
  /** Its settings file, outside the project, so that nothing of a run stays in the working tree. */
  readonly configFile: string;
  /** Runs a command on this stack to its end. `preview` and `up` are judged by the policy pack. */
  pulumi(command: string, ...words: string[]): Promise<PulumiResult>;
  /** The same command, not started. */
  commandLine(command: string, ...words: string[]): Promise<CommandLine>;
}

/**
 * A folder with nothing but the project's name. `pulumi stack init` writes the stack's settings file beside Pulumi.yaml; run
 * here, it leaves the real project alone.
 */
export async function projectInName(folder: string, project: string): Promise<string> {
  const { name } = parse(await readFile(join(project, "Pulumi.yaml"), "utf8")) as { name: string };
  const shadow = join(folder, name);
  await mkdir(shadow, { recursive: true });
  await writeFile(join(shadow, "Pulumi.yaml"), stringify({ name, runtime: "nodejs" }));
  return shadow;
}

/** Adds settings to those that `pulumi stack init` wrote, and returns their file. */
export async function addSettings(shadow: string, stack: string, settings: object): Promise<string> {
  const file = join(shadow, `Pulumi.${stack}.yaml`);
  const written = parse(await readFile(file, "utf8")) as object;
  await writeFile(file, stringify({ ...written, config: { ...loopbackSettings, ...settings } }));
  return file;
}
