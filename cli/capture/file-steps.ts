/** Changes of files that are made all or not at all. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { InputError } from "../input-error.ts";

export type FileStep =
  | { readonly kind: "write"; readonly path: string; readonly text: string; readonly mode: number }
  | { readonly kind: "rename"; readonly path: string; readonly to: string }
  | { readonly kind: "remove"; readonly path: string };

export interface Files {
  /** Absolute path; the file is replaced in one moment. */
  write(path: string, bytes: string | Uint8Array, mode: number): void;
  rename(path: string, to: string): void;
  remove(path: string): void;
}

type Undo = () => void;

/**
 * Makes the changes in order. Where one fails, those before it are taken back.
 * @throws InputError
 */
export function applySteps(steps: readonly FileStep[], files: Files = diskFiles): void {
  const undos: Undo[] = [];
  for (const step of steps) {
    try {
      undos.push(...apply(step, files));
    } catch (error) {
      for (const undo of undos.toReversed()) undo();
      const reason = (error as NodeJS.ErrnoException).code ?? String(error);
      throw new InputError(`${step.path} cannot be changed: ${reason}. Nothing was changed`);
    }
  }
}

function apply(step: FileStep, files: Files): Undo[] {
  switch (step.kind) {
    case "write":
      return write(step.path, step.text, step.mode, files);
    case "rename":
      files.rename(step.path, step.to);
      return [() => renameSync(step.to, step.path)];
    case "remove": {
      const restore = restoring(step.path);
      files.remove(step.path);
      return [restore];
    }
  }
}

function write(path: string, text: string, mode: number, files: Files): Undo[] {
  const folders = makeFolders(dirname(path));
  const restore = restoring(path);
  try {
    files.write(path, text, mode);
  } catch (error) {
    folders();
    throw error;
  }
  return [folders, restore];
}

function restoring(path: string): Undo {
  if (!existsSync(path)) return () => rmSync(path, { force: true });
  const [bytes, { mode }] = [readFileSync(path), lstatSync(path)];
  return () => diskFiles.write(path, bytes, mode & 0o777);
}

/** Makes the folder and what is missing above it. */
function makeFolders(folder: string): Undo {
  const first = mkdirSync(folder, { recursive: true });
  return () => {
    if (first === undefined) return;
    for (let at = folder; at.length >= first.length; at = dirname(at)) rmdirSync(at);
  };
}

export const diskFiles: Files = {
  write(path, bytes, mode) {
    const beside = `${path}.${process.pid}.new`;
    try {
      writeFileSync(beside, bytes, { mode });
      // The mode given above is cut by the umask.
      chmodSync(beside, mode);
      renameSync(beside, path);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
  },
  rename: renameSync,
  remove: (path) => rmSync(path),
};
