import { text } from "node:stream/consumers";

/** What a command reads and writes. */
export interface Terminal {
  /** Standard input to its end; `undefined` where a person sits at it. */
  input(): Promise<string | undefined>;
  out(text: string): void;
  err(text: string): void;
}

export const processTerminal: Terminal = {
  input: async () => (process.stdin.isTTY ? undefined : await text(process.stdin)),
  out: (words) => void process.stdout.write(words),
  err: (words) => void process.stderr.write(words),
};
