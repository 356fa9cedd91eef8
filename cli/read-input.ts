import { readFile } from "node:fs/promises";
import { execa } from "execa";
import { parseDeclaration, type Declaration } from "../governance/index.ts";
import { InputError } from "./input-error.ts";
import type { Terminal } from "./terminal.ts";

export { InputError };

export interface PreviewText {
  readonly text: string;
  /** Where it comes from, for messages. */
  readonly from: string;
}

/** @throws InputError */
export async function readPreviewText(
  terminal: Terminal,
  preview: string | undefined,
  pulumi: readonly string[],
  run: boolean,
): Promise<PreviewText> {
  if (run) return runPreview([...(preview === undefined ? [] : [preview]), ...pulumi]);
  if (pulumi.length > 0) {
    throw new InputError(`found ${pulumi.length + 1} files; give one preview, or --run to pass arguments to pulumi`);
  }
  if (preview !== undefined && preview !== "-") return { text: await readText(preview), from: preview };
  const text = await terminal.input();
  if (text === undefined) {
    throw new InputError("no preview: name a file, pipe one in, or let --run make one (ai-governance plan --help)");
  }
  return { text, from: "standard input" };
}

/** @throws InputError, DeclarationError */
export async function readDeclarationFile(path: string): Promise<Declaration> {
  return parseDeclaration(await readText(path), path);
}

/** @throws InputError */
export async function readText(path: string): Promise<string> {
  return (await readBytes(path)).toString("utf8");
}

/** @throws InputError */
export async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Readonly<Record<string, string>> = { ENOENT: "there is no such file", EISDIR: "it is a folder" };
    throw new InputError(`${path} cannot be read: ${reasons[code ?? ""] ?? code}`);
  }
}

// Its complaints go to the terminal as they come; they are Pulumi's to word.
async function runPreview(args: readonly string[]): Promise<PreviewText> {
  const words = ["preview", "--json", "--show-sames", "--non-interactive", ...args];
  const result = await execa("pulumi", words, { reject: false, stdin: "ignore", stderr: "inherit" });
  if (result.code === "ENOENT") {
    throw new InputError("pulumi is not on the PATH; install it, or give the output of `pulumi preview --json`");
  }
  if (result.exitCode !== 0) {
    throw new InputError(
      `pulumi preview ended with exit code ${result.exitCode ?? "none"}; run it without --json to see why`,
    );
  }
  return { text: result.stdout, from: "pulumi preview" };
}
