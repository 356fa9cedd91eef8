import { Command } from "commander";
import { execa } from "execa";
import type { Terminal } from "../terminal.ts";
import { ended, worktreeAt } from "./ended.ts";
import { uploadProgram } from "./programs.ts";

const details = `
Credentials and region are those of the AWS SDK: AWS_PROFILE, AWS_REGION, ... The bucket must have no object lock. After an upload
the prompt is gone from this machine. Git uploads before each push as well, and goes on pushing where that fails.

Exit codes:
  0  nothing waits any more
  1  something could not be uploaded, and stays
  2  wrong input`;

/** @param end takes the exit code */
export function uploadCommand(terminal: Terminal, end: (exitCode: number) => void): Command {
  return new Command("upload")
    .summary("puts encrypted prompts into the bucket")
    .description("Puts the encrypted prompts that wait here into the bucket that the declaration names.")
    .option("--repository <folder>", "a folder in the git worktree", ".")
    .addHelpText("after", details)
    .action(async ({ repository }: { repository: string }) =>
      end(await ended(terminal, () => upload(terminal, worktreeAt(repository).top))),
    );
}

// In a process of its own: the AWS SDK takes long to load, and no other command needs it.
async function upload(terminal: Terminal, top: string): Promise<number> {
  const { node, entry } = uploadProgram();
  const { exitCode, stderr } = await execa(node, [entry], { cwd: top, reject: false, stdin: "ignore" });
  terminal.err(`${stderr}\n`);
  return exitCode ?? 1;
}
