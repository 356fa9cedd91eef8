import { once } from "node:events";
import { text } from "node:stream/consumers";

/** What a command reads and writes. */
export interface Terminal {
  /** Standard input to its end; `undefined` where a person sits at it. */
  input(): Promise<string | undefined>;
  out(text: string): void;
  err(text: string): void;
  /** Settles when the reader of `out` keeps up again; nothing while it does. Absent: nothing reads more slowly than is written. */
  drained?(): Promise<unknown> | undefined;
  /** Shows how far it is in place of what it said before; an empty text takes it away. Absent: nobody watches. */
  progress?: (text: string) => void;
}

export const processTerminal: Terminal = {
  input: async () => (process.stdin.isTTY ? undefined : await text(process.stdin)),
  out: (words) => void process.stdout.write(words),
  drained: () => (process.stdout.writableNeedDrain ? once(process.stdout, "drain") : undefined),
  err: (words) => void process.stderr.write(words),
  ...(process.stderr.isTTY && { progress: (words: string) => void process.stderr.write(`\r\u001b[K${words}`) }),
};
