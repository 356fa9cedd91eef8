import { Command } from "commander";
import { canonicalPrompt, canonicalPrompts, parseDigest } from "../../governance/capture/index.ts";
import { InputError } from "../input-error.ts";
import { readText } from "../read-input.ts";
import type { Terminal } from "../terminal.ts";
import { ended } from "./ended.ts";
import { defaultKeyPath, readKey } from "./key.ts";

interface Flags {
  readonly digest: string;
  readonly keyFile?: string;
}

const details = `
The form that is digested is in docs/capture.md. A file holds one prompt.

Example:
  ai-governance capture verify --digest hmac-sha256:5f0c...:9a1e... first.txt second.txt

Exit codes:
  0  these are the prompts of the digest
  1  they are not
  2  wrong input, or a digest of another key`;

/** @param end takes the exit code */
export function verifyCommand(terminal: Terminal, end: (exitCode: number) => void): Command {
  return new Command("verify")
    .summary("compares prompts with the digest in a commit")
    .description(
      "Says whether these are the prompts, all of them in this order, behind the AI-Prompt-Digest of a commit.",
    )
    .argument("<prompts...>", "files, one a prompt, in order")
    .requiredOption("--digest <digest>", "value of AI-Prompt-Digest")
    .option("--key-file <file>", "key of the digest; default: the user's own")
    .addHelpText("after", details)
    .action(async (files: string[], flags: Flags) => end(await ended(terminal, () => verify(terminal, files, flags))));
}

async function verify(terminal: Terminal, files: readonly string[], flags: Flags): Promise<number> {
  const digest = parseDigest(flags.digest);
  if (digest === undefined)
    throw new InputError("found no digest; write the value of AI-Prompt-Digest: hmac-sha256:<key id>:<64 digits>");
  const path = flags.keyFile ?? defaultKeyPath();
  const key = readKey(path);
  if (key.id !== digest.keyId)
    throw new InputError(`${path}: found key ${key.id}; the digest is of ${digest.keyId}: give that key`);
  const prompts: string[] = [];
  for (const file of files) prompts.push(key.digest(canonicalPrompt(await readText(file))));
  const same = key.digest(canonicalPrompts(prompts)) === digest.hex;
  terminal.out(same ? "These are the prompts.\n" : "These are not the prompts, or not all of them in this order.\n");
  return same ? 0 : 1;
}
