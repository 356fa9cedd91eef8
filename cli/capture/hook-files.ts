/** Git hooks put in place and taken away. */
import { existsSync, lstatSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gitHookScript, keptSuffix, type GitHook } from "../../governance/capture/index.ts";
import { InputError } from "../input-error.ts";
import type { FileStep } from "./file-steps.ts";
import { gitProgram } from "./programs.ts";
import { sha256, type InstalledFile } from "./installation.ts";

export interface Planned {
  readonly steps: readonly FileStep[];
  readonly files: readonly InstalledFile[];
}

const executable = 0o755;

/** @throws InputError with every hook that is in the way */
export function hookSteps(folder: string, hooks: readonly GitHook[], earlier: readonly InstalledFile[]): Planned {
  const wanted = hooks.map((hook) => ({ path: join(folder, hook), text: gitHookScript(hook, gitProgram(hook)) }));
  const problems = wanted.flatMap(({ path, text }) => problemOf(path, text, earlier));
  if (problems.length > 0) throw new InputError(problems.join("\n"));
  return {
    steps: wanted.flatMap(({ path, text }) => stepsOf(path, text, earlier)),
    files: wanted.map(({ path, text }) => ({ path, written: sha256(text) })),
  };
}

function problemOf(path: string, text: string, earlier: readonly InstalledFile[]): string[] {
  if (!isThere(path)) return [];
  if (lstatSync(path).isDirectory()) return [`${path} is a folder; a hook is a file. Move it away`];
  if (isOwn(path, text, earlier) || !isThere(path + keptSuffix)) return [];
  return [
    `${path} was changed by somebody after capture was installed, and ${basename(path)}${keptSuffix} beside it holds the hook from before. ` +
      "Keep one of them under the hook's name, remove the other",
  ];
}

function stepsOf(path: string, text: string, earlier: readonly InstalledFile[]): FileStep[] {
  const write: FileStep = { kind: "write", path, text, mode: executable };
  if (!isThere(path)) return [write];
  if (!isOwn(path, text, earlier)) return [{ kind: "rename", path, to: path + keptSuffix }, write];
  return readFileSync(path, "utf8") === text ? [] : [write];
}

/** Whether we wrote it, even where what was written down about it is lost: ours, kept as somebody's, would never go away. */
function isOwn(path: string, text: string, earlier: readonly InstalledFile[]): boolean {
  return isAsWritten(path, earlier) || (existsSync(path) && readFileSync(path, "utf8") === text);
}

/** Takes the hooks away; what somebody changed stays, and is told. */
export function hookRemovals(files: readonly InstalledFile[]): { steps: FileStep[]; remarks: string[] } {
  const all = files.map((file) => removalOf(file, files));
  return { steps: all.flatMap(({ steps }) => steps), remarks: all.flatMap(({ remarks }) => remarks) };
}

function removalOf({ path }: InstalledFile, files: readonly InstalledFile[]): { steps: FileStep[]; remarks: string[] } {
  const restored: FileStep[] = isThere(path + keptSuffix)
    ? [{ kind: "rename", path: path + keptSuffix, to: path }]
    : [];
  if (!isThere(path)) return { steps: restored, remarks: [`${path} was gone already`] };
  if (isAsWritten(path, files)) return { steps: [{ kind: "remove", path }, ...restored], remarks: [] };
  const beside = restored.length > 0 ? `; the hook from before is ${path}${keptSuffix}` : "";
  return { steps: [], remarks: [`${path} was changed after it was installed and stays as it is${beside}`] };
}

export function isAsWritten(path: string, files: readonly InstalledFile[]): boolean {
  const file = files.find((one) => one.path === path);
  return file !== undefined && existsSync(path) && sha256(readFileSync(path)) === file.written;
}

// Also where it is a link that leads nowhere.
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
