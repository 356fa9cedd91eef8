#!/usr/bin/env node
import { runCli } from "./run-cli.ts";
import { processTerminal } from "./terminal.ts";

// Whoever read the output is gone, as `head` is after some lines: nobody gets the rest, so the command did not do its work.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(2);
});

process.exitCode = await runCli(process.argv.slice(2), processTerminal);
